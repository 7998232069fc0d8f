package dev.reeve.console.executions;

import dev.reeve.console.executions.SideBySide.Kind;
import dev.reeve.console.executions.SideBySide.Part;
import dev.reeve.console.executions.SideBySide.Row;
import dev.reeve.console.executions.SideBySide.Side;
import dev.reeve.console.fx.Fitting;
import dev.reeve.console.fx.Formats;
import java.util.List;
import java.util.regex.Pattern;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/**
 * The number or the line of one side of a row. The sign before the line says the same as its hue;
 * words that changed stand on a ground of their own.
 */
final class SideCell extends TableCell<Row, Row> {
  private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{64}\\b");
  private static final int SHORT = 40;

  /** Columns of the sign and its gap. */
  private static final int SIGN = 3;

  private final boolean before;
  private final boolean number;
  private int columns;

  SideCell(boolean before, boolean number) {
    this.before = before;
    this.number = number;
    getStyleClass().addAll(number ? "number-cell" : "line-cell", "side-cell", "mono");
    if (!number) {
      widthProperty().subscribe(this::widened);
      fontProperty().subscribe(this::words);
    }
  }

  @Override
  protected void updateItem(Row row, boolean none) {
    super.updateItem(row, none);
    Kind kind = none || row == null ? Kind.SAME : row.kind();
    Side side = side();
    setText(number && !side.number().isEmpty() ? side.number() : null);
    words();
    boolean told = !number && side.text().length() >= SHORT;
    setTooltip(told ? new Tooltip(side.text()) : null);
    setAccessibleText(number ? side.number() : (side.sign() + " " + side.text()).strip());
    mark("removed", before && kind == Kind.REMOVED);
    mark("changed-from", before && kind == Kind.CHANGED);
    mark("added", !before && kind == Kind.ADDED);
    mark("changed-to", !before && kind == Kind.CHANGED);
    mark("hunk", kind == Kind.HUNK);
  }

  private Side side() {
    Row row = isEmpty() ? null : getItem();
    return row == null ? Side.NONE : before ? row.left() : row.right();
  }

  /** Only what has room for more or fewer letters is laid out anew. */
  private void widened() {
    if (columns(side()) != columns) {
      words();
    }
  }

  private void words() {
    Side side = side();
    setGraphic(number || side.parts().isEmpty() ? null : lines(side));
  }

  /** In as many lines as there is no room for in one: none of it is cut. */
  private VBox lines(Side side) {
    columns = columns(side);
    List<Part> parts =
        side.parts().stream()
            .map(part -> new Part(shortened(part.text()), part.changed()))
            .toList();
    VBox lines = new VBox();
    lines.getStyleClass().add("side-lines");
    String sign = side.sign();
    for (List<Part> words : WrappedParts.of(parts, columns)) {
      lines.getChildren().add(line(sign, words));
      sign = sign.isEmpty() ? "" : " ";
    }
    return lines;
  }

  private int columns(Side side) {
    double room = getWidth() - snappedLeftInset() - snappedRightInset() - 1;
    return (int) (room / Fitting.width("0", getFont())) - (side.sign().isEmpty() ? 0 : SIGN);
  }

  private static HBox line(String before, List<Part> parts) {
    HBox line = new HBox();
    line.getStyleClass().add("side-line");
    if (!before.isEmpty()) {
      Label sign = new Label(before);
      sign.getStyleClass().add("side-sign");
      sign.setMinWidth(USE_PREF_SIZE);
      line.getChildren().add(sign);
    }
    for (Part part : parts) {
      Label words = new Label(part.text());
      words.getStyleClass().add(part.changed() ? "side-changed" : "side-same");
      words.setMinWidth(USE_PREF_SIZE);
      line.getChildren().add(words);
    }
    return line;
  }

  /** The tooltip has a hash in whole; a tab is as wide as it looks here. */
  private static String shortened(String text) {
    return HASH.matcher(text.replace("\t", "    "))
        .replaceAll(hash -> Formats.hash(hash.group()) + "\u2026");
  }

  private void mark(String name, boolean holds) {
    pseudoClassStateChanged(PseudoClass.getPseudoClass(name), holds);
  }
}
