package dev.reeve.console;

import dev.reeve.console.fx.Pointer;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;

/** What is on screen in any window. Not the screen thread. */
public final class Dialogs {
  private Dialogs() {}

  /** The first that the selector names. */
  public static Node find(String selector) {
    return Headless.call(
        () ->
            Window.getWindows().stream()
                .filter(Window::isShowing)
                .map(each -> each.getScene().lookup(selector))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow());
  }

  /** Clicks it, for the first, second or later time in a row. */
  public static void click(String selector, int times) {
    Node node = find(selector);
    Headless.run(
        () -> {
          Pointer.button(node, MouseEvent.MOUSE_PRESSED, times);
          Pointer.button(node, MouseEvent.MOUSE_RELEASED, times);
        });
  }
}
