package dev.reeve.console.shell;

import dev.reeve.console.fx.AfterLayout;
import dev.reeve.console.fx.NodeTree;
import dev.reeve.console.fx.Nodes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.Pane;

/**
 * Where a notice stands: at the bottom right, over the end of the status bar, which tells of
 * notices itself, so that nothing of the pane is under it. It is lifted above what the bar tells of
 * work and above the buttons with which one decides, where those would be under it; there it stands
 * clear of the edge of the pane and of what scrolls it. No figure shows in part beside it. Screen
 * thread.
 */
final class ToastPlace {
  private static final double GAP = 12;

  /** Below it, so that it stands within the status bar. */
  private static final double EDGE = 4;

  private static final double SIDE = 16;

  /** Between it and the edge of the pane, or a scroll bar there. */
  private static final double CLEAR = 8;

  private static final List<String> CLEAR_OF_PANE =
      List.of(
          ".drawer-actions",
          ".links-actions",
          ".approval-bar .button",
          ".approval-bar .menu-button");

  private static final List<String> CLEAR_OF_BAR =
      List.of("#status-queue", "#status-locks", "#status-tasks");

  private final Node toast;
  private final Node panes;
  private final Pane statusBar;
  private final DoubleProperty lift = new SimpleDoubleProperty();
  private final DoubleProperty aside = new SimpleDoubleProperty();

  private ToastPlace(Node toast, Node panes, Pane statusBar) {
    this.toast = toast;
    this.panes = panes;
    this.statusBar = statusBar;
  }

  /**
   * Puts it at the edge of the window and above what is kept clear, and keeps it there.
   *
   * @param toast the notice, which its parent puts at the bottom
   * @param panes holds what must not be covered, as the figures of the status bar
   */
  static void keep(Node toast, Node panes, Pane statusBar) {
    ToastPlace place = begin(toast, panes, statusBar);
    toast.translateXProperty().bind(place.aside.add(SIDE).negate());
  }

  /** The same at the left of a dialog, which has no figures. */
  static void keepLeft(Node toast, Node content) {
    ToastPlace _ = begin(toast, content, new Pane());
    toast.setTranslateX(SIDE);
  }

  private static ToastPlace begin(Node toast, Node panes, Pane statusBar) {
    ToastPlace place = new ToastPlace(toast, panes, statusBar);
    toast.translateYProperty().bind(place.lift.add(EDGE).negate());
    AfterLayout.whileSeen(toast, is -> place.showFigures(), place::settle);
    return place;
  }

  private void showFigures() {
    statusBar.getChildren().forEach(figure -> figure.setOpacity(1));
  }

  private void settle() {
    List<Bounds> clear =
        Stream.concat(
                CLEAR_OF_PANE.stream().flatMap(each -> panes.lookupAll(each).stream()),
                CLEAR_OF_BAR.stream().flatMap(each -> statusBar.lookupAll(each).stream()))
            .filter(NodeTree::isShown)
            .map(Nodes::inScene)
            .toList();
    Bounds now = Nodes.inScene(toast);
    Bounds low =
        new BoundingBox(
            now.getMinX() + aside.get(),
            now.getMinY() + lift.get(),
            now.getWidth(),
            now.getHeight());
    lift.set(lift(low, Nodes.inScene(panes).getMinY(), clear));
    Bounds taken =
        new BoundingBox(low.getMinX(), low.getMinY() - lift.get(), low.getWidth(), low.getHeight());
    aside.set(lift.get() == 0 ? 0 : aside(taken, scrollBars()));
    statusBar.getChildren().forEach(figure -> figure.setOpacity(isCut(figure, taken) ? 0 : 1));
  }

  private List<Bounds> scrollBars() {
    return panes.lookupAll(".scroll-bar").stream()
        .filter(
            bar ->
                bar instanceof ScrollBar shown
                    && shown.getOrientation() == Orientation.VERTICAL
                    && NodeTree.isShown(bar))
        .map(Nodes::inScene)
        .toList();
  }

  /** How far a notice over a pane stands from the edge of that, in px. */
  static double aside(Bounds taken, List<Bounds> scrollBars) {
    return scrollBars.stream()
        .filter(taken::intersects)
        .mapToDouble(bar -> taken.getMaxX() - bar.getMinX() + CLEAR)
        .reduce(CLEAR, Math::max);
  }

  /** What has the keys shows where they are all the same. */
  private static boolean isCut(Node figure, Bounds taken) {
    return !figure.isFocusWithin() && Nodes.inScene(figure).intersects(taken);
  }

  /**
   * How far a notice is lifted so that it covers none of what is kept clear, in px; 0 where there
   * is no such place.
   *
   * @param low where it stands unless it is lifted
   * @param top how high it may reach
   */
  static double lift(Bounds low, double top, List<Bounds> clear) {
    double lift = 0;
    for (Bounds each :
        clear.stream().sorted(Comparator.comparingDouble(Bounds::getMinY).reversed()).toList()) {
      if (each.intersects(low.getMinX(), low.getMinY() - lift, low.getWidth(), low.getHeight())) {
        lift = low.getMaxY() - each.getMinY() + GAP;
      }
    }
    return low.getMinY() - lift < top ? 0 : lift;
  }
}
