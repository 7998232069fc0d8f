package dev.reeve.console.fx;

import dev.reeve.console.fx.DrawerContent.Line;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Lines of evidence as high as they are together, for a place that scrolls as a whole; long ones
 * wrap. For some hundred lines at most. Screen thread.
 */
public final class LineStack extends VBox {
  public LineStack() {
    getStyleClass().add("lines");
  }

  /** Shows these lines. */
  public void show(List<Line> lines) {
    getChildren().setAll(lines.stream().map(LineStack::node).toList());
  }

  private static Region node(Line line) {
    return line.step() == null ? label(line) : step(line.step());
  }

  private static Region step(RunStep step) {
    StepColumns columns = new StepColumns();
    columns.setMinHeight(Region.USE_PREF_SIZE);
    columns.show(step);
    return columns;
  }

  private static Label label(Line line) {
    Label label = new Label(line.whole());
    label.setAccessibleText(line.whole());
    label.setMaxWidth(Double.MAX_VALUE);
    label.setMinHeight(Region.USE_PREF_SIZE);
    LineCell.dress(label);
    LineCell.mark(label, line);
    Runnable words = () -> label.setText(LineCell.broken(line, label));
    label.widthProperty().subscribe(words);
    label.fontProperty().subscribe(words);
    return label;
  }
}
