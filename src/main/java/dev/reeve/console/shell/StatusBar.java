package dev.reeve.console.shell;

import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Pane;

/**
 * Figures in a row, each with the line that parts it from the next, in one line or more: what ends
 * a line is parted from nothing. Screen thread.
 */
public final class StatusBar extends FlowPane {
  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    for (int i = 0; i < getChildren().size(); i++) {
      Node part = getChildren().get(i);
      boolean goesOn =
          i + 1 < getChildren().size() && getChildren().get(i + 1).getLayoutX() > part.getLayoutX();
      if (part instanceof Pane both && both.getChildren().size() > 1) {
        both.getChildren().getLast().setVisible(goesOn);
      }
    }
  }
}
