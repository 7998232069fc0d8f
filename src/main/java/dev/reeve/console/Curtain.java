package dev.reeve.console;

import dev.reeve.console.ConsoleOptions.Look;
import dev.reeve.console.fx.ScreenThread;
import dev.reeve.console.layout.Memory;
import dev.reeve.console.layout.WindowMemory;
import dev.reeve.console.shell.Theme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Screen;
import javafx.stage.Stage;

/**
 * The window before the theme, the panes or the engine are loaded: a name, where the window was and
 * in the colours to come. A person sees at once that the program starts. Screen thread.
 */
final class Curtain {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  /** What a pulse has laid out is drawn before the pulse after it. */
  private static final int DRAWN = 2;

  private final Stage stage = new Stage();

  /**
   * Shows it.
   *
   * @param user where the window was, and whether it was dark
   * @param look the look to begin with, whatever the user chose; the system's leaves the choice
   */
  Curtain(Memory user, Look look) {
    Text name = new Text("Reeve");
    name.setStyle("-fx-fill: -rv-muted; -fx-font-size: 20px;");
    StackPane root = new StackPane(name);
    root.getStylesheets().add(Theme.tokens(dark(user, look)));
    root.setStyle("-fx-background-color: -rv-base;");
    var place = Screen.getPrimary().getVisualBounds();
    stage.setScene(
        new Scene(root, Math.min(WIDTH, place.getWidth()), Math.min(HEIGHT, place.getHeight())));
    stage.setTitle("Reeve");
    stage.setMinWidth(960);
    stage.setMinHeight(600);
    new WindowMemory(stage, user).join(WIDTH, HEIGHT);
    stage.show();
  }

  private static boolean dark(Memory user, Look look) {
    String wanted = look == Look.SYSTEM ? user.get("theme").asText("") : look.name();
    return wanted.equalsIgnoreCase(Look.DARK.name())
        || !wanted.equalsIgnoreCase(Look.LIGHT.name()) && Theme.systemDark().getValue();
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
