package dev.reeve.console.tour;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Draws a window with its dialogs and menus where they stand. Screen thread. */
final class WindowPicture {
  private WindowPicture() {}

  /**
   * Draws it.
   *
   * @param above what stands above it, the lowest first
   */
  static BufferedImage of(Stage stage, List<Window> above) {
    BufferedImage image = snapshot(stage.getScene());
    if (!above.isEmpty()) {
      Graphics2D graphics = image.createGraphics();
      for (Window each : above) {
        graphics.drawImage(
            snapshot(each.getScene()),
            (int) (each.getX() - stage.getX()),
            (int) (each.getY() - stage.getY()),
            null);
      }
      graphics.dispose();
    }
    return image;
  }

  private static BufferedImage snapshot(Scene scene) {
    return SwingFXUtils.fromFXImage(scene.snapshot(null), null);
  }
}
