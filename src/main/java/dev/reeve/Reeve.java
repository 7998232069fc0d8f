package dev.reeve;

import dev.reeve.cli.ReeveCommand;

/** The program: a subcommand, or the console. */
public final class Reeve {
  private Reeve() {}

  public static void main(String[] args) {
    if (DesktopWindow.isAskedFor(args)) {
      DesktopWindow.raise();
    }
    System.exit(ReeveCommand.of(new DesktopWindow(), new DesktopTour(), args).execute(args));
  }
}
