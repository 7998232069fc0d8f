package dev.reeve.console;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Starts the console as a program does, and closes it once the workspace is on screen. */
public final class ConsoleAppMain {
  private ConsoleAppMain() {}

  public static void main(String[] args) {
    FakeSession session = SampleData.session();
    ConsoleApp.launch(
        welcome ->
            welcome.open(
                () -> {
                  Platform.runLater(ConsoleAppMain::closeWhenShown);
                  return session;
                }),
        new FakeWorkspaces(),
        ConsoleOptions.defaults());
    System.exit(session.calls.contains("close") ? 0 : 1);
  }

  private static void closeWhenShown() {
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        for (Window window : Window.getWindows()) {
          if (window instanceof Stage stage && stage.getTitle().contains("docs-workspace")) {
            stop();
            stage.hide();
            return;
          }
        }
      }
    }.start();
  }
}
