package dev.reeve.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.fx.NodeTree;
import dev.reeve.console.registry.RegistryTab;
import dev.reeve.console.shell.Place;
import dev.reeve.console.shell.ShellViewModel;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.workspace.EngineException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many whole rows of the long tables show at 1280 x 720, whatever stands above them. */
final class RowsInSightTest {
  private static final int ENOUGH = 14;

  private static ConsoleWindow open(FakeSession session, Place place) {
    ConsoleWindow window = ConsoleWindow.open(session, 1280, 720, 1);
    window.act(model -> model.placeProperty().set(place));
    return window;
  }

  private static long whole(ConsoleWindow window, String table) {
    TableView<?> rows = window.find(table);
    return Headless.call(
        () -> {
          Bounds place = rows.localToScene(rows.getBoundsInLocal());
          return rows.lookupAll(".table-row-cell").stream()
              .filter(node -> node instanceof TableRow<?> row && !row.isEmpty())
              .map(node -> node.localToScene(node.getBoundsInLocal()))
              .filter(row -> row.getMaxY() <= place.getMaxY() + 1)
              .count();
        });
  }

  private static void enough(ConsoleWindow window, String table) {
    long rows = whole(window, table);
    assertTrue(rows >= ENOUGH, table + " shows " + rows + " rows");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2})
  @DisplayName("Every long table begins at its first row, which is chosen")
  void fromTheFirst(double scale) {
    FakeSession session = SampleData.session();
    SampleLinks.harbour(session.links);
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, scale)) {
      for (Place place : List.of(Place.QUEUE, Place.LINKS, Place.REGISTRY)) {
        window.act(model -> model.placeProperty().set(place));
        String id = place.name().toLowerCase(Locale.ROOT) + "-table";
        TableView<?> table = window.find(id);
        Headless.run(() -> table.getSelectionModel().select(0));
        window.settle();
        assertEquals(0, first(table), id);
      }
    }
  }

  private static int first(TableView<?> table) {
    return Headless.call(
        () -> {
          VirtualFlow<?> flow = (VirtualFlow<?>) table.lookup(".virtual-flow");
          return Objects.requireNonNull(flow.getFirstVisibleCell()).getIndex();
        });
  }

  @Test
  @DisplayName("In observe mode, with its banner")
  void underABanner() {
    FakeSession session = SampleData.session();
    session.live = false;
    SampleLinks.harbour(session.links);
    try (ConsoleWindow window = open(session, Place.QUEUE)) {
      enough(window, "queue-table");
      window.act(model -> model.placeProperty().set(Place.REGISTRY));
      enough(window, "registry-table");
      window.act(model -> model.placeProperty().set(Place.LINKS));
      enough(window, "links-table");
      window.act(model -> model.placeProperty().set(Place.EXECUTIONS));
      window.act(model -> model.executions().list().filterProperty().set("")); // routine too
      enough(window, "executions-table");
    }
  }

  @Test
  @DisplayName(
      "Registry: while differences wait and nothing can be read anew, all figures in sight")
  void underAFailure() {
    FakeSession session = SampleData.session();
    session.heldPlans.add(
        new HeldPlan("docs", "ab12", "MASS_REMOVAL_HELD: 35 files", 35, session.clock.now()));
    session.desk.version = "2.2.0"; // no other is offered
    try (ConsoleWindow window = open(session, Place.REGISTRY)) {
      session.failure =
          EngineException.of(
                  EngineException.Kind.UNAVAILABLE,
                  "STORE_BUSY",
                  "Nothing new was read: another process keeps the database locked.")
              .with("What was read before stays as it is.", "Try again.");
      window.act(ShellViewModel::refresh);
      window.picture("registry-stale-720");
      enough(window, "registry-table");
      for (String figure :
          List.of(
              "registry-held",
              "registry-hash",
              "registry-record-count",
              "registry-validation",
              "registry-problem")) {
        assertTrue(window.<Node>find(figure).isVisible(), figure);
      }
    }
  }

  @Test
  @DisplayName("Queue: the dead letters below their one group; of four groups, with their rows")
  void underTheGroups() {
    FakeSession session = SampleData.session();
    session.items.clear();
    for (int i = 0; i < 30; i++) {
      dead(session, "D-" + i, "ID_CONFLICT");
    }
    try (ConsoleWindow window = open(session, Place.QUEUE)) {
      window.act(model -> model.queue().list().filterProperty().set("state:dead"));
      window.picture("queue-dead-720");
      assertEquals(1, whole(window, "queue-groups-table"));
      enough(window, "queue-table");
      for (String code : List.of("FILE_NOT_READ", "DISK_FULL", "SEQ_EXHAUSTED")) {
        dead(session, "D-" + code, code);
      }
      window.act(model -> model.queue().refresh());
      window.picture("queue-groups-720");
      assertEquals(4, whole(window, "queue-groups-table"));
      assertTrue(whole(window, "queue-groups-table") + whole(window, "queue-table") >= ENOUGH);
    }
  }

  private static void dead(FakeSession session, String id, String code) {
    session.items.put(id, SampleData.dead(id, "docs/" + id + ".md", code, "as before"));
  }

  @Test
  @DisplayName("The stamp of old rows pushes no chip to another line, nor one that comes after it")
  void theStampMovesNoChips() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = open(session, Place.EXECUTIONS)) {
      Node field = window.find("executions-filter");
      Node last = window.find("executions-by-day");
      Node other = window.find("executions-view-rolled-back");
      Headless.run(() -> List.of(last, other).forEach(chip -> chip.setManaged(false)));
      session.failure = new IllegalStateException("closed");
      window.act(ShellViewModel::refresh);
      assertTrue(Headless.call(window.find("executions-filter-stale")::isVisible));
      Headless.run(() -> List.of(last, other).forEach(chip -> chip.setManaged(true)));
      window.settle();
      Headless.run(
          () ->
              assertTrue(
                  last.localToScene(last.getLayoutBounds()).getMinY()
                      < field.localToScene(field.getLayoutBounds()).getMaxY(),
                  "on the line of the filter"));
    }
  }

  @Test
  @DisplayName("With twice the text what stands beside a filter stays in the window")
  void theStampStaysInTheWindow() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 2)) {
      for (RegistryTab tab : RegistryTab.values()) {
        session.failure = null;
        window.act(model -> model.placeProperty().set(Place.REGISTRY));
        window.act(model -> model.registry().tabProperty().set(tab));
        session.failure = new IllegalStateException("closed");
        window.act(ShellViewModel::refresh);
        Headless.run(
            () ->
                window.scene().getRoot().lookupAll(".live-switch").stream()
                    .filter(NodeTree::isShown)
                    .forEach(
                        live ->
                            assertTrue(
                                live.localToScene(live.getLayoutBounds()).getMaxX() <= 1280 - 16,
                                tab + ": " + live.localToScene(live.getLayoutBounds()))));
      }
    }
  }

  @Test
  @DisplayName(
      "With twice the text every button of a problem has words, and the pointer gets them all")
  void aProblemInLargeText() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 2)) {
      window.act(model -> model.placeProperty().set(Place.QUEUE));
      session.failure = new IllegalStateException("closed");
      window.act(ShellViewModel::refresh);
      Node strip = window.find("queue-problem");
      List<Button> buttons =
          Headless.call(
              () ->
                  strip.lookupAll(".button").stream()
                      .map(Button.class::cast)
                      .filter(each -> each.getTooltip() != null)
                      .toList());
      assertTrue(buttons.stream().noneMatch(each -> each.getText().isEmpty()));
      assertEquals(
          List.of("Copy details", "Close"), buttons.stream().map(Node::getAccessibleText).toList());
      buttons.forEach(each -> assertEquals(each.getAccessibleText(), told(each)));
    }
  }

  private static String told(Button button) {
    return button.getTooltip().getText().replaceAll(" \\(.*", "");
  }
}
