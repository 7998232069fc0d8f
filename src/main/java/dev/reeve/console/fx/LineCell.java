package dev.reeve.console.fx;

import dev.reeve.console.fx.DrawerContent.Line;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.css.PseudoClass;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** A line of evidence; its sign says the same as its hue. Screen thread. */
final class LineCell extends ListCell<Line> {
  private static final String FIXED_WIDTH = "mono";
  private static final String IN_COLUMNS = "step-cell";

  private static final Pattern COLUMNS = Pattern.compile("( *\\S+(?: \\S+)* {2,}| +)(?=\\S)");

  private @Nullable StepColumns row;

  LineCell() {
    dress(this);
    setPrefWidth(0);
    widthProperty().subscribe(this::words);
    fontProperty().subscribe(this::words);
  }

  static void dress(Labeled place) {
    place.getStyleClass().addAll("line-cell", FIXED_WIDTH);
    place.setWrapText(true);
  }

  /** Shows what kind of line a place holds. */
  static void mark(Labeled place, @Nullable Line line) {
    for (Line.Kind kind : Line.Kind.values()) {
      place.pseudoClassStateChanged(
          PseudoClass.getPseudoClass(kind.name().toLowerCase(Locale.ROOT)),
          line != null && line.kind() == kind);
    }
  }

  private void words() {
    Line line = isEmpty() ? null : getItem();
    setText(line == null || line.step() != null ? null : broken(line, this));
  }

  /** A step of a run is prose in columns, not a line of a log. */
  private void step(@Nullable RunStep step) {
    getStyleClass().removeAll(FIXED_WIDTH, IN_COLUMNS);
    getStyleClass().add(step == null ? FIXED_WIDTH : IN_COLUMNS);
    if (step == null) {
      setGraphic(null);
      return;
    }
    if (row == null) {
      row = new StepColumns();
      row.prefWidthProperty().bind(widthProperty().map(width -> room(width.doubleValue())));
    }
    row.show(step);
    setGraphic(row);
  }

  private double room(double width) {
    return Math.max(0, width - snappedLeftInset() - snappedRightInset());
  }

  /**
   * A line with breaks in words that are too long for a place; what has something before it is
   * broken into lines altogether, so that nothing of it stands in the column before it.
   */
  static String broken(Line line, Labeled place) {
    String drawn = line.kind() == Line.Kind.MEMBER ? Formats.wholeHashes(line.text()) : line.text();
    String all = line.gutter() + drawn;
    int columns = columns(place);
    String before = line.gutter() + column(line);
    String gutter = columns - before.length() < columns / 2 ? line.gutter() : before;
    int room = columns - gutter.length();
    return gutter.isEmpty() || room < columns / 2
        ? LongWords.broken(all, columns)
        : gutter
            + LongWords.wrapped(all.substring(gutter.length()), room)
                .replace("\n", "\n" + " ".repeat(gutter.length()));
  }

  /** What stands in columns before the words of a line, each parted by more than one space. */
  private static String column(Line line) {
    Matcher columns = COLUMNS.matcher(line.text());
    return line.kind() == Line.Kind.PLAIN && columns.lookingAt() ? columns.group() : "";
  }

  /** Every character of the fixed-width face is as wide as the others. */
  private static int columns(Labeled place) {
    return (int) (Fitting.room(place) / Fitting.width("0", place.getFont()));
  }

  @Override
  protected void updateItem(Line line, boolean none) {
    super.updateItem(line, none);
    boolean nothing = none || line == null;
    step(nothing ? null : line.step());
    words();
    setTooltip(nothing ? null : new Tooltip(line.whole()));
    setAccessibleText(nothing ? null : line.whole());
    mark(this, nothing ? null : line);
  }
}
