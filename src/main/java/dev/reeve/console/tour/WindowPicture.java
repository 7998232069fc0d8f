package dev.reeve.console.tour;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Draws a window with its dialogs and menus where they stand. Screen thread. */
final class WindowPicture {
  private static final Color FRAME = new Color(0x80, 0x86, 0x8e);

  private static final Color LIGHT_BAR = new Color(0xe4, 0xe7, 0xeb);
  private static final Color DARK_BAR = new Color(0x2b, 0x31, 0x39);
  private static final int DARK = 0x80;
  private static final int BAR = 22;

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
        if (each instanceof Stage titled) { // the desktop draws no frame around a menu
          int bar = bar(graphics, titled, window, x, y);
          graphics.setColor(FRAME);
          graphics.drawRect(
              x - 1, y - bar - 1, window.getWidth() + 1, window.getHeight() + bar + 1);
        }
      }
      graphics.dispose();
    }
    return image;
  }

  /** As a desktop would draw it above a dialog; gives its height, 0 where there is no room. */
  private static int bar(Graphics2D graphics, Stage stage, BufferedImage window, int x, int y) {
    if (y < BAR) {
      return 0;
    }
    boolean dark = new Color(window.getRGB(0, 0)).getRed() < DARK;
    graphics.setColor(dark ? DARK_BAR : LIGHT_BAR);
    graphics.fillRect(x, y - BAR, window.getWidth(), BAR);
    graphics.setColor(dark ? LIGHT_BAR : DARK_BAR);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, BAR / 2));
    graphics.drawString(stage.getTitle(), x + BAR / 3, y - BAR / 3);
    return BAR;
  }

  private static BufferedImage snapshot(Scene scene) {
    SnapshotParameters all = new SnapshotParameters();
    all.setViewport(new Rectangle2D(0, 0, scene.getWidth(), scene.getHeight()));
    all.setFill(javafx.scene.paint.Color.TRANSPARENT); // a menu has a shadow around it
    boolean whole = scene.getWindow() instanceof Stage;
    return SwingFXUtils.fromFXImage(
        whole ? scene.snapshot(null) : scene.getRoot().snapshot(all, null), null);
  }
}
