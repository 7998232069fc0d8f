package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.Headless;
import dev.reeve.console.shell.Theme;
import dev.reeve.engine.testing.SettableClock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleStringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A table over rows that come and go: what looks selected is selected, and what holds the rows. */
final class LiveTableTest {
  private static final class Row extends SnapshotRow<String> {
    Row(String key, String first) {
      super(key, first);
    }

    @Override
    public Badge badge() {
      return Badge.of(0, "Idle", Icon.CHECK, Badge.Hue.IDLE);
    }
  }

  private final TestScreen test =
      new TestScreen(new SettableClock(), Runnable::run, ScreenThread.executor());
  private final LiveList<String, Row> list =
      new LiveList<>(
          new KeyedRows<>(text -> text, Row::new, Comparator.comparing(Row::snapshot)),
          new FilterGrammar<>(SnapshotRow::key),
          test.screen);
  private BareWindow window;
  private TableView<Row> table;
  private TableColumn<Row, String> name;

  @BeforeEach
  void open() {
    Headless.start();
    Headless.run(
        () -> {
          Theme.install();
          list.activeProperty().set(true);
          table = new TableView<>();
          name = new TableColumn<>("Name");
          name.setPrefWidth(200);
          name.setCellValueFactory(row -> new SimpleStringProperty(row.getValue().snapshot()));
          table.getColumns().add(name);
          Button pill = new Button();
          LiveTable.join(table, list, pill);
          VBox.setVgrow(table, Priority.ALWAYS);
          window = new BareWindow(new VBox(table, pill), 400, 900);
        });
  }

  @Test
  @DisplayName("A row that a link chose is brought into sight, with rows before and after it")
  void whatWasChosenElsewhereIsSeen() {
    read(many());
    act(() -> list.selected().setAll("row 300"));
    for (String each : List.of("row 298", "row 300", "row 301")) {
      assertTrue(inSight(each), each);
    }
  }

  private static String[] many() {
    return IntStream.range(0, 400)
        .mapToObj(i -> String.format("row %03d", i))
        .toArray(String[]::new);
  }

  private boolean inSight(String key) {
    return Headless.call(
        () ->
            rowNodes()
                .filter(row -> row.getItem().key().equals(key))
                .map(row -> row.localToScene(row.getBoundsInLocal()))
                .anyMatch(
                    row ->
                        row.getMinY() >= 0
                            && row.getMaxY()
                                <= table.localToScene(table.getBoundsInLocal()).getMaxY()));
  }

  @Test
  @DisplayName("The chosen row stays in sight when a filter is taken away")
  void staysInSightWithoutFilter() {
    read(many());
    act(() -> list.filterProperty().set("row 30"));
    act(() -> table.getSelectionModel().select(4));
    assertEquals(List.of("row 301"), selected());
    act(() -> list.filterProperty().set(""));
    assertEquals(400, shown().size());
    assertTrue(inSight("row 301"));
  }

  @Test
  @DisplayName("Also the last row, in a table of any height")
  void staysInSightWithoutFilterAtTheEnd() {
    read(Arrays.copyOf(many(), 16));
    act(() -> table.setFixedCellSize(66));
    for (int height = 240; height < 320; height++) {
      double high = height;
      act(
          () -> {
            table.setMinHeight(high);
            table.setMaxHeight(high);
            list.filterProperty().set("row 015");
          });
      act(() -> table.getSelectionModel().select(0));
      act(() -> list.filterProperty().set(""));
      assertTrue(inSight("row 015"), "in a table of " + height);
    }
  }

  @Test
  @DisplayName("It stays in sight when something opens below the table, if it was")
  void staysInSightAboveWhatOpens() {
    read(many());
    act(() -> table.getSelectionModel().select(15));
    assertTrue(inSight("row 015"));
    act(() -> table.setMaxHeight(150));
    assertTrue(inSight("row 015"));
    act(
        () -> {
          table.setMaxHeight(Double.MAX_VALUE);
          table.scrollTo(200);
        });
    act(() -> table.setMaxHeight(150));
    assertFalse(inSight("row 015"));
  }

  @AfterEach
  void close() {
    window.close();
  }

  private void act(Runnable act) {
    Headless.run(act);
    Headless.settle(() -> true);
  }

  private void read(String... rows) {
    act(() -> list.read(() -> List.of(rows)));
  }

  /** New rows as the engine tells of them. */
  private void comes(String... rows) {
    act(
        () -> {
          list.rows().put(List.of(rows));
          list.changed();
          test.due();
        });
  }

  /** Of the rows around the first selected one, which is brought into view. */
  private List<String> looksSelected() {
    act(() -> table.scrollTo(Math.max(0, table.getSelectionModel().getSelectedIndex())));
    return Headless.call(
        () ->
            rowNodes()
                .filter(
                    row ->
                        row.getPseudoClassStates().contains(PseudoClass.getPseudoClass("selected")))
                .map(row -> row.getItem().snapshot())
                .sorted()
                .toList());
  }

  @SuppressWarnings("unchecked")
  private java.util.stream.Stream<TableRow<Row>> rowNodes() {
    return table.lookupAll(".table-row-cell").stream()
        .map(node -> (TableRow<Row>) node)
        .filter(row -> row.isVisible() && !row.isEmpty());
  }

  private List<String> shown() {
    return Headless.call(() -> table.getItems().stream().map(Row::snapshot).toList());
  }

  private List<String> selected() {
    return Headless.call(() -> List.copyOf(list.selected()));
  }

  private Node rowOf(String text) {
    return Headless.call(
        () ->
            rowNodes()
                .filter(row -> row.getItem().snapshot().equals(text))
                .findFirst()
                .orElseThrow()
                .lookup(".table-cell"));
  }

  private void moveOver(Node node) {
    moveTo(node, 5);
    moveTo(node, 9);
  }

  private void moveTo(Node on, double x) {
    act(
        () -> {
          Point2D place = on.localToScreen(x, 5);
          Pointer.move(on, x, 5, place.getX(), place.getY());
        });
  }

  @Test
  @DisplayName("Sorting while the selected row has ended: it goes, and no other looks selected")
  void sortingAfterTheSelectedRowEnded() {
    read("a", "b", "c", "d");
    act(() -> table.getSelectionModel().clearAndSelect(1));
    assertEquals(List.of("b"), selected());
    act(
        () -> {
          list.rows().remove(List.of("b"));
          list.changed();
          test.due();
        });
    assertEquals(List.of("a", "b", "c", "d"), shown(), "it stays, dimmed");
    act(() -> table.getSortOrder().setAll(List.of(name)));
    assertEquals(List.of("a", "c", "d"), shown());
    assertEquals(List.of(), selected());
    assertEquals(List.of(), looksSelected());
    act(() -> table.getSelectionModel().clearAndSelect(1));
    assertEquals(List.of("c"), selected());
    assertEquals(List.of("c"), looksSelected());
  }

  @Test
  @DisplayName("Through sorts, rows that come and clicks, what looks selected is what is selected")
  void looksAndSelectionAgree() {
    read("b", "d", "f", "h");
    act(() -> table.getSortOrder().setAll(List.of(name)));
    for (int round = 0; round < 12; round++) {
      int at = round % 4;
      act(() -> table.getSelectionModel().clearAndSelect(at));
      comes("c" + round, "a" + round);
      assertEquals(selected().stream().sorted().toList(), looksSelected(), "round " + round);
      act(
          () ->
              name.setSortType(
                  name.getSortType() == TableColumn.SortType.ASCENDING
                      ? TableColumn.SortType.DESCENDING
                      : TableColumn.SortType.ASCENDING));
      assertEquals(selected().stream().sorted().toList(), looksSelected(), "round " + round);
      assertEquals(1, selected().size());
      if (at == 3) {
        act(() -> list.selected().clear());
        assertEquals(List.of(), looksSelected());
      }
    }
  }

  @Test
  @DisplayName("Shift+click chooses the rows that are seen, though others wait to come between")
  void aRangeIsOfTheRowsOnScreen() {
    read("b", "d", "f", "h");
    act(() -> table.getSelectionModel().clearAndSelect(0));
    comes("a", "c");
    assertEquals(List.of("b", "d", "f", "h"), shown());
    act(
        () -> { // as the toolkit does for Shift+click
          table.getSelectionModel().clearSelection();
          table.getSelectionModel().selectRange(0, 3);
        });
    assertEquals(List.of("b", "d", "f"), selected());
    assertEquals(List.of("b", "d", "f"), looksSelected());
  }

  @Test
  @DisplayName("A pointer moved over a table without rows holds none of those that come then")
  void whoPointsAtNothingHoldsNothing() {
    read();
    moveOver(table);
    comes("a");
    comes("b");
    assertEquals(List.of("a", "b"), shown());
    assertEquals(0, list.rows().waitingProperty().get());
    moveOver(rowOf("a"));
    comes("c");
    assertEquals(List.of("a", "b"), shown(), "now somebody reads");
    assertEquals(1, list.rows().waitingProperty().get());
    assertEquals(
        "2 of 3", list.nOfM().getValue(), "what waits behind the pill is not counted as shown");
    assertTrue(list.rows().heldProperty().get());
  }

  @Test
  @DisplayName("The drawer says that several are selected, and that one could not be told")
  void theDrawerNamesWhyItIsEmpty() {
    read("a", "b", "c");
    assertEquals("", list.undrawn().getValue());
    act(() -> list.selected().setAll("a", "b"));
    assertTrue(list.undrawn().getValue().startsWith("2 rows are selected"));
    Headless.run(
        () ->
            list.describe(
                text -> {
                  throw new IllegalStateException("the database is locked");
                }));
    act(() -> list.selected().setAll("c"));
    assertEquals(null, list.drawer().getValue());
    assertTrue(list.undrawn().getValue().startsWith("The row is selected"));
    Headless.run(
        () ->
            list.describe(
                text -> new DrawerContent(text, List.of(), List.of(), List.of(), List.of())));
    read("a", "b", "c");
    assertEquals("c", list.drawer().getValue().title(), "told as soon as it can be");
    assertFalse(list.selected().isEmpty());
  }
}
