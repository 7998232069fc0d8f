package dev.reeve.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.executions.ExecutionsRow;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** With twice the text a drawer takes the table's place when asked; the keys stay in the pane. */
final class DrawerPlaceTest {
  private static String focused(ConsoleWindow window) {
    Node owner = Headless.call(() -> window.scene().getFocusOwner());
    return owner == null ? "nothing" : owner.getId();
  }

  @Test
  @DisplayName("The keys go to the way back, and by it, or by Esc, to the table again")
  void theKeysStayInThePane() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      window.press(KeyCode.DIGIT6, false, true, false);
      TableView<ExecutionsRow> table = window.find("executions-table");
      window.press(KeyCode.DOWN, false, false, false);
      assertTrue(Headless.call(() -> table.getParent().isVisible()), "nobody asked for it");
      window.press(KeyCode.I, false, true, false);
      assertFalse(Headless.call(() -> table.getParent().isVisible()));
      assertEquals("drawer-back", focused(window));

      window.press(KeyCode.ESCAPE, false, false, false);
      assertTrue(Headless.call(() -> table.getParent().isVisible()));
      assertEquals("executions-table", focused(window));

      assertFalse(Headless.call(() -> table.getSelectionModel().isEmpty()), "the row stays chosen");

      Headless.run(() -> table.getSelectionModel().clearAndSelect(1));
      window.settle();
      assertTrue(Headless.call(() -> table.getParent().isVisible()), "nor for the next one");
      ButtonBase drawer = window.find("shell-drawer");
      Headless.run(drawer::fire);
      window.settle();
      assertEquals("drawer-back", focused(window), "whatever asked for it");
      Hyperlink back = window.find("drawer-back");
      Headless.run(back::fire);
      window.settle();
      assertEquals("executions-table", focused(window));
    }
  }

  @Test
  @DisplayName("Who types in the filter goes on typing when a drawer comes or goes")
  void theFilterKeepsTheKeys() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      window.press(KeyCode.DIGIT6, false, true, false);
      TableView<ExecutionsRow> table = window.find("executions-table");
      window.press(KeyCode.F, false, true, false);
      String filter = focused(window);
      Headless.run(() -> table.getSelectionModel().clearAndSelect(1));
      window.settle();
      window.press(KeyCode.I, false, true, false);
      assertFalse(Headless.call(() -> table.getParent().isVisible()));
      assertEquals(filter, focused(window));
    }
  }
}
