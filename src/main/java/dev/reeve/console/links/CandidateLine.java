package dev.reeve.console.links;

import dev.reeve.console.fx.Fitting;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/**
 * A candidate's number and path, how sure it is, and why: in one line where a wide place has room
 * for all of it, else why stands below. A path that has no room beside its score goes on in a
 * second line behind a slash: it is what one is to accept. Screen thread.
 */
final class CandidateLine extends Region {
  /** In a narrow place all of them stand below, where the eye runs down along them. */
  private static final double WIDE_IN_EM = 40;

  private static final double GAP = 8;
  private static final double LINE_GAP = 2;

  private final Label number;
  private final Label path = new Label();
  private final Text measure = new Text();
  private final FlowPane chips;
  private final HBox sure;
  private final String target;

  CandidateLine(Label number, String target, FlowPane chips, HBox sure) {
    this.number = number;
    this.target = target;
    this.chips = chips;
    this.sure = sure;
    path.setText(target);
    path.setWrapText(true);
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
    return Math.ceil(Fitting.width(target, path.getFont()) + sides() + 2);
  }

  private double wholeChips() {
    double gaps = snapSpaceX(chips.getHgap()) * (chips.getChildren().size() - 1);
    return gaps
        + chips.getChildren().stream().mapToDouble(chip -> snapSizeX(chip.prefWidth(-1))).sum();
  }

  private boolean inOneLine(double width) {
    return hasChips()
        && width >= WIDE_IN_EM * number.getFont().getSize()
        && left() + wholePath() + GAP + wholeChips() + right() <= width;
  }

  private double lineHeight() {
    double words = Math.max(number.prefHeight(-1), heightOf("/", -1));
    return Math.ceil(Math.max(words, sure.prefHeight(-1)));
  }

  private double pathRoom(double width) {
    return Math.max(0, width - left() - right());
  }

  /** Of the path where it stands in as many lines as it needs. */
  private double pathHeight(double width) {
    double room = pathRoom(width);
    return Math.max(lineHeight(), heightOf(inLines(room), room));
  }

  private double heightOf(String text, double room) {
    measure.setFont(path.getFont());
    measure.setText(text);
    measure.setWrappingWidth(Math.max(0, room - sides()));
    return Math.ceil(
        measure.getLayoutBounds().getHeight() + path.snappedTopInset() + path.snappedBottomInset());
  }

  private double sides() {
    return path.snappedLeftInset() + path.snappedRightInset();
  }

  /** Only behind slashes: the toolkit would break it before the ending of its name too. */
  private String inLines(double room) {
    StringBuilder lines = new StringBuilder();
    String line = "";
    for (String part : target.split("(?<=/)")) {
      boolean fits = Fitting.width(line + part, path.getFont()) <= room - sides();
      if (!fits && !line.isEmpty()) {
        lines.append(line).append('\n');
        line = "";
      }
      line += part;
    }
    return lines.append(line).toString();
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
    double room = width < 0 ? Double.MAX_VALUE : width;
    if (!hasChips()) {
      return pathHeight(room);
    }
    return inOneLine(room)
        ? Math.max(lineHeight(), Math.ceil(chips.prefHeight(wholeChips())))
        : pathHeight(room) + LINE_GAP + Math.ceil(chips.prefHeight(Math.max(0, room - left())));
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    boolean one = inOneLine(width);
    double line = one ? getHeight() : lineHeight();
    double left = left();
    double room = pathRoom(width);
    center(number, 0, left - GAP, line);
    path.setText(one ? target : inLines(room));
    if (one) {
      center(path, left, Math.min(wholePath(), room), line);
    } else {
      layoutInArea(path, left, 0, room, pathHeight(width), 0, HPos.LEFT, VPos.CENTER);
    }
    center(sure, width - right() + GAP, right() - GAP, line);
    if (one) {
      center(chips, left + wholePath() + GAP, wholeChips(), line);
    } else if (hasChips()) {
      double below = Math.max(0, width - left);
      chips.resizeRelocate(
          left, pathHeight(width) + LINE_GAP, below, Math.ceil(chips.prefHeight(below)));
    }
  }

  private void center(Region part, double left, double width, double line) {
    layoutInArea(part, left, 0, width, line, 0, HPos.LEFT, VPos.CENTER);
  }
}
