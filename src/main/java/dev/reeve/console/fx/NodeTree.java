package dev.reeve.console.fx;

import java.util.stream.Stream;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** Where a node hangs in the scene. Screen thread. */
public final class NodeTree {
  private NodeTree() {}

  /** A node and what it lies in, from the inside out; empty for null. */
  public static Stream<Node> upFrom(@Nullable Node node) {
    return Stream.iterate(node, each -> each != null, Node::getParent);
  }

  /** Whether a node is another or lies in it. */
  public static boolean isIn(@Nullable Node node, Node outer) {
    return upFrom(node).anyMatch(outer::equals);
  }

  /** Whether neither it nor what it lies in is hidden. */
  public static boolean isShown(Node node) {
    return upFrom(node).allMatch(Node::isVisible);
  }
}
