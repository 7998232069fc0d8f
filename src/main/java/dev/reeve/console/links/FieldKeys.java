package dev.reeve.console.links;

import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Letters that act on the table lead to text fields: the character of the key that led there is not
 * typed, and Esc goes back.
 */
final class FieldKeys {
  private boolean swallow;

  /**
   * @param leave goes back to the table
   */
  void join(TextField field, Runnable leave) {
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          swallow = false;
          if (event.getCode() == KeyCode.ESCAPE) {
            leave.run();
            event.consume();
          }
        });
    field.addEventFilter(
        KeyEvent.KEY_TYPED,
        event -> {
          if (swallow) {
            event.consume();
          }
          swallow = false;
        });
    field.addEventFilter(KeyEvent.KEY_RELEASED, (Event event) -> swallow = false);
  }

  /** The key just pressed has acted, and types nothing. */
  void swallow() {
    swallow = true;
  }

  /** Takes the keys to a field. */
  void go(TextField field) {
    Node owner = field.getScene() == null ? null : field.getScene().getFocusOwner();
    swallow = !(owner instanceof TextField) && !(owner instanceof Button);
    field.requestFocus();
    field.end();
  }
}
