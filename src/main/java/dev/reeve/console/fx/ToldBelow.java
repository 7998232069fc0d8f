package dev.reeve.console.fx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.TableColumn;

/**
 * Which columns without room are told in a line below the rows, and of which rows. Screen thread.
 */
final class ToldBelow {
  private final Map<TableColumn<?, ?>, BooleanSupplier> elsewhere = new HashMap<>();
  private final Map<TableColumn<?, ?>, Predicate<?>> notOf = new HashMap<>();
  private final ObservableList<TableColumn<?, ?>> columns = FXCollections.observableArrayList();

  /** A column is not told while this is so. */
  void not(TableColumn<?, ?> column, BooleanSupplier toldElsewhere) {
    elsewhere.put(column, toldElsewhere);
  }

  /** A column is not told of these rows; asked again whenever a value of a row changes. */
  <R> void not(TableColumn<R, ?> column, Predicate<R> rows) {
    notOf.put(column, rows);
  }

  /** These have no room now, the most important first. */
  void show(List<TableColumn<?, ?>> hidden) {
    List<TableColumn<?, ?>> told = hidden.stream().filter(column -> !isElsewhere(column)).toList();
    if (!told.equals(columns)) {
      columns.setAll(told);
    }
  }

  private boolean isElsewhere(TableColumn<?, ?> column) {
    BooleanSupplier asked = elsewhere.get(column);
    return asked != null && asked.getAsBoolean();
  }

  /** What is told of some row. */
  ObservableList<TableColumn<?, ?>> columns() {
    return columns;
  }

  /** Whether one of them is told of a row of its table. */
  @SuppressWarnings("unchecked") // the columns are those of the row's table
  <R> boolean tells(TableColumn<?, ?> column, R row) {
    Predicate<R> not = (Predicate<R>) notOf.get(column);
    return not == null || !not.test(row);
  }
}
