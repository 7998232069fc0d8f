package dev.reeve.console.fx;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/**
 * A row with an edge in its state's hue, dimmed while it leaves. With large text what the hidden
 * columns say of it stands in a {@link FoldedLine} below its cells. Screen thread.
 *
 * @param <R> row
 */
final class LiveRowNode<R extends SnapshotRow<?>> extends TableRow<R> {
  /** Style class of cells that need the height of the row: their line does not stand below them. */
  private static final String WHOLE_HEIGHT = "whole-height";

  private static final PseudoClass LEAVING = PseudoClass.getPseudoClass("leaving");

  private final FoldedLine<R> folded;
  private final ChangeListener<Object> follow = (observable, was, is) -> look();
  private @Nullable ObservableValue<Badge> badge;

  LiveRowNode(TableView<R> table, Ticker ticker) {
    folded = new FoldedLine<>(table, ticker);
    getStyleClass().add("state-row");
  }

  @Override
  protected void updateItem(R row, boolean empty) {
    R before = getItem();
    if (before != null) {
      before.leavingProperty().removeListener(follow);
    }
    if (badge != null) {
      badge.removeListener(follow);
      badge = null;
    }
    super.updateItem(row, empty);
    if (row != null && !empty) {
      row.leavingProperty().addListener(follow);
      badge = row.badgeValue();
      badge.addListener(follow);
    }
    folded.show(empty ? null : row);
    look();
  }

  private void look() {
    R row = isEmpty() ? null : getItem();
    pseudoClassStateChanged(LEAVING, row != null && row.leavingProperty().get());
    Badge.Hue hue = row == null ? Badge.Hue.IDLE : row.badge().hue();
    for (Badge.Hue each : Badge.Hue.values()) {
      pseudoClassStateChanged(PseudoClass.getPseudoClass(each.styleClass()), each == hue);
    }
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
    for (var each : getChildren()) {
      if (!(each instanceof TableCell<?, ?> cell)) {
        continue;
      }
      if (!cell.getStyleClass().contains(WHOLE_HEIGHT)) {
        cell.resize(cell.getWidth(), getHeight() - below);
      } else if (cell.getLayoutX() <= from) {
        from = cell.getLayoutX() + cell.getWidth();
      }
    }
    folded.resizeRelocate(from, getHeight() - below, getWidth() - from, below);
  }
}
