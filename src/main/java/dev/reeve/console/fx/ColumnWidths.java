package dev.reeve.console.fx;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
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

  private static final Pattern DIGIT = Pattern.compile("\\d");

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
  private final List<Look> looks = new ArrayList<>();
  private final double language;
  private boolean toSee;

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
    table.getItems().addListener((ListChangeListener<Object>) this::look);
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
    roomFor(column, badge.text(ticker.now()), font(badge), BADGE);
  }

  /** The same for each of these words. */
  void roomFor(TableColumn<?, ?> column, double beside, String... usual) {
    for (String words : usual) {
      roomFor(column, words, NORMAL, beside);
    }
  }

  private void roomFor(TableColumn<?, ?> column, String words, Font font, double beside) {
    rooms.merge(column, Fitting.width(words, font) + beside, Math::max);
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
    add(new Fitted<>(column, words, font, beside));
  }

  /**
   * As wide as the widest badges that have been in it; one that grows while no row comes or goes,
   * as on a row that is kept while it is read, is seen to with the next second.
   */
  void badges(TableColumn<?, Badge> column, double beside, Ticker ticker) {
    Look look =
        new Fitted<>(column, badge -> wide(badge.text(ticker.now())), ColumnWidths::font, beside);
    add(look);
    ChangeListener<Instant> onTick =
        (observable, was, now) -> {
          if (table.getScene() != null && NodeTree.isShown(table)) {
            inSight(List.of(look));
          }
        };
    ticks.add(onTick);
    ticker.nowProperty().addListener(new WeakChangeListener<>(onTick));
  }

  /** Digits are as wide as each other: a countdown need not be measured at each second. */
  private static String wide(String text) {
    return DIGIT.matcher(text).replaceAll("0");
  }

  /** As wide as a clock while no row's time has a date with it. */
  void times(TableColumn<?, ? extends @Nullable Instant> column, Ticker ticker) {
    Times look = new Times(column, ticker);
    add(look);
    ChangeListener<Instant> onTick =
        (observable, was, now) -> {
          if (!Formats.day(was).equals(Formats.day(now))) {
            look.anew();
          }
        };
    ticks.add(onTick);
    ticker.nowProperty().addListener(new WeakChangeListener<>(onTick));
  }

  private void add(Look look) {
    looks.add(look);
    look.at(0, table.getItems().size());
    look.end();
  }

  private void look(ListChangeListener.Change<?> change) {
    while (change.next()) {
      for (Look look : looks) {
        look.gone(change.getRemoved());
        if (change.wasAdded()) {
          look.at(change.getFrom(), change.getTo());
        }
      }
    }
    looks.forEach(Look::end);
    if (!looks.isEmpty() && !toSee && table.getScene() != null) {
      toSee = true;
      AfterLayout.once(
          table.getScene(),
          () -> {
            toSee = false;
            inSight(looks);
          });
    }
  }

  /** What changed in place and is seen is looked at, too. */
  private void inSight(List<Look> these) {
    if (table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
        && flow.getFirstVisibleCell() != null) {
      int to = Math.min(table.getItems().size(), flow.getLastVisibleCell().getIndex() + 1);
      for (Look look : these) {
        look.at(flow.getFirstVisibleCell().getIndex(), to);
        look.end();
      }
    }
  }

  /** What the cells of a column ask for; told of those that may say something new. */
  private interface Look {
    void at(int from, int to);

    default void gone(List<?> rows) {}

    /** Takes the width that was found. */
    void end();
  }

  private final class Fitted<T> implements Look {
    private final TableColumn<?, T> column;
    private final Function<? super T, String> words;
    private final Function<? super T, Font> font;
    private final double beside;
    private final Set<Map.Entry<String, Font>> measured = new HashSet<>();
    private double widest;

    Fitted(
        TableColumn<?, T> column,
        Function<? super T, String> words,
        Function<? super T, Font> font,
        double beside) {
      this.column = column;
      this.words = words;
      this.font = font;
      this.beside = beside;
      this.widest = Fitting.width(column.getText(), HEADER) + EDGES;
      widths.put(column, widest);
    }

    @Override
    public void at(int from, int to) {
      for (int row = from; row < to; row++) {
        T value = column.getCellData(row);
        if (value == null) {
          continue;
        }
        Map.Entry<String, Font> text = Map.entry(words.apply(value), font.apply(value));
        if (measured.add(text)) {
          widest = Math.max(widest, Fitting.width(text.getKey(), text.getValue()) + beside);
        }
      }
    }

    @Override
    public void end() {
      if (widest > widths.put(column, widest)) {
        changed.run();
      }
    }
  }

  /** Remembers one row that has a date, so that only when it goes all must be looked at. */
  private final class Times implements Look {
    private final TableColumn<?, ? extends @Nullable Instant> column;
    private final Ticker ticker;
    private @Nullable Object dated;

    Times(TableColumn<?, ? extends @Nullable Instant> column, Ticker ticker) {
      this.column = column;
      this.ticker = ticker;
    }

    @Override
    public void at(int from, int to) {
      for (int row = from; row < to && dated == null; row++) {
        if (isDated(column.getCellData(row))) {
          dated = table.getItems().get(row);
        }
      }
    }

    @Override
    public void gone(List<?> rows) {
      for (Object row : rows) {
        if (row == dated) {
          dated = null;
          at(0, table.getItems().size());
          return;
        }
      }
    }

    @Override
    public void end() {
      Object row = dated;
      if (row != null && !isDated(valueOf(row))) {
        dated = null;
        at(0, table.getItems().size());
      }
      if (dated == null ? clocks.add(column) : clocks.remove(column)) {
        changed.run();
      }
    }

    /** Another day is today. */
    void anew() {
      dated = null;
      at(0, table.getItems().size());
      end();
    }

    @SuppressWarnings("unchecked") // a row of the column's table
    private @Nullable Instant valueOf(Object row) {
      return ((TableColumn<Object, ? extends @Nullable Instant>) column).getCellData(row);
    }

    private boolean isDated(@Nullable Instant time) {
      return time != null && !Formats.day(time).equals(Formats.day(ticker.now()));
    }
  }
}
