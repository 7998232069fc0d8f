package dev.reeve.console;

/** Starts the console as a program does, and closes it once the workspace is on screen. */
public final class ConsoleAppMain {
  private ConsoleAppMain() {}

  public static void main(String[] args) {
    FakeSession session = SampleData.session();
    ConsoleUntil.run(session, session, stage -> stage.getTitle().contains("docs-workspace"));
  }
}
