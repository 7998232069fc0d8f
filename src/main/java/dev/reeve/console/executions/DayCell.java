package dev.reeve.console.executions;

import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.SnapshotRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** Names a day above the time of its first row only, so that the rows below read as its group. */
final class DayCell<R extends SnapshotRow<?>> extends TableCell<R, @Nullable Instant> {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd");

  private static final PseudoClass BEGINS = PseudoClass.getPseudoClass("begins");

  DayCell() {
    getStyleClass().add("day-cell");
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
    if (isEmpty() || time == null || getTableColumn() == null) {
      setText(null);
      pseudoClassStateChanged(BEGINS, false);
      return;
    }
    LocalDate day = day(time);
    List<R> rows = getTableView().getItems();
    int above = getIndex() - 1;
    boolean goesOn =
        above >= 0
            && above < rows.size()
            && getTableColumn().getCellData(above) instanceof Instant before
            && day(before).equals(day);
    String name = DAY.format(day);
    String clock = Formats.clock(time);
    setText(goesOn ? clock : name + "\n" + clock);
    pseudoClassStateChanged(BEGINS, !goesOn);
    setAccessibleText(name + " " + clock);
  }

  private static LocalDate day(Instant time) {
    return time.atZone(ZoneId.systemDefault()).toLocalDate();
  }
}
