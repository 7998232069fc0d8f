package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.executions.ExecutionsRow;
import dev.reeve.console.fx.ResponsiveColumns.Choice;
import dev.reeve.console.inbox.InboxRow;
import dev.reeve.console.queue.QueueRow;
import dev.reeve.console.shell.Place;
import java.util.Comparator;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
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

  @Test
  void whyARowOfTheInboxWaitsStandsBelowItAsAWholeSentenceLeftOfItsButton() {
    FakeSession session = SampleData.session();
    SampleData.inbox(session);
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 2)) {
      window.act(model -> model.placeProperty().set(Place.INBOX));
      TableView<InboxRow> table = window.find("inbox-table");
      assertTrue(hidden(table).contains("Why now"), hidden(table).toString());
      List<FoldedLine<?>> lines = lines(table);
      assertFalse(lines.isEmpty());
      for (FoldedLine<?> line : lines) {
        Headless.run(
            () -> {
              TableRow<?> row = (TableRow<?>) line.getParent();
              String why = ((InboxRow) row.getItem()).why().getValue();
              String first = Brief.of(why).replaceFirst("\\.$", "");
              assertTrue(line.getText().startsWith(first), line.getText() + " for " + why);
              double button = row.lookup(".action-cell").getLayoutX();
              assertEquals(button, line.getLayoutX() + line.getWidth());
            });
      }
    }
  }

  @Test
  void aSentenceWithoutRoomEndsBetweenTwoWordsAndTheOthersAreCounted() {
    FakeSession session = SampleData.session();
    SampleData.inbox(session);
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 2)) {
      window.act(model -> model.placeProperty().set(Place.INBOX));
      FoldedLine<?> line = lines(window.find("inbox-table")).getFirst();
      Headless.run(
          () -> {
            int others = line.getAccessibleText().split(" \u00b7 ").length - 1;
            String whole = line.getText();
            String some = whole.substring(0, whole.indexOf(' ', whole.indexOf(' ') + 1));
            String told = some + "\u2026 \u00b7 +" + others;
            double room = Fitting.width(told, line.getFont()) + line.getInsets().getLeft();
            line.resize(Math.ceil(room) + line.getInsets().getRight() + 1, line.getHeight());
            assertEquals(told, line.getText());
          });
    }
  }

  @Test
  void byDayAnExecutionTellsItsIntentAboveAndItsRiskAndOperatorBelow() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      window.act(model -> model.placeProperty().set(Place.EXECUTIONS));
      TableView<ExecutionsRow> table = window.find("executions-table");
      Headless.run(((ToggleButton) window.find("executions-by-day"))::fire);
      window.settle();
      double intent =
          Headless.call(
              () ->
                  table.getColumns().stream()
                      .filter(each -> each.getText().equals("Intent"))
                      .findFirst()
                      .orElseThrow()
                      .getWidth());
      assertTrue(intent >= 450, "room for an intent: " + intent);
      for (FoldedLine<?> line : lines(table)) {
        String all = line.getAccessibleText();
        assertTrue(all.contains("Risk: ") && all.contains("By: "), all);
        assertFalse(all.contains("Approved by: "), "the gate says it: " + all);
        assertTrue(all.matches("Gate: [\u2713\u2298\u25cb!] .*"), "a state has its sign: " + all);
      }
    }
  }
}
