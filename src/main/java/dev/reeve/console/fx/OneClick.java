package dev.reeve.console.fx;

import javafx.scene.Node;
import javafx.scene.input.MouseEvent;

/**
 * Buttons of a dialog that goes on in stages. A stage's button stands where another of the one
 * before did, so the second of two quick clicks would press what nobody has seen. Screen thread.
 */
public final class OneClick {
  private OneClick() {}

  /** Has these do nothing at the second and later of quick clicks. */
  public static void only(Node... buttons) {
    for (Node each : buttons) {
      each.addEventFilter(
          MouseEvent.MOUSE_PRESSED,
          press -> {
            if (press.getClickCount() > 1) {
              press.consume();
            }
          });
    }
  }
}
