package dev.reeve.console.shell;

import dev.reeve.console.fx.Drawer;
import dev.reeve.console.fx.NodeTree;
import dev.reeve.console.fx.PaneView;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.Node;

/**
 * The regions that F6 goes round: rail, filter, table and drawer of the pane on screen, what was
 * just said, status bar. What is not on screen is passed over. Screen thread.
 */
final class Regions {
  private final Node rail;
  private final Runnable toRail;
  private final Node panes;
  private final Supplier<PaneView> pane;
  private final List<Node> below;

  /**
   * @param toRail puts the focus into the rail
   * @param panes where the panes lie
   * @param pane the one on screen
   * @param below what comes after the panes
   */
  Regions(Node rail, Runnable toRail, Node panes, Supplier<PaneView> pane, List<Node> below) {
    this.rail = rail;
    this.toRail = toRail;
    this.panes = panes;
    this.pane = pane;
    this.below = below;
  }

  /**
   * Goes on from where the focus is.
   *
   * @param step 1 forwards, -1 backwards
   */
  void go(int step) {
    PaneView shown = pane.get();
    List<Node> regions =
        Stream.concat(
                Stream.of(rail, shown.filter(), shown.table(), shown.beside()), below.stream())
            .filter(Regions::isOnScreen)
            .toList();
    Node next = regions.get(Math.floorMod(next(regions, step), regions.size()));
    if (next.equals(rail)) {
      toRail.run();
    } else {
      next.requestFocus();
    }
  }

  /**
   * Where the keys belong that were somewhere in the window: in what stands beside the table if
   * they were there and something still is, else in the table, else in what is on screen of the
   * pane.
   */
  Node home(Node from) {
    PaneView shown = pane.get();
    Node beside = shown.beside();
    boolean nothing = beside instanceof Drawer drawer && drawer.isEmpty();
    return NodeTree.isIn(from, beside) && !nothing
        ? beside
        : Stream.of(shown.table(), beside, shown.filter())
            .filter(Regions::isOnScreen)
            .findFirst()
            .orElse(rail);
  }

  private int next(List<Node> regions, int step) {
    Node owner = rail.getScene().getFocusOwner();
    for (Node each = owner; each != null; each = each.getParent()) {
      if (regions.contains(each)) {
        return regions.indexOf(each) + step;
      }
    }
    // the title row of the window lies before the rail, that of the pane between rail and filter
    int before = NodeTree.isIn(owner, panes) ? 1 : 0;
    return step > 0 ? before : before - 1;
  }

  private static boolean isOnScreen(Node node) {
    return NodeTree.isShown(node) && node.getScene() != null;
  }
}
