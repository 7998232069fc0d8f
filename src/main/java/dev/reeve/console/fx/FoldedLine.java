package dev.reeve.console.fx;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
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
  private final ToldBelow below;
  private @Nullable R row;
  private final InvalidationListener onColumns = any -> show(row);
  private final ChangeListener<Object> onValue = (observable, was, is) -> tell();
  private final ChangeListener<Instant> onTick = (observable, was, now) -> tell();
  private List<Value> values = List.of();
  private @Nullable Measured measured;

  /** What a column has for the row. */
  private record Value(TableColumn<?, ?> column, ObservableValue<?> value) {}

  /**
   * What a column says.
   *
   * @param sentence whether it gives way at its end, and not in the middle as a path does
   */
  private record Told(String words, boolean sentence) {
    static Told of(TableColumn<?, ?> column, @Nullable Object value, Instant time) {
      return new Told(CellKind.told(column, value, time), CellKind.isSentence(column));
    }

    /** The longest form that fits; where none does, one that does not. */
    String shorter(Predicate<String> fits) {
      return sentence ? Fitting.cut(words, fits) : ShortPath.of(words, fits);
    }
  }

  /** What the text was fitted for; as long as that is so it needs no look at every tick. */
  private record Measured(List<Told> told, double room, Font font) {}

  FoldedLine(TableView<R> table, Ticker ticker) {
    this.ticker = ticker;
    this.below =
        ResponsiveColumns.of(table).map(ResponsiveColumns::below).orElseGet(ToldBelow::new);
    getStyleClass().add("folded-line");
    setManaged(false);
    setMouseTransparent(true);
    below.columns().addListener(new WeakInvalidationListener(onColumns));
    ticker.nowProperty().addListener(new WeakChangeListener<>(onTick));
    widthProperty().subscribe(this::tell);
  }

  /** Whether nothing is folded. */
  boolean isEmpty() {
    return below.columns().isEmpty();
  }

  /** Tells of a row, null for none. */
  void show(@Nullable R shown) {
    row = shown;
    values.forEach(each -> each.value().removeListener(onValue));
    values =
        shown == null
            ? List.of()
            : below.columns().stream()
                .map(column -> new Value(column, value(column, shown)))
                .toList();
    values.forEach(each -> each.value().addListener(onValue));
    tell();
  }

  @SuppressWarnings("unchecked") // the columns are those of the row's table
  private ObservableValue<?> value(TableColumn<?, ?> column, R shown) {
    return ((TableColumn<R, ?>) column).getCellObservableValue(shown);
  }

  private void tell() {
    Instant time = ticker.now();
    List<Told> told =
        values.stream()
            .filter(each -> row == null || below.tells(each.column(), row))
            .map(each -> Told.of(each.column(), each.value().getValue(), time))
            .filter(each -> !each.words().isEmpty())
            .toList();
    double room = getWidth() - snappedLeftInset() - snappedRightInset();
    Measured now = new Measured(told, room, getFont());
    if (!now.equals(measured)) {
      measured = now;
      setAccessibleText(told.stream().map(Told::words).collect(Collectors.joining(BETWEEN)));
      setText(fitting(told, room));
    }
  }

  private String fitting(List<Told> told, double room) {
    String line = "";
    int left = told.size();
    for (Told each : told) {
      String before = line.isEmpty() ? "" : line + BETWEEN;
      String after = left > 1 ? more(left - 1) : "";
      String shorter = each.shorter(words -> width(before + words + after) <= room);
      if (width(before + shorter + after) <= room) {
        line = before + shorter;
        left--;
      }
    }
    return left == 0 || line.isEmpty() ? line : line + more(left);
  }

  private double width(String words) {
    return Fitting.width(words, getFont());
  }

  private static String more(int columns) {
    return BETWEEN + "+" + columns;
  }
}
