package dev.reeve.console.fx;

import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;

/** Pales a window while a dialog stands over it and has all the keys. Screen thread. */
public final class Behind {
  private static final PseudoClass BEHIND = PseudoClass.getPseudoClass("behind");

  private Behind() {}

  /**
   * Follows a dialog from now on.
   *
   * @param owner waits for it
   */
  public static void pale(Window owner, ObservableBooleanValue showing) {
    showing.addListener(
        (observable, was, is) -> {
          Parent root = owner.getScene().getRoot();
          root.pseudoClassStateChanged(BEHIND, is);
          if (is) {
            leave(root);
          }
        });
  }

  /**
   * A window that waits is not told that the pointer leaves it. Without this what was pressed would
   * look as if the pointer were on it, also once the dialog is gone, until the mouse moves.
   */
  private static void leave(Node node) {
    if (node.isHover()) {
      Event.fireEvent(node, exited());
      if (node instanceof Parent parent) {
        parent.getChildrenUnmodifiable().forEach(Behind::leave);
      }
    }
  }

  private static MouseEvent exited() {
    return new MouseEvent(
        MouseEvent.MOUSE_EXITED,
        0,
        0,
        0,
        0,
        MouseButton.NONE,
        0,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        true,
        null);
  }
}
