package dev.reeve.console.fx;

import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.stage.PopupWindow.AnchorLocation;
import javafx.stage.Window;

/**
 * Shows a menu below what it belongs to, or above where it has no room there: edge at edge, their
 * shadows aside, and inside what is seen of the window. The toolkit would keep it on the screen
 * alone, also where that is smaller than the window, as without a display. Screen thread.
 */
public final class MenuPlace {
  private MenuPlace() {}

  /** Beginning so many pixels right of the left edge of its owner, which is in a window. */
  public static void belowLeft(ContextMenu menu, Node owner, double across) {
    Bounds at = owner.localToScreen(owner.getLayoutBounds());
    show(menu, owner, AnchorLocation.CONTENT_TOP_LEFT, at.getMinX() + across);
  }

  /** Ending at the right edge of its owner, which is in a window. */
  public static void belowRight(ContextMenu menu, Node owner) {
    Bounds at = owner.localToScreen(owner.getLayoutBounds());
    show(menu, owner, AnchorLocation.CONTENT_TOP_RIGHT, at.getMaxX());
  }

  private static void show(ContextMenu menu, Node owner, AnchorLocation edge, double x) {
    Bounds at = owner.localToScreen(owner.getLayoutBounds());
    Rectangle2D room = room(owner.getScene());
    menu.setAutoFix(false);
    menu.setAnchorLocation(edge);
    menu.show(owner, x, at.getMaxY());
    if (menu.getY() + menu.getHeight() > room.getMaxY()) {
      double height = menu.getScene().getRoot().getLayoutBounds().getHeight();
      menu.setAnchorY(at.getMinY() - height);
      menu.setAnchorY(menu.getAnchorY() + Math.max(0, room.getMinY() - menu.getY()));
    }
    double beyond = menu.getX() + menu.getWidth() - room.getMaxX();
    double before = room.getMinX() - menu.getX();
    menu.setAnchorX(menu.getAnchorX() - Math.max(0, beyond) + Math.max(0, before));
  }

  /** What is inside the frame of the window and seen on its screen. */
  private static Rectangle2D room(Scene scene) {
    Window window = scene.getWindow();
    Rectangle2D screen = DialogPlace.screenOf(window);
    double left = Math.max(window.getX() + scene.getX(), screen.getMinX());
    double top = Math.max(window.getY() + scene.getY(), screen.getMinY());
    double right = Math.min(window.getX() + scene.getX() + scene.getWidth(), screen.getMaxX());
    double bottom = Math.min(window.getY() + scene.getY() + scene.getHeight(), screen.getMaxY());
    return new Rectangle2D(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }
}
