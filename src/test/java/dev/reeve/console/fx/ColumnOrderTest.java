package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.Headless;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ColumnOrderTest {
  private static final class NameRow extends SnapshotRow<String> {
    NameRow(String key, String name) {
      super(key, name);
    }

    @Override
    public Badge badge() {
      return Badge.of(0, snapshot(), Icon.CIRCLE, Badge.Hue.IDLE);
    }
  }

  private final AtomicInteger asked = new AtomicInteger();
  private final List<NameRow> rows =
      new ArrayList<>(
          List.of(new NameRow("1", "beta"), new NameRow("2", "Alpha"), new NameRow("3", "gamma")));
  private TableView<NameRow> table;
  private TableColumn<NameRow, String> name;
  private TableColumn<NameRow, String> backwards;

  @BeforeEach
  void open() {
    Headless.start();
    Headless.run(
        () -> {
          table = new TableView<>();
          name = new TableColumn<>("Name");
          name.setCellValueFactory(
              row -> {
                asked.incrementAndGet();
                return new SimpleStringProperty(row.getValue().snapshot());
              });
          backwards = new TableColumn<>("Backwards");
          backwards.setCellValueFactory(
              row ->
                  new SimpleStringProperty(
                      new StringBuilder(row.getValue().snapshot()).reverse().toString()));
          table.getColumns().setAll(List.of(name, backwards));
        });
  }

  private List<String> sortedBy(TableColumn<NameRow, ?> column, SortType type) {
    return Headless.call(
        () -> {
          column.setSortType(type);
          table.getSortOrder().setAll(List.of(column));
          new ColumnOrder<>(table).sort(rows);
          return rows.stream().map(SnapshotRow::snapshot).toList();
        });
  }

  @Test
  @DisplayName("A text is asked for once for each change of its row, whatever the direction")
  void aTextIsAskedForOnce() {
    assertEquals(List.of("Alpha", "beta", "gamma"), sortedBy(name, SortType.ASCENDING));
    assertEquals(List.of("gamma", "beta", "Alpha"), sortedBy(name, SortType.DESCENDING));
    assertEquals(3, asked.get());
    rows.getFirst().set("aardvark");
    assertEquals(List.of("aardvark", "Alpha", "beta"), sortedBy(name, SortType.ASCENDING));
    assertEquals(4, asked.get());
  }

  @Test
  @DisplayName("It is asked for again when what is told depends on more than the row's snapshot")
  void whatIsToldAnewIsAskedForAgain() {
    sortedBy(name, SortType.ASCENDING);
    rows.getFirst().toldAnew();
    sortedBy(name, SortType.ASCENDING);
    assertEquals(4, asked.get());
  }

  @Test
  @DisplayName("Columns do not take each other's texts")
  void eachColumnHasItsOwn() {
    sortedBy(name, SortType.ASCENDING);
    assertEquals(List.of("Alpha", "gamma", "beta"), sortedBy(backwards, SortType.ASCENDING));
    rows.getLast().set("aa z");
    assertEquals(List.of("aa z", "Alpha", "gamma"), sortedBy(name, SortType.ASCENDING));
    assertEquals(List.of("Alpha", "gamma", "aa z"), sortedBy(backwards, SortType.ASCENDING));
  }

  @ParameterizedTest(name = "{0} values")
  @ValueSource(ints = {1, 3, 63, 64, 65, 500})
  @DisplayName("However many values there are: by value, then by key; also where two count as one")
  void byValueThenByKey(int values) {
    Random random = new Random(values);
    rows.clear();
    IntStream.range(0, 3_000)
        .forEach(
            i -> rows.add(new NameRow("%04d".formatted(i), "v" + random.nextInt(0, values) * 7)));
    Collections.shuffle(rows, random);
    Comparator<String> natural = Comparator.naturalOrder();
    Comparator<String> byLength = Comparator.comparingInt(String::length);
    for (Comparator<String> by : List.of(natural, byLength)) {
      Headless.run(() -> name.setComparator(by));
      for (SortType type : SortType.values()) {
        List<NameRow> expected = new ArrayList<>(rows);
        expected.sort(
            Comparator.comparing(
                    (NameRow row) -> row.snapshot(),
                    type == SortType.DESCENDING ? by.reversed() : by)
                .thenComparing(SnapshotRow::key));
        sortedBy(name, type);
        assertEquals(expected, rows);
      }
    }
  }
}
