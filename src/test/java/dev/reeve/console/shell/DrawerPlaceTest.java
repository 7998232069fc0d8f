package dev.reeve.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.executions.ExecutionsRow;
import dev.reeve.engine.queue.ItemState;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
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
  @DisplayName("Enter on a row opens the drawer that has no room beside it")
  void enterOpensIt() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 2)) {
      window.press(KeyCode.DIGIT6, false, true, false);
      TableView<ExecutionsRow> table = window.find("executions-table");
      window.press(KeyCode.DOWN, false, false, false);
      window.press(KeyCode.ENTER, false, false, false);
      assertFalse(Headless.call(() -> table.getParent().isVisible()));
      assertEquals("drawer-back", focused(window));
    }
  }

  @Test
  @DisplayName("A button that goes when it was pressed leaves the keys to no other button")
  void aButtonThatGoes() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.queue().list().selected().setAll("W-1006"));
      Button retry = button(window, "Retry now");
      Headless.run(retry::requestFocus);
      session.items.computeIfPresent(
          "W-1006", (id, was) -> SampleData.item(id, was.path(), ItemState.STABLE_READY));
      window.act(model -> model.queue().refresh());
      assertFalse(retry.isVisible());
      assertEquals("drawer", focused(window).replaceFirst(".*-drawer$", "drawer"));
    }
  }

  @Test
  @DisplayName("Nor to the status bar, when the drawer has nothing to take them")
  void aButtonThatGoesWithItsDrawer() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.press(KeyCode.DIGIT2, false, true, false);
      ButtonBase tab = window.find("queue-tab-locks");
      Headless.run(tab::fire);
      window.act(model -> model.locks().list().selected().setAll("archive"));
      Headless.run(button(window, "Release")::requestFocus);
      session.locks.removeIf(lock -> lock.name().equals("archive"));
      window.act(model -> model.locks().refresh());
      assertEquals("locks-table", focused(window));
    }
  }

  @Test
  @DisplayName("Nor when it goes while another window has the keys, as a dialog it opened")
  void aButtonThatGoesBehindADialog() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.queue().list().selected().setAll("W-1006"));
      Headless.run(button(window, "Retry now")::requestFocus);
      Stage dialog = Headless.call(Stage::new);
      Headless.run(
          () -> {
            dialog.initOwner(window.scene().getWindow());
            dialog.setScene(new Scene(new TextField()));
            dialog.show();
            dialog.requestFocus();
          });
      session.items.computeIfPresent(
          "W-1006", (id, was) -> SampleData.item(id, was.path(), ItemState.STABLE_READY));
      window.act(model -> model.queue().refresh());
      Headless.run(dialog::hide);
      window.settle();
      assertEquals("drawer", focused(window).replaceFirst(".*-drawer$", "drawer"));
      window.press(KeyCode.ENTER, false, false, false);
      assertTrue(session.calls.stream().noneMatch(call -> call.startsWith("drop")));
    }
  }

  private static Button button(ConsoleWindow window, String text) {
    return (Button)
        window.visible().stream()
            .filter(node -> node instanceof Button b && b.getText().startsWith(text))
            .findFirst()
            .orElseThrow();
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
