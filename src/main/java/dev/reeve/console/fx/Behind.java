package dev.reeve.console.fx;

import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
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
        (observable, was, is) -> owner.getScene().getRoot().pseudoClassStateChanged(BEHIND, is));
  }
}
