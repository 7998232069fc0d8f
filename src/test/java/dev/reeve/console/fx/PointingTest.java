package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.Headless;
import dev.reeve.engine.testing.SettableClock;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What counts as pointing at something. */
final class PointingTest {
  @BeforeAll
  static void start() {
    Headless.start();
  }

  private final Region table = new Region();
  private final Pointing pointing =
      new Pointing(table, new Ticker(new SettableClock()), node -> node == table);

  private boolean points() {
    return pointing.pointsProperty().get();
  }

  @Test
  @DisplayName("Who moves the pointer over it points, until it leaves, also where hover was lost")
  void endsWhenThePointerLeaves() {
    Headless.run(
        () -> {
          Pointer.move(table, 1, 1, 1, 1);
          assertFalse(points(), "it lies where it was");
          Pointer.move(table, 5, 5, 5, 5);
          assertTrue(points());
          assertFalse(table.isHover(), "as after a dialog");
          Pointer.button(table, MouseEvent.MOUSE_EXITED, 0);
          assertFalse(points());
        });
  }
}
