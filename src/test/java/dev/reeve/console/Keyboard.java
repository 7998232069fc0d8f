package dev.reeve.console;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.testfx.api.FxRobot;
import org.testfx.robot.BaseRobot;

/**
 * Real keys, pressed by TestFX: they go where the keys go in the window in front. Call from the
 * test's thread.
 */
public final class Keyboard {
  /** One for all: the toolkit keeps every robot, and with it the window that it pressed in. */
  private static final FxRobot ROBOT = new FxRobot();

  private final Runnable settle;

  /**
   * @param settle waits for what comes of a key
   */
  public Keyboard(Runnable settle) {
    this.settle = settle;
  }

  /** Presses the keys together and lets them go. */
  public void press(KeyCode... keys) {
    inFront();
    BaseRobot keyboard =
        ROBOT.robotContext().getBaseRobot(); // "push" waits five times for each key
    List<KeyCode> down = List.of(keys);
    down.forEach(keyboard::pressKeyboard);
    down.reversed().forEach(keyboard::releaseKeyboard);
    settle.run();
  }

  /** Writes where the keys go. */
  public void type(String text) {
    ROBOT.targetWindow(inFront());
    ROBOT.write(text, 0);
    settle.run();
  }

  /** Id of what has the focus; empty for nothing. */
  public String focused() {
    Window front = inFront();
    return Headless.call(
        () -> {
          Node owner = front.getScene().getFocusOwner();
          return owner == null ? "" : String.valueOf(owner.getId());
        });
  }

  /** Goes on with Tab until the node has the focus; it must be reached by it. */
  public void tabTo(String id) {
    for (int i = 0; i < 60 && !focused().equals(id); i++) {
      press(KeyCode.TAB);
    }
    if (!focused().equals(id)) {
      throw new AssertionError(id + " is not reached by Tab");
    }
  }

  /** The window that was opened last has the keys, as a window manager gives them. */
  private static Window inFront() {
    return Headless.call(
        () -> {
          Window front =
              Window.getWindows().stream()
                  .filter(each -> each instanceof Stage && each.isShowing())
                  .reduce((below, above) -> above)
                  .orElseThrow();
          if (!front.isFocused()) {
            front.requestFocus();
          }
          return front;
        });
  }
}
