package dev.reeve.console.inbox;

import dev.reeve.console.fx.CellKind;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Ticker;
import java.time.Instant;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** Why a row waits; before that how long, while the column for it has no room. Screen thread. */
final class WhyCell extends TableCell<InboxRow, String> {
  private final Ticker ticker;
  private final ObservableBooleanValue withAge;
  private final Tooltip tooltip = new Tooltip();
  private final InvalidationListener onChange = observable -> show();

  private WhyCell(Ticker ticker, ObservableBooleanValue withAge) {
    this.ticker = ticker;
    this.withAge = withAge;
    getStyleClass().add("text-cell");
    ticker.nowProperty().addListener(new WeakInvalidationListener(onChange));
    withAge.addListener(new WeakInvalidationListener(onChange));
  }

  /**
   * @param withAge whether how long it waits is told nowhere else in the row
   */
  static CellKind<InboxRow, String> kind(Ticker ticker, ObservableBooleanValue withAge) {
    return new CellKind<>(column -> new WhyCell(ticker, withAge), (why, now) -> why);
  }

  @Override
  protected void updateItem(@Nullable String why, boolean empty) {
    super.updateItem(why, empty);
    show();
  }

  private void show() {
    Instant now = ticker.now();
    boolean aged = withAge.get();
    InboxRow row = getTableRow() == null ? null : getTableRow().getItem();
    String why = isEmpty() || getItem() == null ? "" : getItem();
    String text =
        row == null || why.isEmpty() || !aged
            ? why
            : Formats.age(row.latest().since(), now) + InboxWords.DOT + why;
    setText(text);
    tooltip.setText(text);
    setTooltip(text.isEmpty() ? null : tooltip);
    setAccessibleText(getTableColumn() == null ? text : getTableColumn().getText() + ": " + text);
  }
}
