package dev.reeve.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.fx.Behind;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** A window that waits for a dialog. */
final class BehindTest {
  private static final FxRobot ROBOT = new FxRobot();

  private static Node rowButton(ConsoleWindow window) {
    return window.visible().stream()
        .filter(node -> node.getStyleClass().contains("row-button"))
        .findFirst()
        .orElseThrow();
  }

  private static void pointAt(ConsoleWindow window, Node node) {
    Bounds at = Headless.call(() -> node.localToScreen(node.getLayoutBounds()));
    ROBOT.moveTo(at.getCenterX(), at.getCenterY());
    window.settle();
  }

  private static boolean held(ConsoleWindow window) {
    return Headless.call(() -> window.shell().model().inbox().list().rows().heldProperty().get());
  }

  @Test
  @DisplayName(
      "The button that asked does not look pointed at, neither behind nor after the dialog")
  void thePointerIsElsewhere() {
    FakeSession session = SampleData.session();
    SampleData.inbox(session);
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      Node button = rowButton(window);
      pointAt(window, button);
      assertTrue(Headless.call(button::isHover));
      assertTrue(held(window));
      SimpleBooleanProperty dialog = new SimpleBooleanProperty();
      Headless.run(() -> Behind.pale(button.getScene().getWindow(), dialog));
      Headless.run(() -> dialog.set(true));
      assertFalse(Headless.call(button::isHover));
      Headless.run(() -> dialog.set(false));
      assertFalse(Headless.call(button::isHover));
      pointAt(window, button);
      assertFalse(held(window), "it lies where it was left, and points at nothing");
      pointAt(window, window.find("inbox-filter"));
      pointAt(window, button);
      assertTrue(Headless.call(button::isHover), "it is pointed at anew");
    }
  }
}
