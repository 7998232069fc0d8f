package dev.reeve.console.fx;

import javafx.scene.Node;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.NestedTableColumnHeader;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.control.skin.TableHeaderRow;
import javafx.scene.control.skin.TableViewSkin;
import org.jspecify.annotations.Nullable;

/**
 * A table whose last head is as wide as its column. The toolkit keeps it clear of the column menu,
 * yet measures the one in the scene and the other in the table, so that it yields also where {@link
 * ResponsiveColumns} leave room for the menu, and the head of numbers stands left of them. Screen
 * thread.
 *
 * @param <R> row
 */
public final class WholeHeads<R> extends TableViewSkin<R> {
  /** Made by the style sheet, when the table is first seen. */
  public WholeHeads(TableView<R> table) {
    super(table);
  }

  @Override
  protected TableHeaderRow createTableHeaderRow() {
    return new TableHeaderRow(this) {
      @Override
      protected NestedTableColumnHeader createRootHeader() {
        return new NestedTableColumnHeader(null) {
          @Override
          protected TableColumnHeader createTableColumnHeader(@Nullable TableColumnBase column) {
            return column == null || column.getColumns().isEmpty()
                ? new Head(column)
                : super.createTableColumnHeader(column);
          }
        };
      }
    };
  }

  /** One that is not sorted has nothing beside its words. */
  private static final class Head extends TableColumnHeader {
    private Head(@Nullable TableColumnBase<?, ?> column) {
      super(column);
    }

    @Override
    protected void layoutChildren() {
      super.layoutChildren();
      if (getChildren().size() == 1) {
        Node words = getChildren().getFirst();
        words.resize(getWidth() - snappedLeftInset() - snappedRightInset(), getHeight());
      }
    }
  }
}
