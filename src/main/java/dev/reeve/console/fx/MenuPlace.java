package dev.reeve.console.fx;

import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.stage.PopupWindow.AnchorLocation;

/**
 * Shows a menu below what it belongs to, or above where it has no room there: inside the window,
 * for the toolkit only keeps it on the screen. Screen thread.
 */
public final class MenuPlace {
  private MenuPlace() {}

  /** Beginning so many pixels right of the left edge of its owner, which is in a window. */
  public static void belowLeft(ContextMenu menu, Node owner, double across) {
    Bounds at = owner.localToScreen(owner.getLayoutBounds());
    show(menu, owner, AnchorLocation.WINDOW_TOP_LEFT, at.getMinX() + across);
  }

  /** Ending at the right edge of its owner, which is in a window. */
  public static void belowRight(ContextMenu menu, Node owner) {
    Bounds at = owner.localToScreen(owner.getLayoutBounds());
    show(menu, owner, AnchorLocation.WINDOW_TOP_RIGHT, at.getMaxX());
  }

  private static void show(ContextMenu menu, Node owner, AnchorLocation edge, double x) {
    Bounds at = owner.localToScreen(owner.getLayoutBounds());
    Rectangle2D window = window(owner.getScene());
    menu.setAnchorLocation(edge);
    menu.show(owner, x, at.getMaxY());
    if (at.getMaxY() + menu.getHeight() > window.getMaxY()) {
      menu.setAnchorY(Math.max(window.getMinY(), at.getMinY() - menu.getHeight()));
    }
    double beyond = menu.getX() + menu.getWidth() - window.getMaxX();
    double before = window.getMinX() - menu.getX();
    menu.setAnchorX(menu.getAnchorX() - Math.max(0, beyond) + Math.max(0, before));
  }

  /** What is inside the frame of the window, on the screen. */
  private static Rectangle2D window(Scene scene) {
    return new Rectangle2D(
        scene.getWindow().getX() + scene.getX(),
        scene.getWindow().getY() + scene.getY(),
        scene.getWidth(),
        scene.getHeight());
  }
}
