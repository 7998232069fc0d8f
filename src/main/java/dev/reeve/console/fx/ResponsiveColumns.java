package dev.reeve.console.fx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableDoubleValue;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/**
 * Keeps a table as wide as its place: some columns take what is left, the least important ones hide
 * when it gets narrow. So there is never a horizontal scroll bar. Screen thread.
 */
public final class ResponsiveColumns {
  private static final double SCROLL_BAR_AND_EDGES = 22;

  private record Flexible(double weight, double least) {}

  private final TableView<?> table;
  private final ObservableDoubleValue scale;
  private final Map<TableColumn<?, ?>, Double> widths = new HashMap<>();
  private final Map<TableColumn<?, ?>, Flexible> flexible = new LinkedHashMap<>();
  private final List<TableColumn<?, ?>> hideFirst = new ArrayList<>();

  /**
   * @param scale text size in relation to the normal one
   */
  public ResponsiveColumns(TableView<?> table, ObservableDoubleValue scale) {
    this.table = table;
    this.scale = scale;
    for (TableColumn<?, ?> column : table.getColumns()) {
      widths.put(column, column.getPrefWidth());
    }
  }

  /** This column shares what is left, by weight. */
  public ResponsiveColumns flexible(TableColumn<?, ?> column, double weight, double least) {
    flexible.put(column, new Flexible(weight, least));
    return this;
  }

  /** These hide when the place gets narrow, the first one first. */
  public ResponsiveColumns hideFirst(TableColumn<?, ?>... columns) {
    hideFirst.addAll(List.of(columns));
    return this;
  }

  /** Follows the table's width from now on. */
  public void follow() {
    table.widthProperty().addListener((observable, was, is) -> fit());
    scale.addListener((observable, was, is) -> fit());
    fit();
  }

  private void fit() {
    double place = table.getWidth() - SCROLL_BAR_AND_EDGES;
    if (place <= 0) {
      return;
    }
    List<TableColumn<?, ?>> wanted = new ArrayList<>(table.getColumns());
    for (TableColumn<?, ?> next : hideFirst) {
      if (least(wanted) <= place) {
        break;
      }
      wanted.remove(next);
    }
    double left = place - least(wanted);
    double weights = wanted.stream().mapToDouble(this::weight).sum();
    for (TableColumn<?, ?> column : table.getColumns()) {
      column.setVisible(wanted.contains(column));
      double share = weights == 0 ? 0 : Math.max(0, left) * weight(column) / weights;
      column.setPrefWidth(Math.floor(least(column) + share));
    }
  }

  private double least(List<TableColumn<?, ?>> columns) {
    return columns.stream().mapToDouble(this::least).sum();
  }

  private double least(TableColumn<?, ?> column) {
    Flexible flex = flexible.get(column);
    double width = flex == null ? widths.getOrDefault(column, 80.0) : flex.least();
    return width * scale.get();
  }

  private double weight(TableColumn<?, ?> column) {
    Flexible flex = flexible.get(column);
    return flex == null ? 0 : flex.weight();
  }
}
