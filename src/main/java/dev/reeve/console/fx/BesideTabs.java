package dev.reeve.console.fx;

import javafx.beans.value.ObservableDoubleValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;

/**
 * A drawer's reason in what its row of tabs leaves free; not there where that is too little. Screen
 * thread.
 */
final class BesideTabs {
  private static final double LEAST = 300; // in px of the normal text size

  private final FlowPane bar;
  private final WhyLines words;
  private final ObservableDoubleValue scale;

  /**
   * @param reason in whole
   * @param wanted whether it is to be seen; it keeps its place while it is not
   * @param scale text size in relation to the normal one
   */
  BesideTabs(
      FlowPane bar,
      ObservableValue<String> reason,
      ObservableValue<Boolean> wanted,
      ObservableDoubleValue scale) {
    this.bar = bar;
    this.scale = scale;
    words = new WhyLines(reason, "drawer-beside");
    words.setId("drawer-beside");
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
    words.setManaged(room >= LEAST * scale.get());
  }
}
