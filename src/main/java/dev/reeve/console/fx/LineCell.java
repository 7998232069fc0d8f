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
  }

  @Override
  protected void updateItem(Line line, boolean none) {
    super.updateItem(line, none);
    boolean nothing = none || line == null;
    setText(nothing ? null : line.text());
    setTooltip(nothing ? null : new Tooltip(line.text()));
    for (Line.Kind kind : Line.Kind.values()) {
      pseudoClassStateChanged(
          PseudoClass.getPseudoClass(kind.name().toLowerCase(Locale.ROOT)),
          !nothing && line.kind() == kind);
    }
  }
}
