package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.ResponsiveColumns.Choice;
import dev.reeve.console.queue.QueueRow;
import java.util.Comparator;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

/** What a table's columns without room say stands in its rows, with large text. */
final class FoldedLineTest {
  private static List<FoldedLine<?>> lines(TableView<?> table) {
    return Headless.call(
        () ->
            table.lookupAll(".folded-line").stream()
                .<FoldedLine<?>>map(each -> (FoldedLine<?>) each)
                .filter(each -> each.getParent() instanceof TableRow<?> row && !row.isEmpty())
                .toList());
  }

  private static List<String> hidden(TableView<?> table) {
    return Headless.call(
        () ->
            table.getColumns().stream()
                .filter(each -> !each.isVisible())
                .map(TableColumn::getText)
                .toList());
  }

  private static String lineOf(TableView<QueueRow> table, String key) {
    return lines(table).stream()
        .filter(
            each ->
                ((TableRow<?>) each.getParent()).getItem() instanceof QueueRow row
                    && row.key().equals(key))
        .map(FoldedLine::getAccessibleText)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void withLargeTextEveryRowTellsWhatItsHiddenColumnsSay() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      TableView<QueueRow> table = window.find("queue-table");
      List<FoldedLine<?>> lines = lines(table);
      assertFalse(lines.isEmpty());
      assertTrue(hidden(table).containsAll(List.of("Attempts", "Age")), hidden(table).toString());
      for (FoldedLine<?> line : lines) {
        String all = line.getAccessibleText();
        assertTrue(all.startsWith("Age: "), all);
        Headless.run(
            () -> {
              assertTrue(line.getHeight() > 20);
              double below = ((TableRow<?>) line.getParent()).getHeight() - line.getHeight();
              for (var each : line.getParent().lookupAll(".table-cell")) {
                assertTrue(((TableCell<?, ?>) each).getHeight() <= below, "a cell over the line");
              }
              double words = Fitting.width(line.getText(), line.getFont());
              assertTrue(words <= line.getWidth(), "cut: " + line.getText());
            });
      }
    }
  }

  @Test
  void itsWordsStandClearOfTheRingAroundTheRow() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      TableView<QueueRow> table = window.find("queue-table");
      FoldedLine<?> line = lines(table).getFirst();
      Headless.run(
          () -> {
            Node words = line.lookup(".text");
            double end = line.getLayoutY() + words.getBoundsInParent().getMaxY();
            double ring = ((TableRow<?>) line.getParent()).getHeight() - 2;
            assertTrue(end <= ring - 2, end + " of " + ring);
          });
    }
  }

  @Test
  void withTextOfUsualSizeThereIsNoSuchLine() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 640, 1)) {
      TableView<QueueRow> table = window.find("queue-table");
      assertFalse(hidden(table).isEmpty());
      assertTrue(lines(table).isEmpty());
    }
  }

  @Test
  void aColumnThatSomebodyHidIsNotTold() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      TableView<QueueRow> table = window.find("queue-table");
      String key = Headless.call(() -> table.getItems().getFirst().key());
      assertTrue(lineOf(table, key).contains("Age: "));
      Headless.run(
          () ->
              ResponsiveColumns.of(table)
                  .orElseThrow()
                  .choose(
                      table.getColumns().stream()
                          .filter(each -> each.getText().equals("Age"))
                          .findFirst()
                          .orElseThrow(),
                      new Choice(false, null)));
      assertFalse(lineOf(table, key).contains("Age: "));
    }
  }

  @Test
  void whatHasNoRoomThereEitherIsCounted() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      TableView<QueueRow> table = window.find("queue-table");
      FoldedLine<?> line = lines(table).getFirst();
      int told = line.getAccessibleText().split(" \u00b7 ").length;
      Headless.run(() -> line.resize(300, line.getHeight()));
      String text = line.getText();
      int here = text.split(" \u00b7 ").length - 1;
      assertTrue(text.endsWith(" \u00b7 +" + (told - here)) && here > 0, text);
    }
  }

  @Test
  void itStandsBesideWhatNeedsTheHeightOfTheRow() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      TableView<QueueRow> table = window.find("queue-table");
      FoldedLine<?> line = lines(table).getFirst();
      TableRow<?> row = (TableRow<?>) line.getParent();
      List<TableCell<?, ?>> cells =
          Headless.call(
              () ->
                  row.lookupAll(".table-cell").stream()
                      .<TableCell<?, ?>>map(each -> (TableCell<?, ?>) each)
                      .sorted(Comparator.comparing(Node::getLayoutX))
                      .toList());
      Headless.run(
          () -> {
            cells.subList(0, 2).forEach(each -> each.getStyleClass().add("whole-height"));
            row.requestLayout();
            row.layout();
            double right = cells.get(1).getLayoutX() + cells.get(1).getWidth();
            assertEquals(right, line.getLayoutX());
            assertEquals(row.getWidth(), line.getLayoutX() + line.getWidth());
            assertEquals(row.getHeight(), cells.get(1).getHeight());
          });
    }
  }
}
