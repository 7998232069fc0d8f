package dev.reeve.console.fx;

import dev.reeve.console.fx.DrawerContent.Line;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;

/** A line of evidence; its sign says the same as its hue. Screen thread. */
final class LineCell extends ListCell<Line> {
  LineCell() {
    getStyleClass().addAll("line-cell", "mono");
    setWrapText(true);
    setPrefWidth(0);
    widthProperty().subscribe(this::words);
    fontProperty().subscribe(this::words);
  }

  private void words() {
    Line line = isEmpty() ? null : getItem();
    setText(line == null ? null : LongWords.broken(line.text(), columns()));
  }

  /** Every character of the fixed-width face is as wide as the others. */
  private int columns() {
    double room = getWidth() - snappedLeftInset() - snappedRightInset() - 1;
    return (int) (room / Fitting.width("0", getFont()));
  }

  @Override
  protected void updateItem(Line line, boolean none) {
    super.updateItem(line, none);
    boolean nothing = none || line == null;
    words();
    setTooltip(nothing ? null : new Tooltip(line.text()));
    for (Line.Kind kind : Line.Kind.values()) {
      pseudoClassStateChanged(
          PseudoClass.getPseudoClass(kind.name().toLowerCase(Locale.ROOT)),
          !nothing && line.kind() == kind);
    }
  }
}
