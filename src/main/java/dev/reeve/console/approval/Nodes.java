package dev.reeve.console.approval;

import javafx.scene.Node;

/** Shows and hides parts of the dialog; what is hidden takes no room. */
final class Nodes {
  private Nodes() {}

  static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
