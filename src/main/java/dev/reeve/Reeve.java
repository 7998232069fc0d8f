package dev.reeve;

import dev.reeve.cli.QuickCheck;
import dev.reeve.cli.ReeveCommand;

/** The program: a subcommand, or the console. */
public final class Reeve {
  private Reeve() {}

  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("links")) {
      LateLog.use();
    }
    Integer quickly = QuickCheck.run(args);
    if (quickly != null) {
      System.exit(quickly);
    }
    if (DesktopWindow.isAskedFor(args)) {
      DesktopWindow.raise();
    }
    System.exit(ReeveCommand.of(new DesktopWindow(), new DesktopTour(), args).execute(args));
  }
}
