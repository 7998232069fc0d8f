package dev.reeve.console.fx;

import java.util.List;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;

/**
 * One or two small curves on one canvas, the axis from zero; the second has markers, so that it is
 * known without its hue. Its words are its accessible text and its tooltip. Screen thread.
 */
public final class Sparkline extends Region {
  private static final double EDGE = 2.5;
  private static final double MARK = 2;

  /** Not drawn: they take the colours of {@code .spark-line}, {@code -marks}, {@code -axis}. */
  private final Line line = ink("spark-line");

  private final Line marks = ink("spark-marks");
  private final Line axis = ink("spark-axis");
  private final Canvas canvas = new Canvas();
  private final Tooltip tooltip = new Tooltip();
  private Spark shown = Spark.NONE;

  public Sparkline() {
    getStyleClass().add("sparkline");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    getChildren().setAll(canvas, line, marks, axis);
    for (Line each : List.of(line, marks, axis)) {
      each.strokeProperty().subscribe(this::draw);
    }
  }

  private static Line ink(String styleClass) {
    Line ink = new Line();
    ink.getStyleClass().add(styleClass);
    ink.setManaged(false);
    ink.setVisible(false);
    return ink;
  }

  /** Follows a value. */
  public void bind(ObservableValue<Spark> value) {
    value.subscribe(this::show);
  }

  /** Draws it. */
  public void show(Spark spark) {
    if (spark.equals(shown)) {
      return;
    }
    shown = spark;
    setAccessibleText(spark.summary());
    tooltip.setText(spark.summary());
    if (spark.summary().isEmpty()) {
      Tooltip.uninstall(this, tooltip);
    } else {
      Tooltip.install(this, tooltip);
    }
    draw();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private void draw() {
    GraphicsContext pen = canvas.getGraphicsContext2D();
    pen.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    if (shown.line().isEmpty()) {
      return;
    }
    double base = Math.floor(canvas.getHeight() - EDGE) + 0.5;
    pen.setLineWidth(1);
    pen.setStroke(axis.getStroke());
    pen.strokeLine(EDGE, base, canvas.getWidth() - EDGE, base);
    long most =
        Stream.concat(shown.line().stream(), shown.marks().stream())
            .mapToLong(value -> value)
            .max()
            .orElse(0);
    curve(pen, shown.line(), line, Math.max(1, most), false);
    curve(pen, shown.marks(), marks, Math.max(1, most), true);
  }

  private void curve(GraphicsContext pen, List<Long> values, Line ink, long most, boolean marked) {
    if (values.isEmpty() || (marked && values.stream().allMatch(value -> value == 0))) {
      return;
    }
    double[] x = new double[values.size()];
    double[] y = new double[values.size()];
    double width = canvas.getWidth() - 2 * EDGE;
    double height = canvas.getHeight() - 2 * EDGE;
    for (int i = 0; i < x.length; i++) {
      x[i] = EDGE + (x.length == 1 ? width : width * i / (x.length - 1));
      y[i] = EDGE + height * (most - values.get(i)) / most;
    }
    pen.setStroke(ink.getStroke());
    pen.setFill(ink.getStroke());
    pen.setLineWidth(1.5);
    if (!marked) {
      pen.strokePolyline(x, y, x.length);
      return;
    }
    for (int i = 0; i < x.length; i++) {
      if (values.get(i) > 0) {
        pen.strokeLine(x[i], y[i], x[i], EDGE + height);
        pen.fillRect(x[i] - MARK, y[i] - MARK, 2 * MARK, 2 * MARK);
      }
    }
  }
}
