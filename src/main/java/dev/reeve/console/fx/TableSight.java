package dev.reeve.console.fx;

import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;

/** Which rows of a table are wholly in sight, as it was laid out last. Screen thread. */
final class TableSight {
  private final TableView<?> table;

  TableSight(TableView<?> table) {
    this.table = table;
  }

  /** Whether the row at a place is. */
  boolean has(int place) {
    return has(place, 0);
  }

  /** Whether it is, with at least a part of the rows before and after it. */
  boolean hasAround(int place) {
    return table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
        && flow.getFirstVisibleCell() != null
        && place > flow.getFirstVisibleCell().getIndex()
        && place < flow.getLastVisibleCell().getIndex();
  }

  /** The same were the table lower by so much. */
  boolean has(int place, double lower) {
    if (!(table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)
        || flow.getFirstVisibleCell() == null
        || place < flow.getFirstVisibleCell().getIndex()
        || place > flow.getLastVisibleCell().getIndex()) {
      return false;
    }
    IndexedCell<?> row = flow.getVisibleCell(place);
    return row != null
        && row.getLayoutY() >= -1
        && row.getLayoutY() + row.getHeight() <= flow.getHeight() - lower + 1;
  }
}
