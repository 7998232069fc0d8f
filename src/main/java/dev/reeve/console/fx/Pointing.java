package dev.reeve.console.fx;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody points at something in a node: the pointer is over it and was moved there
 * lately. One that only lies where it was left, under a window that came up, points at nothing, and
 * neither does one over a part that nobody reads, such as a place where no row is yet. Screen
 * thread.
 */
final class Pointing {
  /** Long enough to read a row one has pointed at. */
  private static final Duration LATELY = Duration.ofSeconds(10);

  private final Ticker ticker;
  private final Predicate<Node> read;
  private final ReadOnlyBooleanWrapper points = new ReadOnlyBooleanWrapper();
  private final ChangeListener<Instant> onTick = (observable, was, now) -> forget(now);
  private @Nullable Point2D place;
  private Instant movedAt = Instant.MIN;

  /**
   * @param read whether this is something that is read
   */
  Pointing(Node node, Ticker ticker, Predicate<Node> read) {
    this.ticker = ticker;
    this.read = read;
    node.addEventFilter(MouseEvent.ANY, this::pointer);
    node.addEventFilter(ScrollEvent.SCROLL, event -> moved(event.getPickResult()));
    node.hoverProperty()
        .addListener(
            (observable, was, over) -> {
              if (!over) {
                points.set(false);
              }
            });
    ticker.nowProperty().addListener(new WeakChangeListener<>(onTick));
  }

  private void pointer(MouseEvent event) {
    if (event.getEventType() == MouseEvent.MOUSE_EXITED) {
      points.set(false); // hover is gone already where a dialog was
      return;
    }
    if (event.getPickResult().getIntersectedNode() == null) {
      return; // it is not over the window, or that is told in place of it: see Behind
    }
    Point2D at = new Point2D(event.getScreenX(), event.getScreenY());
    boolean elsewhere = place != null && !at.equals(place);
    place = at;
    if (elsewhere && event.getEventType() != MouseEvent.MOUSE_EXITED_TARGET) {
      moved(event.getPickResult());
    }
  }

  private void moved(PickResult over) {
    Node node = over.getIntersectedNode();
    while (node != null && !read.test(node)) {
      node = node.getParent();
    }
    if (node != null) {
      movedAt = ticker.now();
      points.set(true);
    }
  }

  private void forget(Instant now) {
    if (points.get() && Duration.between(movedAt, now).compareTo(LATELY) >= 0) {
      points.set(false);
    }
  }

  /** Whether somebody does. */
  ReadOnlyBooleanProperty pointsProperty() {
    return points.getReadOnlyProperty();
  }
}
