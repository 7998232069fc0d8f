package dev.reeve.console.approval;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.value.ObservableDoubleValue;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Shows and hides parts of the dialog; what is hidden takes no room. */
final class Nodes {
  private static final double BESIDE = 800;

  private Nodes() {}

  /**
   * Tells whether a place is too narrow for two parts beside each other, as often as that changes.
   *
   * @param scale text size in relation to the normal one
   */
  static void whenNarrow(Region place, ObservableDoubleValue scale, Consumer<Boolean> told) {
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

  static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
