package dev.reeve.console.executions;

import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.Ticker;
import java.time.Instant;
import java.time.LocalDate;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The time of day, and above it the day at its first row only, so that the rows below read as its
 * group. One column for both leaves its room to what is told of the row.
 */
final class DayCell<R extends SnapshotRow<?>> extends TableCell<R, @Nullable Instant> {
  private static final PseudoClass BEGINS = PseudoClass.getPseudoClass("begins-day");

  private final Ticker ticker;
  private final Label named = new Label();
  private final Label clock = new Label();
  private final Tooltip exact = new Tooltip();
  private final VBox both = new VBox(named, clock);
  private final ChangeListener<Instant> onTick =
      this::ticked; // kept here: the clock holds it weakly

  DayCell(Ticker ticker) {
    this.ticker = ticker;
    getStyleClass().addAll("day-cell", "whole-height");
    both.getStyleClass().add("day-and-clock");
    named.getStyleClass().add("day-name");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    tableRowProperty().subscribe(row -> show());
    ticker.nowProperty().addListener(new WeakChangeListener<>(onTick));
  }

  /** At midnight "Today" becomes "Yesterday". */
  private void ticked(ObservableValue<? extends Instant> clock, Instant was, Instant now) {
    if (!Formats.day(was).equals(Formats.day(now))) {
      show();
    }
  }

  @Override
  public void updateIndex(int index) {
    super.updateIndex(index);
    show();
  }

  @Override
  protected void updateItem(@Nullable Instant time, boolean none) {
    super.updateItem(time, none);
    show();
  }

  private void show() {
    Instant time = getItem();
    boolean nothing = isEmpty() || time == null || getTableColumn() == null;
    boolean begins = !nothing && begins(Formats.day(time));
    String day = begins ? words(Formats.day(time)) : null;
    setText(day);
    clock.setText(nothing ? null : Formats.clock(time));
    named.setText(day);
    named.setVisible(begins);
    named.setManaged(begins);
    setGraphic(nothing ? null : both);
    exact.setText(nothing ? null : Formats.exact(time));
    setTooltip(nothing ? null : exact);
    setAccessibleText(nothing ? null : words(Formats.day(time)) + " " + clock.getText());
    if (getTableRow() != null) {
      getTableRow().pseudoClassStateChanged(BEGINS, begins && getIndex() > 0);
    }
  }

  private boolean begins(LocalDate day) {
    int above = getIndex() - 1;
    return above < 0
        || above >= getTableView().getItems().size()
        || !(getTableColumn().getCellData(above) instanceof Instant before)
        || !Formats.day(before).equals(day);
  }

  /** "Today", "Yesterday", then the date. */
  private String words(LocalDate day) {
    LocalDate today = Formats.day(ticker.now());
    return day.equals(today)
        ? Texts.get("executions.day.today")
        : day.equals(today.minusDays(1)) ? Texts.get("executions.day.yesterday") : day.toString();
  }
}
