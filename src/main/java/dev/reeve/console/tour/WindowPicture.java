package dev.reeve.console.tour;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Draws a window with its dialogs and menus where they stand. Screen thread. */
final class WindowPicture {
  private static final Color FRAME = new Color(0x80, 0x86, 0x8e);

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
        BufferedImage window = snapshot(each.getScene());
        int x = (int) (each.getX() - stage.getX());
        int y = (int) (each.getY() - stage.getY());
        graphics.drawImage(window, x, y, null);
        graphics.setColor(FRAME); // the desktop draws one
        graphics.drawRect(x - 1, y - 1, window.getWidth() + 1, window.getHeight() + 1);
      }
      graphics.dispose();
    }
    return image;
  }

  private static BufferedImage snapshot(Scene scene) {
    return SwingFXUtils.fromFXImage(scene.snapshot(null), null);
  }
}
