package dev.reeve.console.links;

import dev.reeve.console.fx.Fitting;
import dev.reeve.console.fx.ShortPath;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/**
 * A candidate's number and path, how sure it is, and why: in one line where a wide place has room
 * for all of it, else why stands below. Screen thread.
 */
final class CandidateLine extends Region {
  /** In a narrow place all of them stand below, where the eye runs down along them. */
  private static final double WIDE_IN_EM = 40;

  private static final double GAP = 8;
  private static final double LINE_GAP = 2;

  private final Label number;
  private final Label path = new Label();
  private final FlowPane chips;
  private final HBox sure;
  private final String target;

  CandidateLine(Label number, String target, FlowPane chips, HBox sure) {
    this.number = number;
    this.target = target;
    this.chips = chips;
    this.sure = sure;
    ShortPath.in(path).show(target);
    path.getStyleClass().add("path-cell");
    path.setTooltip(new Tooltip(target));
    path.setMaxWidth(Double.MAX_VALUE);
    getStyleClass().add("links-candidate-head");
    getChildren().addAll(number, path, sure);
    if (!chips.getChildren().isEmpty()) {
      getChildren().add(chips);
    }
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private boolean hasChips() {
    return getChildren().contains(chips);
  }

  private double left() {
    return Math.ceil(number.prefWidth(-1)) + GAP;
  }

  private double right() {
    return Math.ceil(sure.prefWidth(-1)) + GAP;
  }

  private double wholePath() {
    return Math.ceil(
        Fitting.width(target, path.getFont())
            + path.snappedLeftInset()
            + path.snappedRightInset()
            + 2);
  }

  private double wholeChips() {
    double gaps = chips.getHgap() * (chips.getChildren().size() - 1);
    return Math.ceil(gaps + chips.getChildren().stream().mapToDouble(CandidateLine::width).sum());
  }

  private static double width(Node chip) {
    return Math.ceil(chip.prefWidth(-1));
  }

  private boolean inOneLine(double width) {
    return hasChips()
        && width >= WIDE_IN_EM * number.getFont().getSize()
        && left() + wholePath() + GAP + wholeChips() + right() <= width;
  }

  private double lineHeight() {
    double words = Math.max(number.prefHeight(-1), path.prefHeight(-1));
    return Math.ceil(Math.max(words, sure.prefHeight(-1)));
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefWidth(double height) {
    return left() + wholePath() + right();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    double line = lineHeight();
    if (!hasChips()) {
      return line;
    }
    double room = width < 0 ? Double.MAX_VALUE : width;
    return inOneLine(room)
        ? Math.max(line, Math.ceil(chips.prefHeight(wholeChips())))
        : line + LINE_GAP + Math.ceil(chips.prefHeight(Math.max(0, room - left())));
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    boolean one = inOneLine(width);
    double line = one ? getHeight() : lineHeight();
    double left = left();
    double room = Math.max(0, width - left - right());
    center(number, 0, left - GAP, line);
    center(path, left, one ? Math.min(wholePath(), room) : room, line);
    center(sure, width - right() + GAP, right() - GAP, line);
    if (one) {
      center(chips, left + wholePath() + GAP, wholeChips(), line);
    } else if (hasChips()) {
      double below = Math.max(0, width - left);
      chips.resizeRelocate(left, line + LINE_GAP, below, Math.ceil(chips.prefHeight(below)));
    }
  }

  private void center(Region part, double left, double width, double line) {
    layoutInArea(part, left, 0, width, line, 0, HPos.LEFT, VPos.CENTER);
  }
}
