package dev.reeve.console.shell;

import dev.reeve.console.fx.NodeTree;
import dev.reeve.console.fx.WhileShown;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.util.Subscription;

/**
 * Where a notice stands: at the bottom right, over the end of the status bar, which tells of
 * notices itself, so that nothing of the pane is under it. It is lifted above what the bar tells of
 * work and above the buttons with which one decides, where those would be under it. No figure shows
 * in part beside it. Screen thread.
 */
final class ToastPlace {
  private static final double GAP = 12;

  /** Below it, so that it stands within the status bar. */
  private static final double EDGE = 1;

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
  private Subscription following = Subscription.EMPTY;

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
    ToastPlace place = new ToastPlace(toast, panes, statusBar);
    toast.translateYProperty().bind(place.lift.add(EDGE).negate());
    WhileShown.listen(
        toast,
        () -> toast.visibleProperty().subscribe(place::follow).and(() -> place.follow(false)));
  }

  /** The same in a dialog, which has no figures. */
  static void keep(Node toast, Node content) {
    keep(toast, content, new Pane());
  }

  /** Only what is seen has to keep out of the way. */
  private void follow(boolean said) {
    following.unsubscribe();
    following = Subscription.EMPTY;
    statusBar.getChildren().forEach(figure -> figure.setOpacity(1));
    Scene scene = toast.getScene();
    if (said && scene != null) {
      Runnable settle = this::settle;
      scene.addPostLayoutPulseListener(settle);
      following = () -> scene.removePostLayoutPulseListener(settle);
    }
  }

  private void settle() {
    List<Bounds> clear =
        Stream.concat(
                CLEAR_OF_PANE.stream().flatMap(each -> panes.lookupAll(each).stream()),
                CLEAR_OF_BAR.stream().flatMap(each -> statusBar.lookupAll(each).stream()))
            .filter(NodeTree::isShown)
            .map(ToastPlace::inScene)
            .toList();
    Bounds now = inScene(toast);
    Bounds low =
        new BoundingBox(now.getMinX(), now.getMinY() + lift.get(), now.getWidth(), now.getHeight());
    lift.set(lift(low, inScene(panes).getMinY(), clear));
    Bounds taken =
        new BoundingBox(low.getMinX(), low.getMinY() - lift.get(), low.getWidth(), low.getHeight());
    statusBar.getChildren().forEach(figure -> figure.setOpacity(isCut(figure, taken) ? 0 : 1));
  }

  /** What has the keys shows where they are all the same. */
  private static boolean isCut(Node figure, Bounds taken) {
    return !figure.isFocusWithin() && inScene(figure).intersects(taken);
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

  private static Bounds inScene(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }
}
