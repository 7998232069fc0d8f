package dev.reeve.console.links;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;

/**
 * Where another file is searched for: below the candidates, or, where a form needs the height,
 * beside the way back. Screen thread.
 */
final class SearchPlace {
  private final Node searching;
  private final Pane parts;
  private final Node before;
  private final Pane top;

  /**
   * @param parts holds the search behind another part
   * @param top holds it beside the way back
   */
  SearchPlace(Node searching, Pane parts, Node before, Pane top) {
    this.searching = searching;
    this.parts = parts;
    this.before = before;
    this.top = top;
    HBox.setHgrow(searching, Priority.ALWAYS);
  }

  /** From now on it stands at the top, or among the parts. */
  void stand(boolean atTop) {
    if (atTop == top.getChildren().contains(searching)) {
      return;
    }
    if (atTop) {
      parts.getChildren().remove(searching);
      top.getChildren().add(searching);
    } else {
      top.getChildren().remove(searching);
      parts.getChildren().add(parts.getChildren().indexOf(before) + 1, searching);
    }
  }
}
