package dev.reeve.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.queue.QueueTab;
import dev.reeve.console.shell.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Distances that hold at twice the text. */
final class LargeTextLooksTest {
  private static double left(Node node) {
    return node.localToScene(node.getLayoutBounds()).getMinX();
  }

  @Test
  @DisplayName("A badge without a ground begins below the word of its column")
  void plainBadges() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      window.act(model -> model.placeProperty().set(Place.EXECUTIONS));
      Headless.run(
          () -> {
            Node table = window.scene().lookup("#executions-table");
            double head = left(table.lookup("#executions-column-gate .label .text"));
            List<Double> badges =
                table.lookupAll(".badge.form-plain").stream()
                    .filter(node -> node.isVisible() && node.getScene() != null)
                    .map(Label.class::cast)
                    .filter(badge -> !badge.getText().isEmpty())
                    .map(badge -> left(badge) + badge.snappedLeftInset() - head)
                    .toList();
            assertFalse(badges.isEmpty());
            badges.forEach(off -> assertEquals(0, off, 1));
          });
    }
  }

  @Test
  @DisplayName("A number of the rail stands 4 px from its icon")
  void numbersOfTheRail() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      Headless.run(
          () -> {
            Set<Node> numbers = window.scene().getRoot().lookupAll(".rail-badge");
            List<Double> gaps =
                numbers.stream()
                    .filter(Node::isVisible)
                    .map(number -> left(number) - right(((HBox) number.getParent()).getChildren()))
                    .toList();
            assertFalse(gaps.isEmpty());
            gaps.forEach(gap -> assertEquals(4, gap, 0.5));
          });
    }
  }

  @Test
  @DisplayName("A number of the closed rail is told whole, however many digits it has")
  void numbersOfTheClosedRail() {
    FakeSession session = SampleData.session();
    for (int i = 0; i < 123; i++) {
      session.items.put("D" + i, SampleData.dead("D" + i, "docs/d" + i + ".md", "APPLY_IO", "io"));
    }
    for (double scale : new double[] {1, 2}) {
      try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, scale)) {
        window.act(model -> model.railClosedProperty().set(true));
        Headless.run(
            () -> {
              List<String> whole =
                  window.scene().getRoot().lookupAll(".rail-badge").stream()
                      .filter(Node::isVisible)
                      .map(number -> ((Text) number.lookup(".text")).getText())
                      .toList();
              assertTrue(whole.stream().anyMatch(text -> text.matches("12\\d")), whole.toString());
              assertTrue(whole.stream().allMatch(text -> text.matches("\\d+")), whole.toString());
            });
      }
    }
  }

  @Test
  @DisplayName(
      "Curves of a column begin below each other, however long the numbers behind them are")
  void curves() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      window.act(model -> model.placeProperty().set(Place.QUEUE));
      window.act(model -> model.queueTabProperty().set(QueueTab.WATCHER));
      Headless.run(
          () -> {
            Node table = window.scene().lookup("#watcher-table");
            Set<Integer> lengths = new HashSet<>();
            Set<Long> lefts = new HashSet<>();
            for (Node cell : table.lookupAll(".spark-cell")) {
              if (cell.lookup(".sparkline") instanceof Node curve && curve.isVisible()) {
                lengths.add(((Label) cell.lookup(".curve-and-number .label")).getText().length());
                lefts.add(Math.round(left(curve)));
              }
            }
            assertTrue(lengths.size() > 1, lengths.toString());
            assertEquals(1, lefts.size(), lefts.toString());
          });
    }
  }

  @Test
  @DisplayName("Doc links: the keys of a decision begin below what is decided")
  void decisionKeys() {
    FakeSession session = SampleData.session();
    SampleLinks.harbour(session.links);
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 2)) {
      window.act(model -> model.placeProperty().set(Place.LINKS));
      Headless.run(
          () -> {
            Node first = window.scene().lookup(".links-edge .links-actions .button");
            assertEquals(16, left(first) - left(window.scene().lookup("#links-table")), 1);
          });
    }
  }

  @Test
  @DisplayName("Executions: the intent keeps its room, all else but the ID is told below, uncut")
  void intents() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      window.act(model -> model.placeProperty().set(Place.EXECUTIONS));
      Headless.run(
          () -> {
            TableView<?> table = (TableView<?>) window.scene().lookup("#executions-table");
            assertTrue(column(table, "intent").getWidth() >= 570);
            assertFalse(column(table, "risk").isVisible());
            List<String> below =
                table.lookupAll(".folded-line").stream()
                    .filter(Node::isVisible)
                    .map(Label.class::cast)
                    .map(Label::getText)
                    .filter(text -> !text.isEmpty())
                    .toList();
            assertFalse(below.isEmpty());
            for (String told : below) {
              assertTrue(told.startsWith("Risk: "), told);
              assertFalse(told.matches(".* \\+\\d+"), told);
              assertFalse(told.contains("ID: "), told);
            }
          });
    }
  }

  private static TableColumn<?, ?> column(TableView<?> table, String name) {
    return table.getColumns().stream()
        .filter(column -> ("executions-column-" + name).equals(column.getId()))
        .findFirst()
        .orElseThrow();
  }

  private static double right(List<Node> parts) {
    Node icon = parts.getFirst();
    return icon.localToScene(icon.getLayoutBounds()).getMaxX();
  }
}
