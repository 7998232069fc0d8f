package dev.reeve.console.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.ResponsiveColumns.Choice;
import dev.reeve.console.queue.QueueRow;
import dev.reeve.console.shell.Place;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A window that is closed and opened again is as it was left. */
final class LayoutMemoryTest {
  @TempDir Path folder;

  private ConsoleWindow open() {
    return ConsoleWindow.open(
        SampleData.session(),
        1280,
        800,
        1,
        Memory.read(folder, "console.json"),
        Memory.read(folder.resolve("workspaces"), "docs.json"));
  }

  private static List<String> columns(TableView<QueueRow> table) {
    return Headless.call(() -> table.getColumns().stream().map(TableColumn::getId).toList());
  }

  private static TableColumn<QueueRow, ?> column(TableView<QueueRow> table, String id) {
    return table.getColumns().stream()
        .filter(each -> each.getId().equals("queue-column-" + id))
        .findFirst()
        .orElseThrow();
  }

  private void leaveItChanged() {
    Memory user = Memory.read(folder, "console.json");
    Memory workspace = Memory.read(folder.resolve("workspaces"), "docs.json");
    try (ConsoleWindow window =
        ConsoleWindow.open(SampleData.session(), 1280, 800, 1, user, workspace)) {
      TableView<QueueRow> table = window.find("queue-table");
      Headless.run(
          () -> {
            var path = column(table, "path");
            table.getColumns().remove(path);
            table.getColumns().addFirst(path);
            column(table, "lastError").setVisible(false);
            ResponsiveColumns.of(table)
                .orElseThrow()
                .choose(column(table, "state"), new Choice(null, 222.0));
            column(table, "age").setSortType(SortType.DESCENDING);
            table.getSortOrder().setAll(List.of(column(table, "age")));
          });
      window.act(model -> model.queue().list().filterProperty().set("state:retry"));
      window.act(model -> model.queue().list().selected().setAll("W-1006"));
      window.act(model -> model.drawerOpenProperty().set(false));
      window.act(model -> model.railClosedProperty().set(true));
      window.act(model -> model.placeProperty().set(Place.REGISTRY));
    }
    user.save();
    workspace.save();
  }

  @Test
  void columnsSortFilterSelectionDrawerAndPaneComeBack() {
    leaveItChanged();
    try (ConsoleWindow window = open()) {
      assertEquals(Place.REGISTRY, window.shell().model().placeProperty().get());
      assertFalse(window.shell().model().drawerOpenProperty().get());
      assertTrue(window.shell().model().railClosedProperty().get());
      window.act(model -> model.placeProperty().set(Place.QUEUE));
      TableView<QueueRow> table = window.find("queue-table");
      assertEquals("queue-column-path", columns(table).getFirst());
      assertFalse(column(table, "lastError").isVisible());
      assertEquals(222, Headless.call(() -> column(table, "state").getWidth()));
      assertEquals(List.of(column(table, "age")), table.getSortOrder());
      assertEquals(SortType.DESCENDING, column(table, "age").getSortType());
      assertEquals("state:retry", window.shell().model().queue().list().filterProperty().get());
      assertEquals(List.of("W-1006"), window.shell().model().queue().list().selected());
      assertEquals(
          "W-1006", Headless.call(() -> table.getSelectionModel().getSelectedItem().key()));
    }
  }

  @Test
  void resetLayoutPutsTablesBackButKeepsTheFilter() {
    leaveItChanged();
    try (ConsoleWindow window = open()) {
      window.act(model -> model.placeProperty().set(Place.QUEUE));
      window.act(model -> model.resetLayout());
      TableView<QueueRow> table = window.find("queue-table");
      assertEquals("queue-column-state", columns(table).getFirst());
      assertTrue(Headless.call(() -> ResponsiveColumns.of(table).orElseThrow().chosen().isEmpty()));
      assertEquals(List.of(), table.getSortOrder());
      assertTrue(window.shell().model().drawerOpenProperty().get());
      assertEquals("state:retry", window.shell().model().queue().list().filterProperty().get());
    }
  }

  @Test
  void anotherWorkspaceHasItsOwnFiltersButTheSameColumns() {
    leaveItChanged();
    try (ConsoleWindow window =
        ConsoleWindow.open(
            SampleData.session(),
            1280,
            800,
            1,
            Memory.read(folder, "console.json"),
            Memory.none())) {
      window.act(model -> model.placeProperty().set(Place.QUEUE));
      TableView<QueueRow> table = window.find("queue-table");
      assertEquals("queue-column-path", columns(table).getFirst());
      assertEquals("", window.shell().model().queue().list().filterProperty().get());
    }
  }
}
