package dev.reeve.console.executions;

import dev.reeve.console.executions.SideBySide.Kind;
import dev.reeve.console.executions.SideBySide.Part;
import dev.reeve.console.executions.SideBySide.Row;
import dev.reeve.console.executions.SideBySide.Side;
import dev.reeve.console.fx.Formats;
import java.util.regex.Pattern;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/**
 * The number or the line of one side of a row. The sign before the line says the same as its hue;
 * words that changed stand on a ground of their own.
 */
final class SideCell extends TableCell<Row, Row> {
  private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{64}\\b");
  private static final int SHORT = 40;

  private final boolean before;
  private final boolean number;

  SideCell(boolean before, boolean number) {
    this.before = before;
    this.number = number;
    getStyleClass().addAll(number ? "number-cell" : "line-cell", "side-cell", "mono");
  }

  @Override
  protected void updateItem(Row row, boolean none) {
    super.updateItem(row, none);
    boolean nothing = none || row == null;
    Kind kind = nothing ? Kind.SAME : row.kind();
    Side side = nothing ? Side.NONE : before ? row.left() : row.right();
    setText(number && !side.number().isEmpty() ? side.number() : null);
    setGraphic(number || side.parts().isEmpty() ? null : line(side));
    boolean told = !number && side.text().length() >= SHORT;
    setTooltip(told ? new Tooltip(side.text()) : null);
    setAccessibleText(number ? side.number() : (side.sign() + " " + side.text()).strip());
    mark("removed", before && kind == Kind.REMOVED);
    mark("changed-from", before && kind == Kind.CHANGED);
    mark("added", !before && kind == Kind.ADDED);
    mark("changed-to", !before && kind == Kind.CHANGED);
    mark("hunk", kind == Kind.HUNK);
  }

  private static HBox line(Side side) {
    HBox line = new HBox();
    line.getStyleClass().add("side-line");
    if (!side.sign().isEmpty()) {
      Label sign = new Label(side.sign());
      sign.getStyleClass().add("side-sign");
      sign.setMinWidth(USE_PREF_SIZE);
      line.getChildren().add(sign);
    }
    for (Part part : side.parts()) {
      Label words = new Label(shortened(part.text()));
      words.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS); // what differs is often at the end
      words.getStyleClass().add(part.changed() ? "side-changed" : "side-same");
      if (part.changed() && part.text().length() < SHORT) {
        words.setMinWidth(USE_PREF_SIZE); // what is the same gives way first
      }
      line.getChildren().add(words);
    }
    return line;
  }

  /** The tooltip has a hash in whole. */
  private static String shortened(String text) {
    return HASH.matcher(text).replaceAll(hash -> Formats.hash(hash.group()) + "\u2026");
  }

  private void mark(String name, boolean holds) {
    pseudoClassStateChanged(PseudoClass.getPseudoClass(name), holds);
  }
}
