package dev.reeve.console.executions;

import javafx.css.PseudoClass;
import javafx.scene.control.ListCell;

/** A line of a log: its step and its time in columns, then what was said. */
final class LogCell extends ListCell<LogLine> {
  private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");
  private static final PseudoClass FOUND = PseudoClass.getPseudoClass("found");
  private static final int CLOCK = 12;

  private final EvidenceViewModel model;

  LogCell(EvidenceViewModel model) {
    this.model = model;
    getStyleClass().addAll("log-cell", "mono");
  }

  @Override
  protected void updateItem(LogLine line, boolean none) {
    super.updateItem(line, none);
    boolean nothing = none || line == null;
    setWrapText(model.wrapProperty().get());
    setPrefWidth(model.wrapProperty().get() ? 0 : USE_COMPUTED_SIZE);
    setText(nothing ? null : words(line));
    pseudoClassStateChanged(PROBLEM, !nothing && line.problem());
    pseudoClassStateChanged(FOUND, !nothing && getIndex() == model.foundProperty().get());
  }

  /** The face is of fixed width, so that spaces make columns. */
  private String words(LogLine line) {
    LogLine.Shape shape = model.shape();
    String said = model.wholeProperty().get() ? line.said() : line.cut();
    String source = padded(line.source(), shape.source());
    return source + "  " + (shape.clocks() ? padded(line.clock(), CLOCK) + "  " : "") + said;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
