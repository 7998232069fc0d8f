package dev.reeve.console;

import dev.reeve.console.ConsoleOptions.Look;
import dev.reeve.console.fx.DialogPlace;
import dev.reeve.console.fx.ScreenThread;
import dev.reeve.console.layout.FirstSight;
import dev.reeve.console.shell.Theme;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.stage.Stage;

/**
 * The window before words, theme, panes or engine are loaded: empty, where it was and in the colour
 * it had. A person sees at once that the program starts. Screen thread.
 */
final class Curtain {
  /** The window's usual size, in px. */
  static final double WIDTH = 1280;

  static final double HEIGHT = 800;

  /** What a pulse has laid out is drawn before the pulse after it. */
  private static final int DRAWN = 2;

  private final Stage stage = new Stage();

  /**
   * Shows it.
   *
   * @param sight how it looked when it was last closed
   * @param look the look to begin with, whatever the user chose; the system's leaves the choice
   */
  Curtain(Optional<FirstSight> sight, Look look) {
    boolean dark =
        look == Look.SYSTEM
            ? sight.map(FirstSight::dark).orElseGet(() -> Theme.systemDark().getValue())
            : look == Look.DARK;
    List<Rectangle2D> screens = DialogPlace.screens();
    Rectangle2D main = screens.getFirst();
    stage.setScene(
        new Scene(
            new Group(),
            Math.min(WIDTH, main.getWidth()),
            Math.min(HEIGHT, main.getHeight()),
            Theme.background(dark)));
    stage.setTitle("Reeve");
    stage.setMinWidth(960);
    stage.setMinHeight(600);
    sight.ifPresent(
        last -> {
          Rectangle2D bounds = last.on(screens);
          stage.setX(bounds.getMinX());
          stage.setY(bounds.getMinY());
          stage.setWidth(bounds.getWidth());
          stage.setHeight(bounds.getHeight());
          stage.setMaximized(last.maximized());
        });
    stage.show();
  }

  /** The window, which the console goes on with. */
  Stage stage() {
    return stage;
  }

  /** Does something once it has been drawn. */
  void afterDrawing(Runnable next) {
    Scene scene = stage.getScene();
    scene.addPostLayoutPulseListener(
        new Runnable() {
          private int pulses;

          @Override
          public void run() {
            pulses++;
            if (pulses == DRAWN) {
              scene.removePostLayoutPulseListener(this);
              ScreenThread.executor().execute(next);
            } else {
              Platform.requestNextPulse();
            }
          }
        });
    Platform.requestNextPulse();
  }
}
