package dev.reeve.console.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.shell.Place;
import dev.reeve.engine.inbox.InboxList;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an inbox says and offers in which nothing waits. */
final class InboxEmptyTest {
  private static ConsoleWindow open(FakeSession session) {
    ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1);
    window.act(model -> model.placeProperty().set(Place.INBOX));
    return window;
  }

  private static boolean shown(ConsoleWindow window, String id) {
    return Headless.call(
        () ->
            window.scene().getRoot().lookup("#" + id) instanceof Labeled part && part.isVisible());
  }

  private static List<String> primaries(ConsoleWindow window) {
    return Headless.call(
        () ->
            window.scene().getRoot().lookupAll("#inbox .primary").stream()
                .filter(node -> node.isVisible())
                .map(node -> ((Labeled) node).getText())
                .toList());
  }

  @Test
  @DisplayName("It says what would be here and how that is made, and its one main button does it")
  void saysHowARowIsMade() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = open(session)) {
      assertEquals(
          "Nothing needs you. Here appears what waits for a decision: a change to approve, a job"
              + " that was given up, a lock left behind, a link without a sure repair. Work on the"
              + " watched folders brings it here by itself. Scan finds such links at once: it only"
              + " reads the documents.",
          Headless.call(((Label) window.find("inbox-empty-text"))::getText));
      assertEquals(List.of("Scan documents"), primaries(window));
      int before = session.links.scans;
      Headless.run(((ButtonBase) window.find("inbox-scan"))::fire);
      window.settle();
      assertEquals(before + 1, session.links.scans);
      assertEquals(Place.LINKS, window.shell().model().placeProperty().get());
    }
  }

  @Test
  @DisplayName("What was done is offered only when something was done in the last 24 h")
  void leadsToNoEmptyList() {
    FakeSession session = SampleData.session();
    session.lastDecision =
        new InboxList.Decision(SampleData.NOW.minus(Duration.ofMinutes(20)), "dana");
    try (ConsoleWindow window = open(session)) {
      assertTrue(shown(window, "inbox-executions"));
      window.picture("inbox-empty-decided");
      Headless.run(((ButtonBase) window.find("inbox-executions"))::fire);
      assertEquals(Place.EXECUTIONS, window.shell().model().placeProperty().get());
    }
    session.executions.clear();
    try (ConsoleWindow window = open(session)) {
      assertFalse(shown(window, "inbox-executions"));
    }
  }

  @Test
  @DisplayName("While something waits the pane's own button is the main one")
  void rowsFirst() {
    FakeSession session = SampleData.session();
    SampleData.inbox(session);
    try (ConsoleWindow window = open(session)) {
      assertEquals(1, primaries(window).size());
      assertTrue(shown(window, "inbox-act"));
      window.act(model -> model.inbox().list().filterProperty().set("kind:watcher by:nobody"));
      assertFalse(shown(window, "inbox-scan"), "a filter hides the rows");
    }
  }
}
