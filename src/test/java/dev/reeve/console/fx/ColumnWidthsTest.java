package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.Headless;
import dev.reeve.engine.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Columns are as wide as the words in them, and few cells are asked for them. */
final class ColumnWidthsTest {
  private static final int MANY = 2_000;

  private static final String USUAL = "usual";

  private record Row(SimpleStringProperty word, SimpleObjectProperty<@Nullable Instant> time) {}

  private final SettableClock clock = new SettableClock();
  private final Ticker ticker = new Ticker(clock);
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final TableColumn<Row, String> word = new TableColumn<>("Word");
  private final TableColumn<Row, @Nullable Instant> time = new TableColumn<>("Time");
  private int asked;
  private BareWindow window;

  @BeforeEach
  void open() {
    Headless.start();
    Headless.run(
        () -> {
          word.setCellValueFactory(
              row -> {
                asked++;
                return row.getValue().word();
              });
          time.setCellValueFactory(
              row -> {
                asked++;
                return row.getValue().time();
              });
          TableView<Row> table = new TableView<>(rows);
          table.getColumns().add(word);
          table.getColumns().add(time);
          new ResponsiveColumns(table, new SimpleDoubleProperty(1))
              .fitting(word, words -> words, USUAL)
              .times(time, ticker)
              .follow();
          window = new BareWindow(table, 600, 400);
        });
    settle();
  }

  @AfterEach
  void close() {
    window.close();
  }

  private static void settle() {
    Headless.settle(() -> true);
  }

  private Row row(String text, Duration ago) {
    return new Row(
        new SimpleStringProperty(text), new SimpleObjectProperty<>(clock.now().minus(ago)));
  }

  private void change(Runnable how) {
    Headless.run(how);
    settle();
  }

  private double width(TableColumn<?, ?> column) {
    return Headless.call(column::getWidth);
  }

  @Test
  @DisplayName("A row that comes or goes has its own cells asked and those in sight, not all")
  void onlyWhatIsNewIsLookedAt() {
    List<Row> many = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      many.add(row("word", Duration.ZERO));
    }
    change(() -> rows.setAll(many));
    double before = width(word);
    int whenAllCame = asked;
    change(() -> rows.add(MANY / 2, row("a much longer word", Duration.ZERO)));
    change(() -> rows.remove(MANY / 2 + 1));
    assertTrue(asked - whenAllCame < MANY / 4, "asked " + (asked - whenAllCame));
    assertTrue(width(word) > before, "the row that came is far below, and counts");
  }

  @Test
  @DisplayName("The column stands as wide before the first row as with the usual words in it")
  void roomForUsualWords() {
    double before = width(word);
    change(() -> rows.setAll(row(USUAL, Duration.ZERO)));
    assertEquals(before, width(word));
    change(() -> rows.setAll(row("much more than usual", Duration.ZERO)));
    assertTrue(width(word) > before);
  }

  @Test
  @DisplayName("What becomes longer in place counts when the list changes next")
  void whatIsSeenCounts() {
    Row first = row("word", Duration.ZERO);
    change(() -> rows.setAll(first, row("word", Duration.ZERO)));
    double before = width(word);
    change(() -> first.word().set("a much longer word"));
    change(() -> rows.add(row("word", Duration.ZERO)));
    assertTrue(width(word) > before);
  }

  @Test
  @DisplayName("A badge that grows on a row that stays has room with the next second")
  void aBadgeThatGrows() {
    SimpleObjectProperty<Badge> badge =
        new SimpleObjectProperty<>(Badge.of(0, "Needs you", Icon.HAND, Badge.Hue.NEED));
    TableColumn<Row, Badge> state = new TableColumn<>("State");
    state.setCellValueFactory(row -> badge);
    Headless.run(
        () -> {
          TableView<Row> table = new TableView<>(rows);
          table.getColumns().add(state);
          new ResponsiveColumns(table, new SimpleDoubleProperty(1))
              .fittingBadges(state, ticker)
              .follow();
          window.show(table, 600, 400);
        });
    change(() -> rows.setAll(row("word", Duration.ZERO)));
    double before = width(state);
    change(
        () ->
            badge.set(
                Badge.of(0, "Expires in", Icon.CLOCK, Badge.Hue.WAIT)
                    .counting(clock.now().plus(Duration.ofDays(7)), "")));
    clock.advance(Duration.ofSeconds(1));
    change(ticker::tick);
    assertTrue(width(state) > before, width(state) + " and before " + before);
  }

  @Test
  @DisplayName("A column of times is as wide as a clock again when the last row with a date goes")
  void datesComeAndGo() {
    change(() -> rows.setAll(row("one", Duration.ZERO), row("two", Duration.ZERO)));
    double clockOnly = width(time);
    Row old = row("old", Duration.ofDays(3));
    change(() -> rows.addAll(old, row("older", Duration.ofDays(4))));
    double dated = width(time);
    assertTrue(dated > clockOnly);
    change(() -> rows.remove(old));
    assertEquals(dated, width(time), "there is an older one");
    change(() -> rows.removeLast());
    assertEquals(clockOnly, width(time));
    change(
        () -> {
          clock.advance(Duration.ofDays(1));
          ticker.tick();
        });
    assertEquals(dated, width(time), "another day is today");
    change(() -> rows.forEach(each -> each.time().set(clock.now())));
    change(() -> rows.add(row("three", Duration.ZERO)));
    assertEquals(clockOnly, width(time));
  }
}
