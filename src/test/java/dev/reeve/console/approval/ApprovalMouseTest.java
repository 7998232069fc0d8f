package dev.reeve.console.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.Dialogs;
import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.shell.Place;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The dialog by mouse. */
final class ApprovalMouseTest {
  @Test
  @DisplayName("Two quick clicks on the way to the word are one: what they lead to was not seen")
  void twoClicksAreOne() {
    FakeSession session = SampleData.session();
    SampleData.inbox(session);
    try (ConsoleWindow window = ConsoleWindow.open(session, 980, 800, 1)) {
      ApprovalViewModel model = window.shell().model().approval();
      window.act(shell -> shell.placeProperty().set(Place.INBOX));
      window.act(shell -> shell.approval().openUndo("EX-3b9e7c0c"));
      Dialogs.click("#approval-next", 1);
      window.settle();
      assertEquals(Step.CONFIRM, model.stepProperty().get());
      session.calls.clear();
      Dialogs.click("#approval-act", 2);
      window.settle();
      assertEquals(List.of(), session.calls);
      Dialogs.click("#approval-act", 1);
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
      Dialogs.click("#approval-next", 1);
      window.settle();
      Dialogs.click("#approval-act", 1);
      window.settle();
      assertEquals(Step.RESULT, model.stepProperty().get());
      Dialogs.click("#approval-cancel", 2); // where the word stood
      window.settle();
      assertTrue(model.openProperty().get());
      Dialogs.click("#approval-show-execution", 2);
      window.settle();
      assertTrue(model.openProperty().get());
      Dialogs.click("#approval-cancel", 1);
      window.settle();
      assertFalse(model.openProperty().get());
    }
  }
}
