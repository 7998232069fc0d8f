package dev.reeve.console.tour;

import dev.reeve.console.fx.Drawer;
import dev.reeve.console.fx.NodeTree;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TableView;

/** What of a window is on screen. Screen thread. */
final class ShownNodes {
  private ShownNodes() {}

  /** Those below a node that a selector names. */
  static Stream<Node> below(Node root, String selector) {
    return root.lookupAll(selector).stream().filter(NodeTree::isShown);
  }

  /** Tables on screen, and one whose place the drawer has taken. */
  static Stream<TableView<?>> tables(Node root) {
    return root.lookupAll(".table-view").stream()
        .filter(TableView.class::isInstance)
        .filter(node -> NodeTree.isShown(node) || isCovered(node))
        .map(node -> (TableView<?>) node);
  }

  private static boolean isCovered(Node table) {
    Parent box = table.getParent();
    return box != null
        && !box.isVisible()
        && box.getParent() != null
        && NodeTree.isShown(box.getParent())
        && box.getParent().getChildrenUnmodifiable().stream().anyMatch(Drawer.class::isInstance);
  }

  /** Drawers of the pane on screen, shown or not. */
  static Stream<Drawer> drawers(Node root) {
    return root.lookupAll(".drawer").stream()
        .filter(Drawer.class::isInstance)
        .map(Drawer.class::cast)
        .filter(drawer -> drawer.getParent() != null && NodeTree.isShown(drawer.getParent()));
  }

  /** Whether it belongs to a drawer. */
  static boolean inDrawer(Node node) {
    return NodeTree.upFrom(node).anyMatch(Drawer.class::isInstance);
  }
}
