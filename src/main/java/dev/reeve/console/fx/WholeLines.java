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
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * What scrolls shows whole lines only: a line of words, a field or a button that the edge of the
 * place would cut stays out of sight until there is room for all of it. What is high, and what has
 * the keys, is shown as far as there is room. Lists and tables in it are left as they are. Screen
 * thread.
 */
public final class WholeLines {
  /** What takes more of the place than this is no line. */
  private static final double MOST = 0.4;

  /** A pixel that only rounding takes away is not missed. */
  private static final double ROUNDING = 0.5;

  private final ScrollPane scroll;
  private Subscription content = Subscription.EMPTY;
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
    WhileShown.listen(
        scroll, () -> scroll.getScene().focusOwnerProperty().subscribe(any -> lines.look()));
  }

  private void change(@Nullable Node was, @Nullable Node is) {
    content.unsubscribe();
    content = Subscription.EMPTY;
    if (was != null) {
      was.setClip(null);
    }
    if (is instanceof Parent parent) {
      content =
          parent
              .needsLayoutProperty()
              .subscribe(needs -> await())
              .and(parent.layoutBoundsProperty().subscribe(bounds -> await()));
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
    double last = between(content, end, true);
    double first = between(content, top, false);
    Bounds keys = keys(content);
    if (keys != null && keys.getMinY() < end && keys.getMaxY() > top) {
      last = Math.max(last, Math.min(end, keys.getMaxY()));
      first = Math.min(first, Math.max(top, keys.getMinY()));
    }
    show(content, first, first < last ? last : end);
  }

  /** The nearest place to an edge that lies between two lines. */
  private double between(Node content, double edge, boolean atEnd) {
    double place = edge;
    double next = cut(content, content, place, atEnd);
    while (next != place) {
      place = next;
      next = cut(content, content, place, atEnd);
    }
    return place;
  }

  /** Where what has the keys lies in the content, if it does. */
  private static @Nullable Bounds keys(Node content) {
    Node owner = content.getScene() == null ? null : content.getScene().getFocusOwner();
    return owner != null && !owner.equals(content) && NodeTree.isIn(owner, content)
        ? content.sceneToLocal(Nodes.inScene(owner))
        : null;
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
    Bounds at = content.sceneToLocal(Nodes.inScene(node));
    if (at.getMinY() >= edge - ROUNDING || at.getMaxY() <= edge + ROUNDING) {
      return edge;
    }
    if (node instanceof ScrollPane inner) { // shown as high as all that is in it, it is no line
      return inner.getContent() == null ? edge : cut(content, inner.getContent(), edge, atEnd);
    }
    if (node instanceof Parent parent && !(node instanceof Control)) {
      double found = edge;
      for (Node child : parent.getChildrenUnmodifiable()) {
        double next = cut(content, child, edge, atEnd);
        found = atEnd ? Math.min(found, next) : Math.max(found, next);
      }
      return found;
    }
    double line = node instanceof Labeled words ? lineAt(content, words, edge, atEnd) : Double.NaN;
    if (!Double.isNaN(line)) {
      return line;
    }
    boolean high = at.getHeight() > MOST * scroll.getViewportBounds().getHeight();
    return high ? edge : atEnd ? at.getMinY() : at.getMaxY();
  }

  /** Between which lines of words that wrap the edge has to lie; not a number for one line. */
  private static double lineAt(Node content, Labeled words, double edge, boolean atEnd) {
    if (!(words.lookup(".text") instanceof Text text)) {
      return Double.NaN;
    }
    Bounds all = content.sceneToLocal(Nodes.inScene(text));
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
