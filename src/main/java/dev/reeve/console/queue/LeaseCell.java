package dev.reeve.console.queue;

import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.Ticker;
import java.time.Duration;
import java.time.Instant;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;

/** How much of a lease is left, as a bar and as time, ticking. Screen thread. */
final class LeaseCell extends TableCell<LockRow, LockRow.Lease> {
  private final Ticker ticker;
  private final ProgressBar bar = new ProgressBar();
  private final ChangeListener<Instant> onTick = (observable, was, now) -> show();

  LeaseCell(Ticker ticker) {
    this.ticker = ticker;
    getStyleClass().add("lease-cell");
    bar.getStyleClass().add("lease-bar");
    setContentDisplay(ContentDisplay.LEFT);
    ticker.nowProperty().addListener(new WeakChangeListener<>(onTick));
  }

  @Override
  protected void updateItem(LockRow.Lease item, boolean empty) {
    super.updateItem(item, empty);
    show();
  }

  private void show() {
    LockRow.Lease lease = isEmpty() ? null : getItem();
    if (lease == null || (lease.used() && lease.until() == null)) {
      setGraphic(null);
      setText(lease == null ? null : Formats.NONE);
      return;
    }
    double left = lease.left(ticker.now());
    bar.setProgress(left);
    setGraphic(lease.used() ? bar : null);
    setText(words(lease, left));
    setAccessibleText(Texts.get("locks.column.left") + ": " + getText());
  }

  /** Nobody is left to use or renew the lease of a holder that is gone, so none is counted. */
  private String words(LockRow.Lease lease, double left) {
    if (!lease.used()) {
      return Texts.get("locks.left.gone");
    }
    return left > 0
        ? Formats.countdown(Duration.between(ticker.now(), lease.until()))
        : Texts.get("locks.left.ended");
  }
}
