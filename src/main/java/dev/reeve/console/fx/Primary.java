package dev.reeve.console.fx;

import javafx.scene.control.Button;

/** The button of a pane or a dialog that brings the work on; there is one at a time. */
public final class Primary {
  private static final String STYLE = "primary";

  private Primary() {}

  /** Says whether it is this one now. Screen thread. */
  public static void mark(Button button, boolean is) {
    button.getStyleClass().removeAll(STYLE);
    if (is) {
      button.getStyleClass().add(STYLE);
    }
  }
}
