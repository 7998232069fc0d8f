package dev.reeve.console.fx;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;

/**
 * Words in what a row of tabs leaves free, cut at their end; not there where that is too little.
 * Screen thread.
 */
final class BesideTabs {
  private static final double LEAST_IN_EM = 16;

  private final FlowPane bar;
  private final Label words = new Label();

  /**
   * @param text the words
   * @param wanted whether they are to be seen; they keep their place while they are not
   */
  BesideTabs(FlowPane bar, ObservableValue<String> text, ObservableValue<Boolean> wanted) {
    this.bar = bar;
    words.setId("drawer-why-beside");
    words.textProperty().bind(text);
    words.visibleProperty().bind(wanted);
    words.setMinWidth(0);
    bar.widthProperty().subscribe(this::fit);
  }

  /** The tabs are there; it comes behind the last one. */
  void join() {
    int tabs = bar.getChildren().size();
    if (tabs > 0) {
      Region last = (Region) bar.getChildren().get(tabs - 1);
      last.boundsInParentProperty().subscribe(this::fit);
      bar.getChildren().add(words);
      fit();
    }
  }

  private void fit() {
    int at = bar.getChildren().indexOf(words);
    if (at <= 0) {
      return;
    }
    Node last = bar.getChildren().get(at - 1);
    double end = last.getBoundsInParent().getMaxX() + bar.getHgap();
    double room = Math.floor(bar.getWidth() - bar.snappedRightInset() - end) - 1;
    words.setPrefWidth(Math.max(0, room));
    words.setManaged(room >= LEAST_IN_EM * words.getFont().getSize());
  }
}
