package dev.reeve.console.fx;

import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.ObservableList;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.skin.VirtualFlow;

/**
 * Stands above lines of evidence and says what those in sight are of, such as the file of a diff:
 * the head of the first line in sight. A head that is that line itself does not stand twice. Screen
 * thread.
 */
public final class LineHead extends Label {
  private static final double ROUNDING = 0.5;

  private final ShortPath words = ShortPath.in(this);
  private final IntegerProperty below = new SimpleIntegerProperty(-1);
  private String first = "";

  /** Whether the scene's next layout is waited for. */
  private boolean waiting;

  public LineHead() {
    LineCell.dress(this);
    setWrapText(false);
    setMinWidth(0);
    setMaxWidth(Double.MAX_VALUE);
    getStyleClass().add("line-head");
    Nodes.show(this, false);
    sceneProperty().subscribe(() -> waiting = false);
  }

  /**
   * Takes the head of some lines.
   *
   * @return what is left to be shown below
   */
  List<Line> take(List<Line> lines) {
    boolean heads = lines.size() > 1 && isHead(lines.getFirst()) && !isHead(lines.get(1));
    first = heads ? lines.getFirst().text() : "";
    below.set(-1);
    say(first);
    Nodes.show(this, heads);
    return heads ? lines.subList(1, lines.size()) : lines;
  }

  private void say(String text) {
    words.show(text);
    setAccessibleText(text);
  }

  /** Follows what is in sight of the lines below. */
  void follow(VirtualFlow<?> flow, ObservableList<Line> lines) {
    flow.positionProperty()
        .subscribe(
            position -> {
              Scene scene = getScene();
              if (scene != null && !waiting) {
                waiting = true;
                AfterLayout.once(scene, () -> look(flow, lines));
                requestLayout();
              }
            });
  }

  /** A line that this may stand for shows nothing while it does. */
  void standsFor(IndexedCell<Line> cell) {
    cell.opacityProperty()
        .bind(
            Bindings.when(
                    cell.indexProperty()
                        .greaterThanOrEqualTo(0)
                        .and(cell.indexProperty().isEqualTo(below)))
                .then(0.0)
                .otherwise(1.0));
  }

  private void look(VirtualFlow<?> flow, ObservableList<Line> lines) {
    waiting = false;
    if (isVisible() && flow.getFirstVisibleCell() != null) {
      int top = Math.min(top(flow), lines.size() - 1);
      String above = first;
      for (int i = 0; i <= top; i++) {
        above = isHead(lines.get(i)) ? lines.get(i).text() : above;
      }
      below.set(top >= 0 && isHead(lines.get(top)) ? top : -1);
      say(above);
    }
  }

  /** The first line of which more is in sight than the rounding of pixels. */
  private static int top(VirtualFlow<?> flow) {
    IndexedCell<?> cell = flow.getFirstVisibleCell();
    boolean gone = cell.getLayoutY() + cell.getHeight() <= ROUNDING;
    return gone ? cell.getIndex() + 1 : cell.getIndex();
  }

  /** Whether a line says what those below it are of. */
  static boolean isHead(Line line) {
    return line.kind() == Kind.HEAD;
  }
}
