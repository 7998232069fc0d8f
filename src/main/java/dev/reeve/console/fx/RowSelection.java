package dev.reeve.console.fx;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.ObservableListBase;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import javafx.scene.control.TableView.TableViewSelectionModel;
import org.jspecify.annotations.Nullable;

/**
 * Selects whole rows. The table's own model keeps an object a selected cell and takes them away one
 * by one, each looked for from the start: with 100,000 rows selected a click hung for minutes. This
 * one is the set of row numbers alone. It does not follow rows that move; {@link LiveTable} selects
 * them again by key. Screen thread.
 *
 * @param <R> row
 */
final class RowSelection<R> extends TableViewSelectionModel<R> {
  private final Positions positions = new Positions();

  RowSelection(TableView<R> table) {
    super(table);
    getSelectedIndices()
        .addListener((ListChangeListener<Integer>) change -> positions.tellOfChange());
  }

  /** The selected rows as the table's parts ask for them: positions without a column. */
  @SuppressWarnings("rawtypes") // as the toolkit has it
  private final class Positions extends ObservableListBase<TablePosition> {
    @Override
    public TablePosition get(int index) {
      return at(getSelectedIndices().get(index));
    }

    @Override
    public int size() {
      return getSelectedIndices().size();
    }

    private TablePosition at(int row) {
      return new TablePosition<>(getTableView(), row, null);
    }

    /** Who listens asks for the whole anew. */
    void tellOfChange() {
      beginChange();
      if (isEmpty()) {
        nextRemove(0, at(-1));
      } else {
        nextSet(0, at(-1));
      }
      endChange();
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // as the toolkit has it
  public ObservableList<TablePosition> getSelectedCells() {
    return positions;
  }

  @Override
  public boolean isSelected(int row, @Nullable TableColumn<R, ?> column) {
    return column == null && isSelected(row);
  }

  @Override
  public void select(int row, @Nullable TableColumn<R, ?> column) {
    select(row);
  }

  @Override
  public void clearAndSelect(int row, @Nullable TableColumn<R, ?> column) {
    clearAndSelect(row);
  }

  @Override
  public void clearSelection(int row, @Nullable TableColumn<R, ?> column) {
    clearSelection(row);
  }

  @Override
  public void selectRange(
      int first,
      @Nullable TableColumnBase<R, ?> firstColumn,
      int last,
      @Nullable TableColumnBase<R, ?> lastColumn) {
    selectRange(Math.min(first, last), Math.max(first, last) + 1);
    focus(last);
  }

  @Override
  public void selectLeftCell() {
    // rows have no cells to go to
  }

  @Override
  public void selectRightCell() {
    // rows have no cells to go to
  }

  @Override
  public void selectAboveCell() {
    selectPrevious();
  }

  @Override
  public void selectBelowCell() {
    selectNext();
  }
}
