package dev.reeve.console.fx;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import org.jspecify.annotations.Nullable;

/**
 * How wide the columns of a table are at the normal text size: as its FXML says, in a language of
 * longer words more, and where asked for as wide as the words that have been in them. Screen
 * thread.
 */
final class ColumnWidths {
  /** Room in px beside the words of a cell. */
  static final double EDGES = 17;

  /** The same with the icon and the edges of a badge. */
  static final double BADGE = 50;

  static final double PLAIN_BADGE = BADGE - 14;

  /** The same with the edges of a button. */
  static final double BUTTON = 46;

  /** Room for {@code 14:02:11} and, in every language, for the word above it. */
  private static final double CLOCK = 76;

  static final Font NORMAL = Font.font(13);
  private static final Font HEADER = Font.font(12);
  private static final Font IN_BADGE = Font.font(12);
  private static final Font IN_SOLID_BADGE = Font.font(null, FontWeight.BOLD, 12);

  private final TableView<?> table;
  private final Runnable changed;
  private final Map<TableColumn<?, ?>, Double> widths = new HashMap<>();
  private final Map<TableColumn<?, ?>, Double> rooms = new HashMap<>();
  private final Set<TableColumn<?, ?>> clocks = new HashSet<>();
  private final List<ChangeListener<Instant>> ticks = new ArrayList<>(); // held weakly by the clock
  private final double language;

  /**
   * @param changed called when a column needs another width
   */
  ColumnWidths(TableView<?> table, Runnable changed) {
    this.table = table;
    this.changed = changed;
    this.language = Integer.parseInt(Texts.get("console.column-width-percent")) / 100.0;
    for (TableColumn<?, ?> column : table.getColumns()) {
      widths.put(column, column.getPrefWidth() * language);
    }
  }

  /** In px. */
  double of(TableColumn<?, ?> column) {
    return clocks.contains(column) ? CLOCK * language : widths.getOrDefault(column, 80.0);
  }

  /** What it needs for the badges it must have room for, in px. */
  double room(TableColumn<?, ?> column) {
    return rooms.getOrDefault(column, 0.0);
  }

  /** Room for this badge, also while the table is empty. */
  void roomFor(TableColumn<?, Badge> column, Badge badge, Ticker ticker) {
    double needed = Fitting.width(badge.text(ticker.now()), font(badge)) + BADGE;
    rooms.merge(column, needed, Math::max);
  }

  static Font font(Badge badge) {
    return switch (badge.form()) {
      case SOLID -> IN_SOLID_BADGE;
      case PLAIN -> NORMAL;
      default -> IN_BADGE;
    };
  }

  /** As wide as the widest words that have been in it. */
  <T> void fitting(
      TableColumn<?, T> column,
      Function<? super T, String> words,
      Function<? super T, Font> font,
      double beside) {
    Set<Map.Entry<String, Font>> measured = new HashSet<>();
    double[] widest = {Fitting.width(column.getText(), HEADER) + EDGES};
    Runnable look =
        () -> {
          double before = widest[0];
          for (int row = 0; row < table.getItems().size(); row++) {
            T value = column.getCellData(row);
            if (value == null) {
              continue;
            }
            Map.Entry<String, Font> text = Map.entry(words.apply(value), font.apply(value));
            if (measured.add(text)) {
              double width = Fitting.width(text.getKey(), text.getValue());
              widest[0] = Math.max(widest[0], width + beside);
            }
          }
          widths.put(column, widest[0]);
          if (widest[0] > before) {
            changed.run();
          }
        };
    table.getItems().addListener((InvalidationListener) rows -> look.run());
    look.run();
  }

  /** As wide as a clock while no row's time has a date with it. */
  void times(TableColumn<?, ? extends @Nullable Instant> column, Ticker ticker) {
    Runnable look = () -> dated(column, ticker.now());
    table.getItems().addListener((InvalidationListener) rows -> look.run());
    ChangeListener<Instant> onTick =
        (observable, was, now) -> {
          if (!Formats.day(was).equals(Formats.day(now))) {
            look.run();
          }
        };
    ticks.add(onTick);
    ticker.nowProperty().addListener(new WeakChangeListener<>(onTick));
    look.run();
  }

  private void dated(TableColumn<?, ? extends @Nullable Instant> column, Instant now) {
    boolean dated = false;
    for (int row = 0; row < table.getItems().size() && !dated; row++) {
      Instant time = column.getCellData(row);
      dated = time != null && !Formats.day(time).equals(Formats.day(now));
    }
    if (dated ? clocks.remove(column) : clocks.add(column)) {
      changed.run();
    }
  }
}
