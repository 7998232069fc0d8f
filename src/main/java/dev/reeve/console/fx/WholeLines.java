package dev.reeve.console.fx;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * What scrolls shows whole lines only: a line of words, a field or a button that the edge of the
 * place would cut stays out of sight until there is room for all of it. What is high, and what has
 * the keys, is shown as far as there is room. Lists and tables in it see to their lines themselves.
 * Screen thread.
 */
public final class WholeLines {
  /** What takes more of the place than this is no line. */
  private static final double MOST = 0.4;

  /** A pixel that only rounding takes away is not missed. */
  private static final double ROUNDING = 0.5;

  private final ScrollPane scroll;
  private boolean waiting;

  private WholeLines(ScrollPane scroll) {
    this.scroll = scroll;
  }

  /** Follows what is shown in a scroll pane from now on. */
  public static void in(ScrollPane scroll) {
    WholeLines lines = new WholeLines(scroll);
    scroll.contentProperty().subscribe(lines::change);
    scroll.viewportBoundsProperty().subscribe(lines::await);
    scroll.vvalueProperty().subscribe(lines::await);
    scroll
        .sceneProperty()
        .subscribe(
            scene -> {
              lines.waiting = false;
              lines.await();
            });
  }

  private void change(@Nullable Node was, @Nullable Node is) {
    if (was != null) {
      was.setClip(null);
    }
    if (is instanceof Parent parent) {
      parent.needsLayoutProperty().subscribe(needs -> changed(parent));
      parent.layoutBoundsProperty().subscribe(bounds -> changed(parent));
    }
  }

  private void changed(Parent content) {
    if (scroll.getContent() == content) {
      await();
    }
  }

  /** Where the lines lie is known after a layout. */
  private void await() {
    Scene scene = scroll.getScene();
    if (scene != null && !waiting) {
      waiting = true;
      AfterLayout.once(scene, this::look);
    }
  }

  private void look() {
    waiting = false;
    Node content = scroll.getContent();
    if (content == null) {
      return;
    }
    double height = scroll.getViewportBounds().getHeight();
    double hidden = content.getLayoutBounds().getHeight() - height;
    if (height <= 0 || hidden <= ROUNDING) {
      content.setClip(null);
      return;
    }
    double top = scroll.getVvalue() * hidden;
    double end = top + height;
    double last = end;
    for (double next = cut(content, content, last, true);
        next < last;
        next = cut(content, content, last, true)) {
      last = next;
    }
    double first = top;
    for (double next = cut(content, content, first, false);
        next > first;
        next = cut(content, content, first, false)) {
      first = next;
    }
    show(content, first, first < last ? last : end);
  }

  private void show(Node content, double first, double last) {
    double width = content.getLayoutBounds().getWidth();
    if (content.getClip() instanceof Rectangle clip) {
      clip.setY(first);
      clip.setWidth(width);
      clip.setHeight(last - first);
    } else {
      content.setClip(new Rectangle(0, first, width, last - first));
    }
  }

  /**
   * Where the place has to end, or to begin, for a line that lies across there to be left out.
   *
   * @param atEnd whether the edge is the lower one
   */
  private double cut(Node content, Node node, double edge, boolean atEnd) {
    if (!node.isVisible() || node instanceof ListView<?> || node instanceof TableView<?>) {
      return edge;
    }
    if (node instanceof Parent parent && !(node instanceof Control)) {
      double found = edge;
      for (Node child : parent.getChildrenUnmodifiable()) {
        double next = cut(content, child, edge, atEnd);
        found = atEnd ? Math.min(found, next) : Math.max(found, next);
      }
      return found;
    }
    Bounds at = content.sceneToLocal(node.localToScene(node.getLayoutBounds()));
    if (at.getMinY() >= edge - ROUNDING || at.getMaxY() <= edge + ROUNDING || holdsKeys(node)) {
      return edge;
    }
    double line = node instanceof Labeled words ? lineAt(content, words, edge, atEnd) : Double.NaN;
    if (!Double.isNaN(line)) {
      return line;
    }
    boolean high = at.getHeight() > MOST * scroll.getViewportBounds().getHeight();
    return high ? edge : atEnd ? at.getMinY() : at.getMaxY();
  }

  private static boolean holdsKeys(Node node) {
    Scene scene = node.getScene();
    Node at = scene == null ? null : scene.getFocusOwner();
    while (at != null && at != node) {
      at = at.getParent();
    }
    return at != null;
  }

  /** Between which lines of words that wrap the edge has to lie; not a number for one line. */
  private static double lineAt(Node content, Labeled words, double edge, boolean atEnd) {
    if (!(words.lookup(".text") instanceof Text text)) {
      return Double.NaN;
    }
    Bounds all = content.sceneToLocal(text.localToScene(text.getLayoutBounds()));
    long lines = Math.round(all.getHeight() / Fitting.height(text.getFont()));
    if (lines < 2) {
      return Double.NaN;
    }
    double line = all.getHeight() / lines;
    double before = (edge - all.getMinY()) / line;
    double whole = atEnd ? Math.floor(before + 0.05) : Math.ceil(before - 0.05);
    double place = all.getMinY() + Math.clamp(whole, 0.0, (double) lines) * line;
    return atEnd ? Math.min(edge, place) : Math.max(edge, place);
  }
}
