package dev.reeve.console.fx;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/**
 * The title row of a pane: first what it is and its figures, at the right its buttons. Where they
 * do not fit side by side, as with large text, the buttons stand below. Screen thread.
 */
public final class PaneHeader extends Pane {
  private static final double GAP = 12;

  /** Where the parts go in a width. */
  private record Places(boolean beside, double heading, double headingHeight, double buttons) {
    double height() {
      return beside ? Math.max(headingHeight, buttons) : headingHeight + GAP / 2 + buttons;
    }
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private List<Node> parts() {
    return getManagedChildren();
  }

  private Places places(double width) {
    List<Node> parts = parts();
    if (parts.isEmpty()) {
      return new Places(true, 0, 0, 0);
    }
    Node heading = parts.getFirst();
    double needed = 0;
    double buttons = 0;
    for (Node button : parts.subList(1, parts.size())) {
      needed += GAP + snapSizeX(button.prefWidth(-1));
      buttons = Math.max(buttons, snapSizeY(button.prefHeight(-1)));
    }
    boolean beside = heading.minWidth(-1) <= width - needed;
    double room = beside ? width - needed : width;
    double height = Math.max(heading.minHeight(room), heading.prefHeight(room));
    return new Places(beside, room, snapSizeY(height), buttons);
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
    List<Node> parts = parts();
    if (parts.isEmpty()) {
      return;
    }
    double left = snappedLeftInset();
    double top = snappedTopInset();
    double width = getWidth() - left - snappedRightInset();
    Places places = places(width);
    double firstLine = places.beside() ? places.height() : places.headingHeight();
    place(parts.getFirst(), left, top, places.heading(), firstLine);
    double right = left + width;
    double line = places.beside() ? top : top + places.headingHeight() + GAP / 2;
    double height = places.beside() ? places.height() : places.buttons();
    for (Node button : parts.subList(1, parts.size()).reversed()) {
      double needed = snapSizeX(button.prefWidth(-1));
      place(button, right - needed, line, needed, height);
      right -= needed + GAP;
    }
  }

  private void place(Node node, double left, double top, double width, double height) {
    layoutInArea(node, left, top, width, height, 0, HPos.LEFT, VPos.CENTER);
  }
}
