package dev.reeve.console.fx;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of cells every table is made of. Each tells a screen reader its column and its text.
 * Cells that count listen to the one {@link Ticker} while they are on screen. Screen thread.
 */
public final class Cells {
  private Cells() {}

  /** Puts a member of the row into a column, drawn by the given kind of cell. */
  public static <R, T extends @Nullable Object> void column(
      TableColumn<R, T> column,
      Function<R, ObservableValue<T>> member,
      Callback<TableColumn<R, T>, TableCell<R, T>> cell) {
    column.setCellValueFactory(data -> member.apply(data.getValue()));
    column.setCellFactory(cell);
  }

  /** The same of rows that do not change: another row takes the place of one that has. */
  public static <R, T extends @Nullable Object> void fixed(
      TableColumn<R, T> column,
      Function<R, T> member,
      Callback<TableColumn<R, T>, TableCell<R, T>> cell) {
    column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(member.apply(data.getValue())));
    column.setCellFactory(cell);
  }

  /**
   * A real check box, so that a screen reader hears of its change; Space does it wherever the row
   * has the focus.
   *
   * @param name what the box is about
   * @param toggle asked to change it; the row that comes of that shows it
   */
  public static <R> Callback<TableColumn<R, Boolean>, TableCell<R, Boolean>> check(
      Function<R, String> name, Consumer<R> toggle) {
    return column -> new CheckCell<>(name, toggle);
  }

  /** Plain text, cut at its end. */
  public static <R> CellKind<R, String> text() {
    return told(text -> text, text -> text);
  }

  /** A path, whose folders give way in a narrow column, so that it keeps its end. */
  public static <R> CellKind<R, String> path() {
    return new CellKind<>(column -> new PathCell<>("path-cell"), (path, now) -> path);
  }

  /** A sentence, cut at its end, unless a path is in it: that keeps its end. */
  public static <R> CellKind<R, String> intent() {
    return new CellKind<>(column -> new PathCell<>("intent-cell"), (intent, now) -> intent);
  }

  /** Short words for a value, whose tooltip has them in whole. */
  public static <R> CellKind<R, String> told(Function<String, String> full) {
    return told(text -> text, full);
  }

  /** The same of a value that has both. */
  public static <R, T extends @Nullable Object> CellKind<R, T> told(
      Function<T, String> words, Function<T, String> full) {
    return plain("text-cell", words, full);
  }

  /** An id in the fixed-width face. */
  public static <R> CellKind<R, String> id() {
    return plain("mono", text -> text, text -> text);
  }

  /** A hash of which twelve digits are shown. */
  public static <R> CellKind<R, @Nullable String> hash() {
    return Cells.<R, @Nullable String>plain(
        "mono", Formats::hash, hash -> hash == null ? "" : hash);
  }

  /** A right-aligned value in the given words. */
  public static <R, T extends @Nullable Object> CellKind<R, T> number(Function<T, String> words) {
    return plain("number-cell", words, words);
  }

  /** A size; the tooltip has the exact bytes. */
  public static <R> CellKind<R, @Nullable Long> size() {
    return plain(
        "number-cell",
        bytes -> bytes == null ? "" : Formats.size(bytes),
        bytes -> bytes == null ? "" : Formats.count(bytes) + " B");
  }

  /** A measured duration. */
  public static <R> CellKind<R, @Nullable Duration> took() {
    return plain("number-cell", Formats::took, Formats::took);
  }

  /** An absolute time, of today without its date; the tooltip has local time with zone, and UTC. */
  public static <R> CellKind<R, @Nullable Instant> stamp(Ticker ticker) {
    return Cells.<R, @Nullable Instant>plain(
        "stamp-cell",
        time -> time == null ? "" : Formats.sameDay(time, ticker.now()),
        time -> time == null ? "" : Formats.exact(time));
  }

  /** How long ago something was, ticking. */
  public static <R> CellKind<R, @Nullable Instant> age(Ticker ticker) {
    return ticking(ticker, (since, now) -> since == null ? "" : Formats.age(since, now));
  }

  /** How long until something is, ticking; a word once it is over. */
  public static <R> CellKind<R, @Nullable Instant> countdown(Ticker ticker, String over) {
    return ticking(
        ticker,
        (moment, now) ->
            moment != null && now.isBefore(moment) ? Formats.countdown(now, moment) : over);
  }

  /** Anything whose words depend on the time. */
  public static <R, T extends @Nullable Object> CellKind<R, T> ticking(
      Ticker ticker, BiFunction<T, Instant, String> words) {
    return new CellKind<>(column -> new TickingCell<>(ticker, words), words);
  }

  /** A curve with its newest value behind it. */
  public static <R> CellKind<R, Spark> spark() {
    return new CellKind<>(column -> new SparkCell<>(), (spark, now) -> Formats.count(spark.last()));
  }

  /** A state badge, its countdown ticking. */
  public static <R> CellKind<R, Badge> badge(Ticker ticker) {
    return new CellKind<>(
        column -> new BadgeCell<R, Badge>(ticker), (badge, now) -> badge.text(now));
  }

  /** The same of rows of which some have no state to tell. */
  public static <R> CellKind<R, @Nullable Badge> badgeOrNone(Ticker ticker) {
    return new CellKind<>(
        column -> new BadgeCell<R, @Nullable Badge>(ticker),
        (badge, now) -> badge == null ? "" : badge.text(now));
  }

  private static <R, T extends @Nullable Object> CellKind<R, T> plain(
      String styleClass, Function<T, String> words, Function<T, String> full) {
    return new CellKind<>(
        column -> new PlainCell<>(styleClass, words, full), (value, now) -> words.apply(value));
  }

  private static void describe(TableCell<?, ?> cell, String text) {
    TableColumn<?, ?> column = cell.getTableColumn();
    cell.setAccessibleText(column == null ? text : column.getText() + ": " + text);
  }

  private static final class PlainCell<R, T extends @Nullable Object> extends TableCell<R, T> {
    private final Function<T, String> words;
    private final Function<T, String> full;
    private @Nullable Tooltip tooltip;

    PlainCell(String styleClass, Function<T, String> words, Function<T, String> full) {
      this.words = words;
      this.full = full;
      getStyleClass().add(styleClass);
    }

    @Override
    protected void updateItem(T item, boolean empty) {
      super.updateItem(item, empty);
      boolean nothing = empty || item == null;
      setText(nothing ? null : words.apply(item));
      setTooltip(nothing ? null : lazily(full.apply(item)));
      describe(this, getText() == null ? "" : getText());
    }

    /** One a cell, kept while there is nothing to tell: making one costs more than the cell. */
    private @Nullable Tooltip lazily(String text) {
      if (text == null || text.isBlank()) {
        return null;
      }
      if (tooltip == null) {
        tooltip = new Tooltip();
      }
      tooltip.setText(text);
      return tooltip;
    }
  }

  private static final class CheckCell<R> extends TableCell<R, Boolean> {
    private final CheckBox box = new CheckBox();
    private final Function<R, String> name;

    CheckCell(Function<R, String> name, Consumer<R> toggle) {
      this.name = name;
      getStyleClass().add("check-cell");
      box.setFocusTraversable(false);
      box.setOnAction(
          event -> {
            R row = getTableRow().getItem();
            box.setSelected(Boolean.TRUE.equals(getItem())); // the answer shows it
            if (row != null) {
              toggle.accept(row);
            }
          });
    }

    @Override
    protected void updateItem(@Nullable Boolean on, boolean empty) {
      super.updateItem(on, empty);
      R row = getTableRow() == null ? null : getTableRow().getItem();
      boolean nothing = empty || on == null;
      setGraphic(nothing ? null : box);
      box.setSelected(!empty && Boolean.TRUE.equals(on));
      box.setAccessibleText(nothing || row == null ? "" : name.apply(row));
    }
  }

  private static final class PathCell<R> extends TableCell<R, String> {
    private static final PseudoClass PATH = PseudoClass.getPseudoClass("path");

    private final ShortPath path = ShortPath.in(this);
    private final Tooltip tooltip = new Tooltip();

    PathCell(String styleClass) {
      getStyleClass().add(styleClass);
    }

    @Override
    protected void updateItem(@Nullable String item, boolean empty) {
      super.updateItem(item, empty);
      String text = empty || item == null ? "" : item;
      path.show(text);
      pseudoClassStateChanged(PATH, text.indexOf('/') >= 0);
      tooltip.setText(text);
      setTooltip(text.isEmpty() ? null : tooltip);
      describe(this, text);
    }
  }

  private static final class TickingCell<R, T extends @Nullable Object> extends TableCell<R, T> {
    private final Ticker ticker;
    private final BiFunction<T, Instant, String> words;
    private final javafx.beans.value.ChangeListener<Instant> onTick =
        (observable, was, now) -> show();

    TickingCell(Ticker ticker, BiFunction<T, Instant, String> words) {
      this.ticker = ticker;
      this.words = words;
      getStyleClass().add("number-cell");
      ticker.nowProperty().addListener(new WeakChangeListener<>(onTick));
    }

    @Override
    protected void updateItem(T item, boolean empty) {
      super.updateItem(item, empty);
      show();
    }

    private void show() {
      T item = getItem();
      setText(isEmpty() || item == null ? null : words.apply(item, ticker.now()));
      describe(this, getText() == null ? "" : getText());
    }
  }

  /** The curves of a column stand below each other, whatever their numbers. */
  private static final class SparkCell<R> extends TableCell<R, Spark> {
    private final Sparkline curve = new Sparkline();
    private final Label number = new Label();
    private final HBox both = new HBox(curve, number);

    SparkCell() {
      getStyleClass().add("spark-cell");
      both.getStyleClass().add("curve-and-number");
    }

    @Override
    protected void updateItem(Spark item, boolean empty) {
      super.updateItem(item, empty);
      boolean nothing = empty || item == null;
      if (!nothing) {
        curve.show(item);
      }
      curve.setVisible(!nothing && !item.line().isEmpty());
      number.setText(nothing ? "" : Formats.count(item.last()));
      setGraphic(nothing ? null : both);
      describe(this, nothing ? "" : item.summary());
    }
  }

  private static final class BadgeCell<R, T extends @Nullable Badge> extends TableCell<R, T> {
    private final BadgeLabel label;

    BadgeCell(Ticker ticker) {
      label = new BadgeLabel(ticker);
      setGraphic(label);
      getStyleClass().add("badge-cell");
    }

    @Override
    protected void updateItem(T item, boolean empty) {
      super.updateItem(item, empty);
      boolean nothing = empty || item == null;
      label.setVisible(!nothing); // to put it in and out of the cell would style it anew
      if (!nothing) {
        label.show(item);
      }
      describe(this, nothing ? "" : label.getText());
    }
  }
}
