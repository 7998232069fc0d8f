package dev.reeve.console.fx;

import java.util.List;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/**
 * The title row of a pane: first what it is, then its figures, at the right its buttons. Where the
 * buttons do not fit beside the title, as with large text, they stand below; figures that do not
 * fit between the two have a line of their own, as wide as the pane. The tabs of a pane stay beside
 * its title. What is first in it is the title; what is second and has the style class {@code
 * figures} are the figures. A small table with its buttons is laid out so too. Screen thread.
 */
public final class PaneHeader extends Pane {
  private static final double GAP = 12;
  private static final double LINES = GAP / 2;

  /**
   * Where the parts go in a width.
   *
   * @param beside whether the buttons stand beside the title
   * @param between whether the figures do so too
   * @param title the width that is left for the title
   * @param first height of the line of the title
   * @param buttons height of the buttons
   * @param figures height of the figures where they have a line of their own, else 0
   */
  private record Places(
      boolean beside, boolean between, double title, double first, double buttons, double figures) {
    double height() {
      return first + (beside ? 0 : LINES + buttons) + (figures > 0 ? LINES + figures : 0);
    }
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private @Nullable Node title() {
    return getManagedChildren().isEmpty() ? null : getManagedChildren().getFirst();
  }

  private Optional<Node> figures() {
    return getManagedChildren().stream()
        .skip(1)
        .findFirst()
        .filter(node -> node.getStyleClass().contains("figures"));
  }

  private List<Node> buttons() {
    List<Node> parts = getManagedChildren();
    int before = figures().isPresent() ? 2 : 1;
    return parts.subList(Math.min(before, parts.size()), parts.size());
  }

  private Places places(double width) {
    Node title = title();
    if (title == null) {
      return new Places(true, false, 0, 0, 0, 0);
    }
    double needed = 0;
    double buttons = 0;
    for (Node button : buttons()) {
      needed += GAP + snapSizeX(button.prefWidth(-1));
      buttons = Math.max(buttons, snapSizeY(button.prefHeight(-1)));
    }
    boolean beside = least(title) <= width - needed;
    double room = beside ? width - needed : width;
    Node figures = figures().orElse(null);
    double whole = onOneLine(title);
    boolean between = figures != null && beside && whole + GAP + onOneLine(figures) <= room;
    double first = height(title, between ? whole : room);
    if (figures != null && between) {
      first = Math.max(first, height(figures, room - whole - GAP));
    }
    return new Places(
        beside,
        between,
        between ? whole : room,
        beside ? Math.max(first, buttons) : first,
        buttons,
        figures == null || between ? 0 : height(figures, width));
  }

  /**
   * The width without which the buttons stand below: tabs stay beside the title they are of, so
   * that the header is built one way whichever of them is chosen.
   */
  private double least(Node title) {
    if (!(title instanceof FlowPane flow)) {
      return title.minWidth(-1);
    }
    double width = flow.snappedLeftInset() + flow.snappedRightInset();
    for (Node each : flow.getChildren()) {
      width += wide(each);
      if (each.getStyleClass().contains("tab-bar")) {
        return width;
      }
      width += flow.getHgap();
    }
    return title.minWidth(-1);
  }

  /** A flow of nodes asks for the width it would wrap at, not for the one it needs. */
  private double onOneLine(Node node) {
    if (!(node instanceof FlowPane flow)) {
      return snapSizeX(node.prefWidth(-1));
    }
    double width = flow.snappedLeftInset() + flow.snappedRightInset() - flow.getHgap();
    for (Node each : flow.getChildren()) {
      width += each.isManaged() ? wide(each) + flow.getHgap() : 0;
    }
    return snapSizeX(Math.max(0, width));
  }

  /** As wide as a flow makes it: what asks for less than it must have gets that. */
  private double wide(Node each) {
    return snapSizeX(Math.max(each.minWidth(-1), each.prefWidth(-1)));
  }

  private double height(Node node, double width) {
    return snapSizeY(Math.max(node.minHeight(width), node.prefHeight(width)));
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefHeight(double width) {
    double outside = snappedLeftInset() + snappedRightInset();
    double room = width < 0 ? Double.MAX_VALUE : width - outside;
    return snappedTopInset() + places(room).height() + snappedBottomInset();
  }

  /** What stands in it is never cut: other parts of the pane give way. */
  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width < 0 ? getWidth() : width);
  }

  @Override
  protected void layoutChildren() {
    Node title = title();
    if (title == null) {
      return;
    }
    double left = snappedLeftInset();
    double top = snappedTopInset();
    double width = getWidth() - left - snappedRightInset();
    Places places = places(width);
    place(title, left, top, places.title(), places.first());
    double right = left + width;
    double line = places.beside() ? top : top + places.first() + LINES;
    double height = places.beside() ? lineOf(title, places) : places.buttons();
    for (Node button : buttons().reversed()) {
      double needed = snapSizeX(button.prefWidth(-1));
      place(button, right - needed, line, needed, height);
      right -= needed + GAP;
    }
    Node figures = figures().orElse(null);
    if (figures != null && places.between()) {
      double from = left + places.title() + GAP;
      place(figures, from, top, right - from, places.first());
    } else if (figures != null) {
      double below = top + places.height() - places.figures();
      place(figures, left, below, width, places.figures());
    }
  }

  /** Beside a title of parts that take more than one line the buttons stand in its first. */
  private double lineOf(Node title, Places places) {
    boolean wraps =
        title instanceof FlowPane
            && height(title, Double.MAX_VALUE) < height(title, places.title());
    return wraps ? places.buttons() : places.first();
  }

  private void place(Node node, double left, double top, double width, double height) {
    layoutInArea(node, left, top, width, height, 0, HPos.LEFT, VPos.CENTER);
  }
}
