package dev.reeve.console.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.ResponsiveColumns.Choice;
import dev.reeve.engine.workspace.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.collections.MapChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;

/**
 * Remembers of one table the order, width and visibility of its columns and its sort; what fits by
 * itself is not remembered, only what somebody chose. Columns are known by their ids. Screen
 * thread.
 *
 * @param <R> row
 */
final class TableMemory<R> {
  private final TableView<R> table;
  private final Memory memory;
  private final List<TableColumn<R, ?>> usual;
  private boolean putting;

  private TableMemory(TableView<R> table, Memory memory) {
    this.table = table;
    this.memory = memory;
    this.usual = List.copyOf(table.getColumns());
  }

  /**
   * Puts what is remembered into the table and remembers from now on; a table without id does not.
   */
  static <R> Optional<TableMemory<R>> join(TableView<R> table, Memory memory) {
    if (table.getId() == null) {
      return Optional.empty();
    }
    TableMemory<R> joined = new TableMemory<>(table, memory);
    joined.recall();
    joined.follow();
    return Optional.of(joined);
  }

  private String name() {
    return "table." + table.getId();
  }

  private void recall() {
    JsonNode before = memory.get(name());
    if (!before.isObject()) {
      return;
    }
    putting = true;
    try {
      List<TableColumn<R, ?>> order = new ArrayList<>();
      Remembered.texts(before.path("order")).forEach(id -> column(id).ifPresent(order::add));
      usual.stream().filter(column -> !order.contains(column)).forEach(order::add);
      if (!order.equals(table.getColumns())) {
        table.getColumns().setAll(order);
      }
      ResponsiveColumns.of(table).ifPresent(columns -> recall(columns, before.path("columns")));
      List<TableColumn<R, ?>> sort = new ArrayList<>();
      for (JsonNode each : before.path("sort")) {
        column(each.path("id").asText())
            .ifPresent(
                column -> {
                  column.setSortType(
                      each.path("descending").asBoolean()
                          ? SortType.DESCENDING
                          : SortType.ASCENDING);
                  sort.add(column);
                });
      }
      table.getSortOrder().setAll(sort);
    } finally {
      putting = false;
    }
  }

  private void recall(ResponsiveColumns columns, JsonNode chosen) {
    for (TableColumn<R, ?> column : usual) {
      JsonNode one = chosen.path(String.valueOf(column.getId()));
      if (one.isObject()) {
        columns.choose(
            column,
            new Choice(
                one.has("visible") ? one.path("visible").asBoolean() : null,
                one.has("width") ? one.path("width").asDouble() : null));
      }
    }
  }

  private Optional<TableColumn<R, ?>> column(String id) {
    return usual.stream().filter(column -> id.equals(column.getId())).findFirst();
  }

  private void follow() {
    table.getColumns().addListener((Observable observable) -> remember());
    table.getSortOrder().addListener((Observable observable) -> remember());
    usual.forEach(column -> column.sortTypeProperty().subscribe((was, is) -> remember()));
    ResponsiveColumns.of(table)
        .ifPresent(
            columns ->
                columns
                    .chosen()
                    .addListener(
                        (MapChangeListener<TableColumn<?, ?>, Choice>) change -> remember()));
  }

  private void remember() {
    if (putting) {
      return;
    }
    ObjectNode now = Json.mapper().createObjectNode();
    if (!table.getColumns().equals(usual)) {
      var order = now.putArray("order");
      table.getColumns().forEach(column -> order.add(column.getId()));
    }
    var sort = now.putArray("sort");
    for (TableColumn<R, ?> column : table.getSortOrder()) {
      sort.addObject()
          .put("id", column.getId())
          .put("descending", column.getSortType() == SortType.DESCENDING);
    }
    ObjectNode columns = now.putObject("columns");
    ResponsiveColumns.of(table)
        .ifPresent(
            fitted ->
                fitted
                    .chosen()
                    .forEach(
                        (column, choice) -> {
                          ObjectNode one = columns.putObject(column.getId());
                          if (choice.visible() != null) {
                            one.put("visible", choice.visible());
                          }
                          if (choice.width() != null) {
                            one.put("width", choice.width());
                          }
                        }));
    memory.put(name(), now);
  }

  /** Puts the table back as it comes. */
  void reset() {
    putting = true;
    try {
      table.getSortOrder().clear();
      table.getColumns().setAll(usual);
      ResponsiveColumns.of(table).ifPresent(ResponsiveColumns::forget);
    } finally {
      putting = false;
    }
    memory.forget(name()::equals);
  }
}
