package dev.reeve.console.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where the menu of the button Snooze stands, once it is drawn. */
final class SnoozeMenuTest {
  private static FakeSession full() {
    FakeSession session = SampleData.session();
    SampleData.inbox(session);
    return session;
  }

  @Test
  @DisplayName("The menu ends where its button ends, at its first show and at later ones")
  void endsWithItsButton() {
    for (int height : List.of(800, 640)) {
      try (ConsoleWindow window = ConsoleWindow.open(full(), 1280, height, 1)) {
        window.act(model -> model.inbox().select("lock-stuck:archive"));
        Button snooze = window.find("inbox-drawer-action-3");
        for (String show : List.of("first", "second")) {
          Headless.run(snooze::fire);
          ContextMenu menu = ConsoleWindow.menu();
          window.settle();
          Bounds button = at(snooze);
          Bounds shown = at(Headless.call(() -> menu.getSkin().getNode()));
          assertEquals(button.getMaxX(), shown.getMaxX(), 1, show + " at " + height);
          assertEquals(button.getMaxY(), shown.getMinY(), 1, show + " at " + height);
          Headless.run(menu::hide);
          window.settle();
        }
      }
    }
  }

  private static Bounds at(Node node) {
    return Headless.call(() -> node.localToScreen(node.getLayoutBounds()));
  }
}
