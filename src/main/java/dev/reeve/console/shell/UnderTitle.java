package dev.reeve.console.shell;

import dev.reeve.console.fx.AfterLayout;
import dev.reeve.console.fx.Appearance;
import dev.reeve.console.fx.NodeTree;
import dev.reeve.console.fx.Nodes;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;

/**
 * Keeps title and tabs of the pane in sight below what lies over the window. Only with large text:
 * there the rail shows icons alone, and what lies over the window is as wide as the pane. Screen
 * thread.
 */
final class UnderTitle {
  private static final double GAP = 8;

  private final StackPane layer;
  private final Parent panes;
  private final ObservableValue<? extends Number> textScale;

  private UnderTitle(StackPane layer, Parent panes, ObservableValue<? extends Number> textScale) {
    this.layer = layer;
    this.panes = panes;
    this.textScale = textScale;
  }

  /** Moves what a layer holds below the title row of the pane on screen, as long as it shows. */
  static void keep(StackPane layer, Parent panes, ObservableValue<? extends Number> textScale) {
    UnderTitle under = new UnderTitle(layer, panes, textScale);
    AfterLayout.whileSeen(layer, under::turn, under::settle);
  }

  /** At once when it begins to be seen: it is not seen to move. */
  private void turn(boolean seen) {
    if (seen) {
      settle();
    }
  }

  private void settle() {
    Insets below =
        new Insets(textScale.getValue().doubleValue() < Appearance.LARGE ? 0 : below(), 0, 0, 0);
    layer.getChildren().stream()
        .filter(each -> !below.equals(StackPane.getMargin(each)))
        .forEach(each -> StackPane.setMargin(each, below));
  }

  private double below() {
    return panes.lookupAll(".pane-title").stream()
        .filter(NodeTree::isShown)
        .findFirst()
        .map(
            title -> bottom(title) + GAP - Nodes.inScene(layer).getMinY() - layer.snappedTopInset())
        .map(lower -> Math.max(0, lower))
        .orElse(0.0);
  }

  /** Where the row ends that a title is in: tabs, fields and buttons beside it are higher. */
  private static double bottom(Node title) {
    Bounds row = Nodes.inScene(title);
    Parent heading = title.getParent();
    return Stream.of(heading, heading.getParent())
        .map(Parent::getChildrenUnmodifiable)
        .flatMap(List::stream)
        .filter(each -> each.isVisible() && !each.equals(heading))
        .map(Nodes::inScene)
        .filter(each -> each.getMinY() < row.getMaxY() && each.getMaxY() > row.getMinY())
        .mapToDouble(Bounds::getMaxY)
        .reduce(row.getMaxY(), Math::max);
  }
}
