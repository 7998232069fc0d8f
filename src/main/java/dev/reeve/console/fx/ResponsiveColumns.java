package dev.reeve.console.fx;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableDoubleValue;
import javafx.beans.value.WeakChangeListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import javafx.css.PseudoClass;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a table as wide as its place: some columns take what is left, the least important ones hide
 * when it gets narrow. So there is never a horizontal scroll bar. Screen thread.
 */
public final class ResponsiveColumns {
  private static final PseudoClass FOLDED = PseudoClass.getPseudoClass("folded");

  private static final double SCROLL_BAR = 8;
  private static final double EDGES = 5;

  /**
   * @param floor width below which further columns hide for it
   */
  private record Flexible(double weight, double least, DoubleSupplier floor) {}

  /**
   * What a person chose for a column; null is left to the table.
   *
   * @param visible whether it is always or never shown
   * @param width in px of the normal text size
   */
  public record Choice(@Nullable Boolean visible, @Nullable Double width) {}

  private static final Choice NOTHING = new Choice(null, null);

  private final TableView<?> table;
  private final ObservableDoubleValue scale;
  private final ColumnWidths widths;
  private final Map<TableColumn<?, ?>, Flexible> flexible = new LinkedHashMap<>();
  private final List<TableColumn<?, ?>> hideFirst = new ArrayList<>();
  private final List<TableColumn<?, ?>> hideLast = new ArrayList<>();
  private final Map<TableColumn<?, ?>, TableColumn<?, ?>> toldBy = new HashMap<>();
  private final ToldBelow below = new ToldBelow();
  private final ObservableMap<TableColumn<?, ?>, Choice> chosen = FXCollections.observableHashMap();
  private final Map<TableColumn<?, ?>, Double> fitted = new HashMap<>();
  private final ChangeListener<Number> onScale =
      (observable, was, is) -> fit(); // held weakly by what it listens to
  private boolean fitting;

  /**
   * @param scale text size in relation to the normal one
   */
  public ResponsiveColumns(TableView<?> table, ObservableDoubleValue scale) {
    this.table = table;
    this.scale = scale;
    this.widths = new ColumnWidths(table, this::fit);
    table.getProperties().put(ResponsiveColumns.class, this);
  }

  /** Those of a table, if it has been given any. */
  public static Optional<ResponsiveColumns> of(TableView<?> table) {
    return Optional.ofNullable(
        (ResponsiveColumns) table.getProperties().get(ResponsiveColumns.class));
  }

  /** This column shares what is left, by weight. */
  public ResponsiveColumns flexible(TableColumn<?, ?> column, double weight, double least) {
    return flexible(column, weight, least, () -> least / 3);
  }

  /** The same for a column that tells rows apart only while it has at least the floor. */
  public ResponsiveColumns flexible(
      TableColumn<?, ?> column, double weight, double least, DoubleSupplier floor) {
    flexible.put(column, new Flexible(weight, least, floor));
    return this;
  }

  /** These hide when the place gets narrow, the first one first. */
  public ResponsiveColumns hideFirst(TableColumn<?, ?>... columns) {
    hideFirst.addAll(List.of(columns));
    return this;
  }

  /**
   * These hide only when what shares the place would have less than its floor, a third of what it
   * asks for unless said otherwise; the first one first.
   */
  public ResponsiveColumns hideLast(TableColumn<?, ?>... columns) {
    hideLast.addAll(List.of(columns));
    return this;
  }

  /** Left to the table, this column is shown only while the other, which tells the same, is not. */
  public ResponsiveColumns unless(TableColumn<?, ?> column, TableColumn<?, ?> other) {
    toldBy.put(column, other);
    return notBelow(column, other);
  }

  /** This column is not told below its row, for the other says as much unless somebody hid it. */
  public ResponsiveColumns notBelow(TableColumn<?, ?> column, TableColumn<?, ?> other) {
    below.not(column, () -> !Boolean.FALSE.equals(choice(other).visible()));
    return this;
  }

  /** This column is not told below these rows. */
  public <R> ResponsiveColumns notBelow(TableColumn<R, ?> column, Predicate<R> rows) {
    below.not(column, rows);
    return this;
  }

  /**
   * This column is as wide as the widest words that have been in it. What is saved goes to the
   * columns that share the place.
   *
   * @param words what a cell of it says
   * @param usual words that it has room for from the beginning, so that it does not grow when the
   *     first rows come
   */
  public <T> ResponsiveColumns fitting(
      TableColumn<?, T> column, Function<? super T, String> words, String... usual) {
    widths.roomFor(column, ColumnWidths.EDGES, usual);
    return fitting(column, words, any -> ColumnWidths.NORMAL, ColumnWidths.EDGES);
  }

  /** The same for a column of buttons. */
  public ResponsiveColumns fittingButtons(TableColumn<?, String> column, String... usual) {
    widths.roomFor(column, ColumnWidths.BUTTON, usual);
    return fitting(column, words -> words, any -> ColumnWidths.NORMAL, ColumnWidths.BUTTON);
  }

  /** The same for a column of badges; the words of a solid one are bold. */
  public ResponsiveColumns fittingBadges(TableColumn<?, Badge> column, Ticker ticker) {
    widths.badges(column, ColumnWidths.BADGE, ticker);
    return this;
  }

  /** The same of badges that have no ground. */
  public ResponsiveColumns fittingPlainBadges(TableColumn<?, Badge> column, Ticker ticker) {
    widths.badges(column, ColumnWidths.PLAIN_BADGE, ticker);
    return this;
  }

  /**
   * This column is never narrower than this badge needs, so that no countdown outgrows it and it is
   * as wide while the table is empty.
   */
  public ResponsiveColumns roomFor(TableColumn<?, Badge> column, Badge badge, Ticker ticker) {
    widths.roomFor(column, badge, ticker);
    return this;
  }

  private <T> ResponsiveColumns fitting(
      TableColumn<?, T> column,
      Function<? super T, String> words,
      Function<? super T, Font> font,
      double beside) {
    widths.fitting(column, words, font, beside);
    return this;
  }

  /**
   * This column of times is only as wide as a clock while no row's time has a date with it. What is
   * saved goes to the columns that share the place.
   *
   * @param ticker whose day is today, as in the cells
   */
  public ResponsiveColumns times(
      TableColumn<?, ? extends @Nullable Instant> column, Ticker ticker) {
    widths.times(column, ticker);
    return this;
  }

  /** Follows the table's width from now on. */
  public void follow() {
    table.widthProperty().addListener((observable, was, is) -> fit());
    scale.addListener(new WeakChangeListener<>(onScale));
    for (TableColumn<?, ?> column : table.getColumns()) {
      column.visibleProperty().addListener((observable, was, is) -> shownOrHidden(column, is));
    }
    table.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> dragged());
    fit();
  }

  /** What was chosen by hand; to be changed through {@link #choose} only. */
  public ObservableMap<TableColumn<?, ?>, Choice> chosen() {
    return chosen;
  }

  /** Chooses for a person, as if by hand. */
  public void choose(TableColumn<?, ?> column, Choice choice) {
    chosen.put(column, choice);
    fit();
  }

  /** Leaves everything to the table again. */
  public void forget() {
    chosen.clear();
    fit();
  }

  private void shownOrHidden(TableColumn<?, ?> column, boolean shown) {
    if (!fitting) {
      choose(column, new Choice(shown, choice(column).width()));
    }
  }

  /** A header's edge was let go: what is not as it was fitted has been drawn by hand. */
  private void dragged() {
    for (TableColumn<?, ?> column : List.copyOf(table.getColumns())) {
      Double before = fitted.get(column);
      if (column.isVisible() && before != null && Math.abs(column.getWidth() - before) > 1) {
        choose(column, new Choice(choice(column).visible(), column.getWidth() / scale.get()));
      }
    }
  }

  private Choice choice(TableColumn<?, ?> column) {
    return chosen.getOrDefault(column, NOTHING);
  }

  private void fit() {
    double place = table.getWidth() - SCROLL_BAR * scale.get() - EDGES;
    if (place <= 0) {
      return;
    }
    List<TableColumn<?, ?>> wanted = new ArrayList<>(table.getColumns());
    wanted.removeIf(column -> Boolean.FALSE.equals(choice(column).visible()));
    wanted.removeIf(column -> choice(column).visible() == null && isToldBy(column, wanted));
    for (TableColumn<?, ?> next : hideFirst) {
      if (least(wanted) <= place) {
        break;
      }
      if (choice(next).visible() == null) {
        wanted.remove(next);
      }
    }
    for (TableColumn<?, ?> next : hideLast) {
      double sharing = wanted.stream().filter(this::yields).mapToDouble(this::least).sum();
      double floors = wanted.stream().filter(this::yields).mapToDouble(this::floor).sum();
      if (least(wanted) - sharing + floors <= place) {
        break;
      }
      if (choice(next).visible() == null) {
        wanted.remove(next);
      }
    }
    fold(wanted);
    double left = place - least(wanted);
    double yielding = wanted.stream().filter(this::yields).mapToDouble(this::least).sum();
    double squeeze = left < 0 && yielding > 0 ? Math.max(0, 1 + left / yielding) : 1;
    double weights = wanted.stream().mapToDouble(this::weight).sum();
    fitting = true;
    try {
      for (TableColumn<?, ?> column : table.getColumns()) {
        column.setVisible(wanted.contains(column));
        double share = weights == 0 ? 0 : Math.max(0, left) * weight(column) / weights;
        double width = Math.floor(least(column) * (yields(column) ? squeeze : 1) + share);
        column.setPrefWidth(width);
        fitted.put(column, column.getWidth());
      }
    } finally {
      fitting = false;
    }
  }

  /** What hides with large text is told in a {@link FoldedLine}, what hid last first. */
  private void fold(List<TableColumn<?, ?>> wanted) {
    List<TableColumn<?, ?>> hidden = new ArrayList<>();
    if (folds()) {
      Stream.concat(hideFirst.stream(), hideLast.stream())
          .filter(column -> !wanted.contains(column) && choice(column).visible() == null)
          .forEach(hidden::addFirst);
    }
    below.show(hidden);
    table.pseudoClassStateChanged(FOLDED, !below.columns().isEmpty());
  }

  /** Whether the text is so large that what has no room is told in a line below its row. */
  public boolean folds() {
    return scale.get() >= Appearance.LARGE && FoldedRowNode.are(table);
  }

  private boolean isToldBy(TableColumn<?, ?> column, List<TableColumn<?, ?>> shown) {
    TableColumn<?, ?> other = toldBy.get(column);
    return other != null && shown.contains(other);
  }

  /** The columns that are told in a line of the rows, because with large text they have no room. */
  public ObservableList<TableColumn<?, ?>> folded() {
    return below.columns();
  }

  /** What of them is told of which row. */
  ToldBelow below() {
    return below;
  }

  private double least(List<TableColumn<?, ?>> columns) {
    return columns.stream().mapToDouble(this::least).sum();
  }

  private double least(TableColumn<?, ?> column) {
    Double byHand = choice(column).width();
    if (byHand != null) {
      return byHand * scale.get();
    }
    Flexible flex = flexible.get(column);
    double width = flex != null ? flex.least() : widths.of(column);
    return Math.max(width, widths.room(column)) * scale.get();
  }

  private double floor(TableColumn<?, ?> column) {
    Flexible flex = flexible.get(column);
    return flex == null ? 0 : flex.floor().getAsDouble() * scale.get();
  }

  /** Where nothing is left to hide, what shares the place gets less than it asks for. */
  private boolean yields(TableColumn<?, ?> column) {
    return weight(column) > 0;
  }

  private double weight(TableColumn<?, ?> column) {
    Flexible flex = choice(column).width() == null ? flexible.get(column) : null;
    return flex == null ? 0 : flex.weight();
  }
}
