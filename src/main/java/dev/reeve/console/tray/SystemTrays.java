package dev.reeve.console.tray;

import java.awt.AWTException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.EventQueue;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.RenderingHints;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tray of the system, where it has one. To ask takes a while, because a second toolkit is
 * loaded for it; never on the screen's thread.
 */
final class SystemTrays {
  private static final Logger LOG = LoggerFactory.getLogger(SystemTrays.class);
  private static final int SIZE = 64;
  private static final Color GROUND = new Color(0x0550ae);

  private SystemTrays() {}

  /** An icon in it; empty where there is none. Blocks. */
  static Optional<Tray> icon(Runnable open) {
    if (GraphicsEnvironment.isHeadless() || !SystemTray.isSupported()) {
      return Optional.empty();
    }
    SystemTray tray = SystemTray.getSystemTray();
    TrayIcon icon = new TrayIcon(picture(Tray.Shape.PLAIN));
    icon.setImageAutoSize(true);
    icon.addActionListener(event -> open.run());
    try {
      tray.add(icon);
    } catch (AWTException none) {
      LOG.info("No icon in the system's tray: {}", none.getMessage());
      return Optional.empty();
    }
    return Optional.of(new OfSystem(tray, icon));
  }

  private record OfSystem(SystemTray tray, TrayIcon icon) implements Tray {
    @Override
    public void show(Shape shape, String words, List<Entry> entries) {
      EventQueue.invokeLater(
          () -> {
            icon.setImage(picture(shape));
            icon.setToolTip(words);
            PopupMenu menu = new PopupMenu();
            for (Entry entry : entries) {
              MenuItem item = new MenuItem(entry.text());
              item.addActionListener(event -> entry.run().run());
              menu.add(item);
            }
            icon.setPopupMenu(menu);
          });
    }

    @Override
    public void tell(String title, String text) {
      EventQueue.invokeLater(() -> icon.displayMessage(title, text, TrayIcon.MessageType.NONE));
    }

    @Override
    public void close() {
      EventQueue.invokeLater(() -> tray.remove(icon));
    }
  }

  static BufferedImage picture(Tray.Shape shape) {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(GROUND);
    graphics.fillRoundRect(2, 2, 60, 60, 16, 16);
    graphics.setColor(Color.WHITE);
    graphics.setStroke(new BasicStroke(8, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    switch (shape) {
      case PLAIN -> graphics.drawLine(18, 32, 46, 32);
      case DOT -> graphics.fillOval(20, 20, 24, 24);
      case HAND -> {
        graphics.fillRoundRect(20, 30, 26, 22, 10, 10);
        for (int finger = 0; finger < 3; finger++) {
          graphics.drawLine(24 + 9 * finger, 34, 24 + 9 * finger, 16);
        }
        graphics.drawLine(18, 42, 14, 34);
      }
      case CROSS -> {
        graphics.drawLine(20, 20, 44, 44);
        graphics.drawLine(44, 20, 20, 44);
      }
    }
    graphics.dispose();
    return image;
  }
}
