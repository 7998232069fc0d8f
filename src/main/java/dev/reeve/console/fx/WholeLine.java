package dev.reeve.console.fx;

import javafx.scene.control.ListCell;

/** A line that is read before an answer is given: it wraps, so that it is seen in whole. */
public final class WholeLine extends ListCell<String> {
  public WholeLine() {
    setWrapText(true);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(String line, boolean none) {
    super.updateItem(line, none);
    setText(none ? null : line);
  }
}
