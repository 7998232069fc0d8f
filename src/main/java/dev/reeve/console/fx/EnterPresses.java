package dev.reeve.console.fx;

import java.util.function.BooleanSupplier;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Subscription;

/**
 * Enter presses the button that has the focus, as Space does; the toolkit swallows it there, and
 * presses only the default button of a window with it. Tables and fields keep their own meaning of
 * Enter. Screen thread. Source: {@code docs/guide/console.md}.
 */
public final class EnterPresses {
  private static final EventHandler<KeyEvent> FILTER = EnterPresses::pressed;

  private EnterPresses() {}

  /** In everything the scene ever shows, until the subscription ends. */
  public static Subscription in(Scene scene) {
    scene.addEventFilter(KeyEvent.KEY_PRESSED, FILTER);
    return () -> scene.removeEventFilter(KeyEvent.KEY_PRESSED, FILTER);
  }

  /** In a content, whichever window it comes to stand in. */
  public static void in(Node root) {
    root.addEventFilter(KeyEvent.KEY_PRESSED, FILTER);
  }

  /** Not on this button: whoever leans on Enter must not have done what it does. */
  public static void neverOn(Node button) {
    leftWhile(button, () -> true);
    button.addEventFilter(
        KeyEvent.ANY,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            event.consume();
          }
        });
  }

  /** Leaves Enter to the button itself while it means something else to it. */
  public static void leftWhile(Node button, BooleanSupplier meant) {
    button.getProperties().put(EnterPresses.class, meant);
  }

  private static void pressed(KeyEvent event) {
    boolean bare =
        event.getCode() == KeyCode.ENTER
            && !event.isControlDown()
            && !event.isShiftDown()
            && !event.isAltDown()
            && !event.isMetaDown();
    if (bare && event.getTarget() instanceof Node node && !left(node) && press(node)) {
      event.consume();
    }
  }

  private static boolean left(Node node) {
    return node.getProperties().get(EnterPresses.class) instanceof BooleanSupplier meant
        && meant.getAsBoolean();
  }

  private static boolean press(Node node) {
    switch (node) {
      case SplitMenuButton button -> button.fire();
      case MenuButton button -> button.show();
      case Button button -> button.fire();
      case ToggleButton button -> button.fire();
      default -> {
        return false;
      }
    }
    return true;
  }
}
