package dev.reeve.console;

import java.util.function.Predicate;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Starts the console as a program does, and closes it once something is on screen. */
final class ConsoleUntil {
  private ConsoleUntil() {}

  /**
   * Ends the process, with 0 when the session was closed by then.
   *
   * @param opened what the window is of
   * @param kept hears that it is closed
   * @param seen whether what is waited for is in a window
   */
  static void run(EngineSession opened, FakeSession kept, Predicate<Stage> seen) {
    ConsoleApp.launch(
        welcome ->
            welcome.open(
                () -> {
                  Platform.runLater(() -> closeWhen(seen));
                  return opened;
                }),
        new FakeWorkspaces(),
        ConsoleOptions.defaults());
    System.exit(kept.calls.contains("close") ? 0 : 1);
  }

  private static void closeWhen(Predicate<Stage> seen) {
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        for (Window window : Window.getWindows()) {
          if (window instanceof Stage stage && seen.test(stage)) {
            stop();
            stage.hide();
            return;
          }
        }
      }
    }.start();
  }
}
