package dev.reeve.console.fx;

import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

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

  /** Whether it would be were the table lower by so much. */
  boolean has(int place, double lower) {
    VirtualFlow<?> flow = flow();
    if (flow == null) {
      return false;
    }
    IndexedCell<?> row = shown(flow, place);
    return row != null
        && row.getLayoutY() >= -1
        && row.getLayoutY() + row.getHeight() <= flow.getHeight() - lower + 1;
  }

  /** Whether at least a part of it is. */
  boolean hasPart(int place) {
    VirtualFlow<?> flow = flow();
    return flow != null && shown(flow, place) != null;
  }

  /** Whether it is, with at least a part of the rows before and after it. */
  boolean hasAround(int place) {
    VirtualFlow<?> flow = flow();
    return flow != null && shown(flow, place - 1) != null && shown(flow, place + 1) != null;
  }

  /**
   * Brings the row at a place into sight, two thirds down, since those before it tell of it too.
   */
  void bring(int place) {
    bring(place, 0);
  }

  /** The same in a table that is about to be lower by so much. */
  void bring(int place, double lower) {
    VirtualFlow<?> flow = flow();
    IndexedCell<?> row = flow == null ? null : flow.getFirstVisibleCell();
    int rows =
        flow == null || row == null ? 0 : (int) ((flow.getHeight() - lower) / row.getHeight());
    int top = Math.max(0, place - rows * 2 / 3);
    int all = table.getItems().size();
    table.scrollTo(top + rows < all ? top : all); // beyond the end, where no row can be on top
  }

  private @Nullable VirtualFlow<?> flow() {
    return table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow ? flow : null;
  }

  /** The cell of a place if any part of it shows; asked of a place far away it would be made. */
  private static @Nullable IndexedCell<?> shown(VirtualFlow<?> flow, int place) {
    IndexedCell<?> first = flow.getFirstVisibleCell();
    IndexedCell<?> last = flow.getLastVisibleCell();
    boolean seen =
        first != null && last != null && place >= first.getIndex() && place <= last.getIndex();
    return seen ? flow.getVisibleCell(place) : null;
  }
}
