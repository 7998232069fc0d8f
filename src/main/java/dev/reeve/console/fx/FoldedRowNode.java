package dev.reeve.console.fx;

import javafx.scene.control.TableCell;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;

/**
 * A row that with large text tells in a {@link FoldedLine} below its cells what the columns without
 * room say of it. Screen thread.
 *
 * @param <R> row
 */
public class FoldedRowNode<R> extends TableRow<R> {
  /** Style class of cells that need the height of the row: their line does not stand below them. */
  private static final String WHOLE_HEIGHT = "whole-height";

  private final FoldedLine<R> folded;

  FoldedRowNode(TableView<R> table, Ticker ticker) {
    folded = new FoldedLine<>(table, ticker);
  }

  /** The rows of a table, which has its {@link ResponsiveColumns} already, tell from now on. */
  public static <R> void in(TableView<R> table, Ticker ticker) {
    table.getProperties().put(FoldedRowNode.class, true);
    table.setRowFactory(view -> new FoldedRowNode<>(table, ticker));
  }

  /** Whether the rows of a table have such a line. */
  static boolean are(TableView<?> table) {
    return table.getProperties().containsKey(FoldedRowNode.class)
        || LiveTable.list(table).isPresent();
  }

  @Override
  protected void updateItem(R row, boolean empty) {
    super.updateItem(row, empty);
    folded.show(empty ? null : row);
  }

  /** The cells above, the line below; the table puts nothing but cells into a row by itself. */
  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (folded.isEmpty()) {
      getChildren().remove(folded);
      return;
    }
    if (!getChildren().contains(folded)) {
      getChildren().add(folded);
    }
    double below = snapSizeY(folded.prefHeight(-1));
    double from = 0;
    double to = getWidth();
    for (var each : getChildren()) {
      if (!(each instanceof TableCell<?, ?> cell)) {
        continue;
      }
      if (!cell.getStyleClass().contains(WHOLE_HEIGHT)) {
        cell.resize(cell.getWidth(), getHeight() - below);
      } else if (cell.getLayoutX() <= from) {
        from = cell.getLayoutX() + cell.getWidth();
      } else {
        to = Math.min(to, cell.getLayoutX());
      }
    }
    folded.resizeRelocate(from, getHeight() - below, to - from, below);
  }
}
