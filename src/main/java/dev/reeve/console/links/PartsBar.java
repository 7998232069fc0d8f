package dev.reeve.console.links;

import java.util.List;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** How far the work is: carried out, staged, left; the words beside it say the same. */
public final class PartsBar extends HBox {
  private static final List<String> PARTS = List.of("part-fixed", "part-staged", "part-left");
  private List<Double> shares = List.of();

  public PartsBar() {
    getStyleClass().add("links-bar");
    for (String style : PARTS) {
      Region part = new Region();
      part.getStyleClass().add(style);
      getChildren().add(part);
    }
    widthProperty().subscribe(this::fit);
  }

  /**
   * Shows so much of each part.
   *
   * @param parts of one; empty when nothing is known
   */
  void show(List<Double> parts) {
    shares = parts;
    setVisible(!shares.isEmpty());
    setManaged(isVisible());
    fit();
  }

  /** Before its words where it has room beside them, else below. */
  void stand(boolean hasRoom, Pane beside, Pane words) {
    beside.getChildren().remove(this);
    words.getChildren().remove(this);
    if (hasRoom) {
      beside.getChildren().add(beside.getChildren().indexOf(words), this);
    } else {
      words.getChildren().add(this);
    }
  }

  private void fit() {
    for (int i = 0; i < shares.size(); i++) {
      Region part = (Region) getChildren().get(i);
      double width = Math.floor(shares.get(i) * Math.max(0, getWidth() - 2));
      part.setMinWidth(width);
      part.setPrefWidth(width);
      part.setMaxWidth(width);
    }
  }
}
