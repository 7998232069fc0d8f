package dev.reeve.console.fx;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A row with an edge in its state's hue, dimmed while it leaves. With large text what the hidden
 * columns say of it stands in a {@link FoldedLine} below its cells. Screen thread.
 *
 * @param <R> row
 */
final class LiveRowNode<R extends SnapshotRow<?>> extends TableRow<R> {
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
      if (each instanceof TableCell<?, ?> cell && !needsAll(cell)) {
        cell.resize(cell.getWidth(), getHeight() - below);
      } else if (each instanceof TableCell<?, ?> cell && cell.getLayoutX() <= from) {
        from = cell.getWidth();
      }
    }
    folded.resizeRelocate(from, getHeight() - below, getWidth() - from, below);
  }

  /** A button and words in two lines need the height of the row. */
  private static boolean needsAll(TableCell<?, ?> cell) {
    return cell.getGraphic() instanceof Button || cell.getGraphic() instanceof VBox;
  }
}
