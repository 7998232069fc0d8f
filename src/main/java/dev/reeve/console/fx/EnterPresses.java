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
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Enter presses the button that has the focus, as Space does; the toolkit swallows it there, and
 * presses only the default button of a window with it. It does so once, however long the key is
 * held down. Tables and fields keep their own meaning of Enter. Screen thread. Source: {@code
 * docs/guide/console.md}.
 */
public final class EnterPresses {
  private static final EventHandler<KeyEvent> DOWN = EnterPresses::down;
  private static final EventHandler<KeyEvent> UP = EnterPresses::up;

  /** Whether the key that pressed a button is still down; there is one keyboard for all windows. */
  private static boolean held;

  private static Subscription whileHeld = Subscription.EMPTY;

  private EnterPresses() {}

  /** In everything the scene ever shows, until the subscription ends. */
  public static Subscription in(Scene scene) {
    scene.addEventFilter(KeyEvent.KEY_PRESSED, DOWN);
    scene.addEventFilter(KeyEvent.KEY_RELEASED, UP);
    return () -> {
      scene.removeEventFilter(KeyEvent.KEY_PRESSED, DOWN);
      scene.removeEventFilter(KeyEvent.KEY_RELEASED, UP);
      letGo();
    };
  }

  /** In a content, whichever window it comes to stand in. */
  public static void in(Node root) {
    root.addEventFilter(KeyEvent.KEY_PRESSED, DOWN);
    root.addEventFilter(KeyEvent.KEY_RELEASED, UP);
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

  private static void down(KeyEvent event) {
    if (event.getCode() != KeyCode.ENTER) {
      return;
    }
    if (held) {
      event.consume();
      return;
    }
    boolean bare =
        !event.isControlDown() && !event.isShiftDown() && !event.isAltDown() && !event.isMetaDown();
    if (bare && event.getTarget() instanceof Node node && !left(node)) {
      Runnable press = press(node);
      if (press != null) {
        event.consume();
        hold(node); // before: what is pressed may wait in a window of its own
        press.run();
      }
    }
  }

  private static void up(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      letGo();
    }
  }

  /** Where the key came up while a window of the system was in front, nobody here was told. */
  private static void hold(Node node) {
    held = true;
    whileHeld =
        node.sceneProperty()
            .flatMap(Scene::windowProperty)
            .flatMap(Window::focusedProperty)
            .subscribe(
                (was, focused) -> {
                  if (Boolean.TRUE.equals(focused)) {
                    letGo();
                  }
                });
  }

  private static void letGo() {
    held = false;
    whileHeld.unsubscribe();
    whileHeld = Subscription.EMPTY;
  }

  private static boolean left(Node node) {
    return node.getProperties().get(EnterPresses.class) instanceof BooleanSupplier meant
        && meant.getAsBoolean();
  }

  private static @Nullable Runnable press(Node node) {
    return switch (node) {
      case SplitMenuButton button -> button::fire;
      case MenuButton button -> button::show;
      case Button button -> button::fire;
      case ToggleButton button -> button::fire;
      default -> null;
    };
  }
}
