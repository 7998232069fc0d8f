package dev.reeve.console.fx;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/**
 * What the columns without room say of a row, each with its name, the most important first, as far
 * as there is room; how many are not told is told at its end. Screen thread.
 *
 * @param <R> row
 */
final class FoldedLine<R> extends Label {
  private static final String BETWEEN = " \u00b7 ";

  private final Ticker ticker;
  private final ObservableList<TableColumn<?, ?>> columns;
  private @Nullable R row;
  private final InvalidationListener onColumns = any -> show(row);
  private final ChangeListener<Object> onValue = (observable, was, is) -> tell();
  private final ChangeListener<Instant> onTick = (observable, was, now) -> tell();
  private List<Value> values = List.of();
  private @Nullable Measured measured;

  /** What a column has for the row. */
  private record Value(TableColumn<?, ?> column, ObservableValue<?> value) {}

  /** What the text was fitted for; as long as that is so it needs no look at every tick. */
  private record Measured(List<String> told, double room, Font font) {}

  FoldedLine(TableView<R> table, Ticker ticker) {
    this.ticker = ticker;
    this.columns =
        ResponsiveColumns.of(table)
            .map(ResponsiveColumns::folded)
            .orElseGet(FXCollections::observableArrayList);
    getStyleClass().add("folded-line");
    setManaged(false);
    setMouseTransparent(true);
    columns.addListener(new WeakInvalidationListener(onColumns));
    ticker.nowProperty().addListener(new WeakChangeListener<>(onTick));
    widthProperty().subscribe(this::tell);
  }

  /** Whether nothing is folded. */
  boolean isEmpty() {
    return columns.isEmpty();
  }

  /** Tells of a row, null for none. */
  void show(@Nullable R shown) {
    row = shown;
    values.forEach(each -> each.value().removeListener(onValue));
    values =
        shown == null
            ? List.of()
            : columns.stream().map(column -> new Value(column, value(column, shown))).toList();
    values.forEach(each -> each.value().addListener(onValue));
    tell();
  }

  @SuppressWarnings("unchecked") // the columns are those of the row's table
  private ObservableValue<?> value(TableColumn<?, ?> column, R shown) {
    return ((TableColumn<R, ?>) column).getCellObservableValue(shown);
  }

  private void tell() {
    Instant time = ticker.now();
    List<String> told =
        values.stream()
            .filter(this::isWorthIt)
            .map(each -> CellKind.told(each.column(), each.value().getValue(), time))
            .filter(words -> !words.isEmpty())
            .toList();
    double room = getWidth() - snappedLeftInset() - snappedRightInset();
    Measured now = new Measured(told, room, getFont());
    if (!now.equals(measured)) {
      measured = now;
      setAccessibleText(String.join(BETWEEN, told));
      setText(fitting(told, room));
    }
  }

  /**
   * A column is told of some rows only from now on; before its table shows any.
   *
   * @param worthIt whether it is told of a row; asked again whenever a value of the row changes
   */
  static <R> void tellOf(TableColumn<R, ?> column, Predicate<R> worthIt) {
    column.getProperties().put(FoldedLine.class, worthIt);
  }

  @SuppressWarnings("unchecked") // the columns are those of the row's table
  private boolean isWorthIt(Value value) {
    return row == null
        || !(value.column().getProperties().get(FoldedLine.class) instanceof Predicate<?> worthIt)
        || ((Predicate<R>) worthIt).test(row);
  }

  private String fitting(List<String> all, double room) {
    List<String> told = yielding(all, room);
    String line = "";
    int left = told.size();
    for (String each : told) {
      String before = line.isEmpty() ? "" : line + BETWEEN;
      String after = left > 1 ? more(left - 1) : "";
      String longer =
          before
              + ShortPath.of(
                  each, words -> Fitting.width(before + words + after, getFont()) <= room);
      if (Fitting.width(longer + after, getFont()) <= room) {
        line = longer;
        left--;
      }
    }
    return left == 0 || line.isEmpty() ? line : line + more(left);
  }

  /** A sentence that comes first gives way at its end rather than go. */
  private List<String> yielding(List<String> told, double room) {
    if (values.isEmpty() || told.isEmpty() || !CellKind.isSentence(values.getFirst().column())) {
      return told;
    }
    List<String> others = told.subList(1, told.size());
    double beside = others.isEmpty() ? 0 : Fitting.width(more(others.size()), getFont());
    List<String> yielded = new ArrayList<>(others);
    yielded.addFirst(Fitting.cut(told.getFirst(), getFont(), room - beside));
    return yielded;
  }

  private static String more(int columns) {
    return BETWEEN + "+" + columns;
  }
}
