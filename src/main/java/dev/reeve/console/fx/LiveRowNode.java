package dev.reeve.console.fx;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/**
 * A row with an edge in its state's hue, dimmed while it leaves. Screen thread.
 *
 * @param <R> row
 */
final class LiveRowNode<R extends SnapshotRow<?>> extends FoldedRowNode<R> {
  private static final PseudoClass LEAVING = PseudoClass.getPseudoClass("leaving");

  private final ChangeListener<Object> follow = (observable, was, is) -> look();
  private @Nullable ObservableValue<Badge> badge;

  LiveRowNode(TableView<R> table, Ticker ticker) {
    super(table, ticker);
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
}
