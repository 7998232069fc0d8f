package dev.reeve.console.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Pointer;
import dev.reeve.console.shell.Place;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The dialog by mouse. */
final class ApprovalMouseTest {
  private static Node inDialog(String id) {
    return Headless.call(
        () ->
            Window.getWindows().stream()
                .filter(Window::isShowing)
                .map(window -> window.getScene().lookup("#" + id))
                .filter(node -> node != null)
                .findFirst()
                .orElseThrow());
  }

  private static void click(String id, int count) {
    Node node = inDialog(id);
    Headless.run(
        () -> {
          Pointer.button(node, MouseEvent.MOUSE_PRESSED, count);
          Pointer.button(node, MouseEvent.MOUSE_RELEASED, count);
        });
  }

  @Test
  @DisplayName("Two quick clicks on the way to the word are one: what they lead to was not seen")
  void twoClicksAreOne() {
    FakeSession session = SampleData.session();
    SampleData.inbox(session);
    try (ConsoleWindow window = ConsoleWindow.open(session, 980, 800, 1)) {
      ApprovalViewModel model = window.shell().model().approval();
      window.act(shell -> shell.placeProperty().set(Place.INBOX));
      window.act(shell -> shell.approval().openUndo("EX-3b9e7c0c"));
      click("approval-next", 1);
      window.settle();
      assertEquals(Step.CONFIRM, model.stepProperty().get());
      session.calls.clear();
      click("approval-act", 2);
      window.settle();
      assertEquals(List.of(), session.calls);
      click("approval-act", 1);
      window.settle();
      assertEquals(List.of("revert EX-3b9e7c0c dana"), session.calls);
      window.act(shell -> shell.approval().close());
    }
  }

  @Test
  @DisplayName(
      "A second quick click on the word does not close what came of it; a click on it does")
  void theResultIsSeen() {
    FakeSession session = SampleData.session();
    SampleData.inbox(session);
    try (ConsoleWindow window = ConsoleWindow.open(session, 980, 800, 1)) {
      ApprovalViewModel model = window.shell().model().approval();
      window.act(shell -> shell.approval().openUndo("EX-3b9e7c0c"));
      click("approval-next", 1);
      window.settle();
      click("approval-act", 1);
      window.settle();
      assertEquals(Step.RESULT, model.stepProperty().get());
      click("approval-cancel", 2); // where the word stood
      window.settle();
      assertTrue(model.openProperty().get());
      click("approval-show-execution", 2);
      window.settle();
      assertTrue(model.openProperty().get());
      click("approval-cancel", 1);
      window.settle();
      assertFalse(model.openProperty().get());
    }
  }
}
