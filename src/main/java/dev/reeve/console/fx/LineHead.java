package dev.reeve.console.fx;

import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import java.util.List;
import javafx.collections.ObservableList;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.skin.VirtualFlow;

/**
 * Stands above lines of evidence and says what those in sight are of, such as the file of a diff:
 * the head of the first line in sight. Screen thread.
 */
public final class LineHead extends Label {
  private final ShortPath words = ShortPath.in(this);
  private String first = "";
  private boolean waiting;

  public LineHead() {
    LineCell.dress(this);
    setWrapText(false);
    setMinWidth(0);
    setMaxWidth(Double.MAX_VALUE);
    getStyleClass().add("line-head");
    Nodes.show(this, false);
  }

  /**
   * Takes the head of some lines.
   *
   * @return what is left to be shown below
   */
  List<Line> take(List<Line> lines) {
    boolean heads =
        lines.size() > 1
            && lines.getFirst().kind() == Kind.HEAD
            && lines.get(1).kind() != Kind.HEAD;
    first = heads ? lines.getFirst().text() : "";
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

  private void look(VirtualFlow<?> flow, ObservableList<Line> lines) {
    waiting = false;
    if (isVisible() && flow.getFirstVisibleCell() != null) {
      String above = first;
      for (int i = 0; i < Math.min(flow.getFirstVisibleCell().getIndex(), lines.size()); i++) {
        above = lines.get(i).kind() == Kind.HEAD ? lines.get(i).text() : above;
      }
      say(above);
    }
  }
}
