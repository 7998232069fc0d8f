package dev.reeve.console.links;

import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/**
 * Where the buttons of a decision stand: among what they decide about, or, where that scrolls as a
 * whole, at its lower edge, always in sight with their keys. Screen thread.
 */
final class PinnedActions {
  private final Pane parts;
  private final Node before;
  private final Node actions;
  private final Pane edge;
  private boolean pinned;

  /**
   * @param parts holds the buttons behind another part
   * @param edge holds them when they are pinned
   */
  PinnedActions(Pane parts, Node before, Node actions, Pane edge) {
    this.parts = parts;
    this.before = before;
    this.actions = actions;
    this.edge = edge;
  }

  /** From now on they stand at the edge, or among the parts. */
  void pin(boolean now) {
    if (now == pinned) {
      return;
    }
    pinned = now;
    if (now) {
      parts.getChildren().remove(actions);
      edge.getChildren().setAll(actions);
    } else {
      edge.getChildren().clear();
      ObservableList<Node> in = parts.getChildren();
      in.add(in.indexOf(before) + 1, actions);
    }
  }
}
