package dev.reeve.console.queue;

import dev.reeve.console.fx.CellKind;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.Ticker;
import java.time.Instant;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.layout.BorderPane;

/**
 * How much of a lease is left, as a bar and as time, ticking. The bars begin, and the times end,
 * under each other. Screen thread.
 */
final class LeaseCell extends TableCell<LockRow, LockRow.Lease> {
  private final Ticker ticker;
  private final ProgressBar bar = new ProgressBar();
  private final Label left = new Label();
  private final BorderPane both = new BorderPane(null, null, left, null, null);
  private final ChangeListener<Instant> onTick = (observable, was, now) -> show();

  /** Such cells; where the column has no room, the time alone. */
  static CellKind<LockRow, LockRow.Lease> kind(Ticker ticker) {
    return new CellKind<>(column -> new LeaseCell(ticker), LeaseCell::words);
  }

  private LeaseCell(Ticker ticker) {
    this.ticker = ticker;
    getStyleClass().add("lease-cell");
    bar.getStyleClass().add("lease-bar");
    left.getStyleClass().add("lease-left");
    left.textProperty().bind(textProperty());
    left.setMinWidth(USE_PREF_SIZE);
    BorderPane.setAlignment(bar, Pos.CENTER_LEFT);
    BorderPane.setAlignment(left, Pos.CENTER_RIGHT);
    both.prefWidthProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> getWidth() - snappedLeftInset() - snappedRightInset(),
                widthProperty(),
                insetsProperty()));
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    ticker.nowProperty().addListener(new WeakChangeListener<>(onTick));
  }

  @Override
  protected void updateItem(LockRow.Lease item, boolean empty) {
    super.updateItem(item, empty);
    show();
  }

  private void show() {
    LockRow.Lease lease = isEmpty() ? null : getItem();
    if (lease == null) {
      setGraphic(null);
      both.setLeft(null);
      setText(null);
      return;
    }
    boolean counted = lease.used() && lease.until() != null;
    if (counted) {
      bar.setProgress(lease.left(ticker.now()));
    }
    both.setLeft(counted ? bar : null);
    setGraphic(both);
    setText(words(lease, ticker.now()));
    setAccessibleText(Texts.get("locks.column.left") + ": " + getText());
  }

  /** Nobody is left to use or renew the lease of a holder that is gone, so none is counted. */
  private static String words(LockRow.Lease lease, Instant now) {
    if (!lease.used()) {
      return Texts.get("locks.left.gone");
    }
    if (lease.until() == null) {
      return Formats.NONE;
    }
    return lease.left(now) > 0
        ? Formats.countdown(now, lease.until())
        : Texts.get("locks.left.ended");
  }
}
