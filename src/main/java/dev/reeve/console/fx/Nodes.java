package dev.reeve.console.fx;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.value.ObservableDoubleValue;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a view are there, where, and whether two stand beside each other. Screen thread.
 */
public final class Nodes {
  private static final double BESIDE = 800;

  private Nodes() {}

  /**
   * Tells whether a place is too narrow for two parts beside each other, as often as that changes.
   *
   * @param scale text size in relation to the normal one
   */
  public static void whenNarrow(Region place, ObservableDoubleValue scale, Consumer<Boolean> told) {
    AtomicReference<@Nullable Boolean> before = new AtomicReference<>();
    Runnable look =
        () -> {
          boolean narrow = place.getWidth() < BESIDE * scale.get();
          if (place.getWidth() > 0 && !Objects.equals(before.getAndSet(narrow), narrow)) {
            told.accept(narrow);
          }
        };
    place.widthProperty().subscribe(look);
    scale.subscribe(now -> look.run());
  }

  /** Shows or hides a part; what is hidden takes no room. */
  public static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /** Where it is in its scene. */
  public static Bounds inScene(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }
}
