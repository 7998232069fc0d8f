package dev.reeve.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.fx.BadgeLabel;
import dev.reeve.console.fx.Sparkline;
import dev.reeve.console.queue.FailureGroupRow;
import dev.reeve.console.queue.QueueRow;
import dev.reeve.console.queue.QueueTab;
import dev.reeve.console.shell.Place;
import dev.reeve.console.shell.Theme;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.workspace.EngineException;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The Queue pane on the headless platform, by keyboard alone, and in each of its states. */
final class QueuePaneTest {
  private static String focused(ConsoleWindow window) {
    return String.valueOf(Headless.call(() -> window.scene().getFocusOwner().getId()));
  }

  private static List<String> selected(ConsoleWindow window) {
    return Headless.call(() -> List.copyOf(window.shell().model().queue().list().selected()));
  }

  private static void goToTable(ConsoleWindow window) {
    window.press(KeyCode.DIGIT2, false, true, false);
    for (int i = 0; i < 6 && !focused(window).equals("queue-table"); i++) {
      window.press(KeyCode.F6, false, false, false);
    }
    assertEquals("queue-table", focused(window));
  }

  @Test
  @DisplayName("By keyboard alone: retry, requeue, drop and undo, go to the execution, pause")
  void byKeyboardAlone() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      goToTable(window);
      window.press(KeyCode.HOME, false, false, false);
      for (int i = 0; i < 3; i++) {
        window.press(KeyCode.DOWN, false, false, false);
      }
      assertEquals(List.of("W-1006"), selected(window), "the retry that is due first");
      window.press(KeyCode.R, false, false, false);
      assertEquals("retryNow [W-1006]", session.calls.getLast());

      window.press(KeyCode.DOWN, true, false, false);
      assertEquals(List.of("W-1006", "W-1012"), selected(window), "Shift extends");
      window.press(KeyCode.R, false, false, false);
      assertEquals("retryNow [W-1006, W-1012]", session.calls.getLast());

      window.act(model -> model.queue().list().selected().setAll("W-1017"));
      window.press(KeyCode.R, true, false, false);
      assertEquals("requeue [W-1017]", session.calls.getLast());
      window.press(KeyCode.DELETE, false, false, false);
      assertEquals("drop [W-1017]", session.calls.getLast());
      window.act(model -> model.screen().notices().undo());
      assertEquals("requeue [W-1017]", session.calls.getLast());

      window.press(KeyCode.F8, false, false, false);
      assertTrue(session.paused);
      window.press(KeyCode.G, false, false, false);
      assertEquals(Place.EXECUTIONS, window.shell().model().placeProperty().get());
    }
  }

  private static WorkItem retryIn(Duration wait) {
    WorkItem is = SampleData.item("W-longest", "a.md", ItemState.RETRY_WAIT);
    return new WorkItem(
        is.id(),
        is.root(),
        is.path(),
        is.oldPath(),
        is.event(),
        is.contentChanged(),
        is.state(),
        is.pipelineState(),
        is.generation(),
        is.claimedGeneration(),
        is.merged(),
        is.attempts(),
        is.maxAttempts(),
        is.priority(),
        is.firstSeen(),
        is.lastSeen(),
        is.requeuedAt(),
        SampleData.NOW.plus(wait),
        is.startedAt(),
        is.endedAt(),
        is.worker(),
        is.leaseUntil(),
        is.waitsFor(),
        is.errorCode(),
        is.error(),
        is.executionId());
  }

  private static double stateColumn(ConsoleWindow window) {
    TableView<QueueRow> table = window.find("queue-table");
    return Headless.call(
        () ->
            table.getColumns().stream()
                .filter(each -> "queue-column-state".equals(each.getId()))
                .findFirst()
                .orElseThrow()
                .getWidth());
  }

  /** What the cell draws, with dots where it is cut. */
  private static String drawn(ConsoleWindow window, String text) {
    return window.visible().stream()
        .filter(node -> node instanceof BadgeLabel label && label.getText().equals(text))
        .map(node -> Headless.call(() -> ((Text) node.lookup(".text")).getText()))
        .findFirst()
        .orElse("nothing");
  }

  @Test
  @DisplayName("The longest usual countdown of a retry is not cut, nor does its column grow for it")
  void theCountdownHasRoom() {
    for (double scale : List.of(1.0, 2.0)) {
      for (int width : List.of(960, 1280)) {
        FakeSession session = SampleData.session();
        try (ConsoleWindow window = ConsoleWindow.open(session, width, 640, scale)) {
          goToTable(window);
          double room = stateColumn(window);
          session.bus.publish(
              new QueueEvent.Changed(List.of(retryIn(Duration.ofMinutes(59).plusSeconds(59)))));
          window.act(model -> model.queue().list().filterProperty().set("W-longest"));
          String where = width + " at " + scale;
          assertEquals("Retry in 59:59", drawn(window, "Retry in 59:59"), where);
          assertEquals(room, stateColumn(window), where);
        }
      }
    }
  }

  @Test
  @DisplayName("Only a pane that was visited is in the window, and dressed")
  void panesComeWhenVisited() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      assertNull(Headless.call(() -> window.scene().lookup("#registry-table")));
      window.act(model -> model.placeProperty().set(Place.REGISTRY));
      assertNotNull(Headless.call(() -> window.scene().lookup("#registry-table")));
    }
  }

  @Test
  @DisplayName("Ctrl+A selects what the filter shows, Esc lets go, and the selection is by key")
  void selectAll() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      goToTable(window);
      window.act(model -> model.queue().list().filterProperty().set("state:pending"));
      window.press(KeyCode.A, false, true, false);
      assertEquals(9, selected(window).size());
      window.act(model -> model.queue().list().filterProperty().set(""));
      assertEquals(9, selected(window).size(), "the filter changes what is shown, not the choice");
      window.press(KeyCode.ESCAPE, false, false, false);
      assertEquals(List.of(), selected(window));
    }
  }

  @Test
  @DisplayName("While a job is selected new ones wait behind the pill, and its key shows them")
  void rowsStandStill() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      goToTable(window);
      window.press(KeyCode.DOWN, false, false, false);
      EventBus bus = session.bus;
      bus.publish(new QueueEvent.Removed(List.of("W-1020")));
      bus.publish(
          new QueueEvent.Changed(
              List.of(
                  SampleData.item("W-0", "a.md", ItemState.RUNNING),
                  SampleData.item("W-00", "b.md", ItemState.RUNNING))));
      Headless.settle(
          () -> window.shell().model().queue().list().rows().waitingProperty().get() == 2);
      TableView<QueueRow> table = window.find("queue-table");
      assertEquals(23, Headless.call(() -> table.getItems().size()), "what ended stays, dimmed");
      window.press(KeyCode.PERIOD, false, false, false);
      assertEquals(24, Headless.call(() -> table.getItems().size()));
      assertEquals(1, selected(window).size());
    }
  }

  @Test
  @DisplayName("Dead letters stand by their failures; one goes first, by keyboard")
  void deadLetters() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      assertFalse(
          window.visible().stream().anyMatch(node -> "queue-groups-table".equals(node.getId())));
      window.act(
          model -> {
            model.queue().list().filterProperty().set("state:dead");
            model.queue().list().selected().setAll("W-1015");
          });
      window.picture("queue-dead");
      TableView<FailureGroupRow> groups = window.find("queue-groups-table");
      assertEquals(2, Headless.call(() -> groups.getItems().size()));
      Headless.run(groups::requestFocus);
      window.press(KeyCode.HOME, false, false, false);
      window.press(KeyCode.R, false, false, false);
      assertTrue(session.calls.getLast().startsWith("requeueOneFirst [W-10"));
      Label told = window.find("queue-one-first-text");
      assertTrue(Headless.call(told::getText).startsWith("One first: "));
      window.picture("queue-one-first");
    }
  }

  @Test
  @DisplayName("Cells and curves tell a screen reader what they show")
  void accessible() {
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, 1)) {
      Sparkline curve = window.find("queue-curve");
      assertTrue(curve.getAccessibleText().startsWith("The last ten minutes, the oldest first."));
      assertTrue(
          window.visible().stream()
              .filter(node -> node instanceof TableCell<?, ?> cell && !cell.isEmpty())
              .map(Node::getAccessibleText)
              .anyMatch(text -> text.startsWith("State: Retry in 0:42")));
    }
  }

  @Test
  @DisplayName("Empty, filtered out and failed read differently, and nothing covers the last data")
  void states() {
    FakeSession empty = SampleData.session();
    empty.items.clear();
    try (ConsoleWindow window = ConsoleWindow.open(empty, 1280, 800, 1)) {
      window.picture("queue-empty");
      assertTrue(texts(window).anyMatch(text -> text.startsWith("Queue is idle.")));
    }
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.queue().list().filterProperty().set("state:dead nothing-like-it"));
      window.picture("queue-filtered");
      assertTrue(texts(window).anyMatch(text -> text.startsWith("No job matches")));
      window.act(model -> model.queue().list().filterProperty().set(""));
      session.failure =
          EngineException.of(
                  EngineException.Kind.UNAVAILABLE, "STORE_BUSY", "The queue was not read.")
              .with("Nothing was changed.", "Choose Retry.");
      window.act(model -> model.queue().refresh());
      TableView<QueueRow> table = window.find("queue-table");
      assertEquals(23, Headless.call(() -> table.getItems().size()));
      assertTrue(texts(window).anyMatch(text -> text.contains("The queue was not read.")));
    }
  }

  private static java.util.stream.Stream<String> texts(ConsoleWindow window) {
    return window.visible().stream()
        .filter(Label.class::isInstance)
        .map(label -> String.valueOf(((Label) label).getText()));
  }

  @Test
  @DisplayName("Every tab is drawn light and dark, narrow and at twice the text size")
  void drawn() {
    for (boolean dark : new boolean[] {false, true}) {
      draw(1280, 800, 1, dark);
      draw(1280, 640, 1, dark);
    }
    draw(1280, 800, 2, false);
  }

  private static void draw(int width, int height, double scale, boolean dark) {
    String look = height + (scale > 1 ? "-large" : "") + (dark ? "-dark" : "");
    try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), width, height, scale)) {
      Headless.run(() -> Theme.apply(window.scene(), dark, scale));
      window.act(model -> model.queue().list().selected().setAll("W-1006"));
      window.picture("jobs-" + look);
      window.act(model -> model.queueTabProperty().set(QueueTab.LOCKS));
      window.act(model -> model.locks().list().selected().setAll("archive"));
      window.picture("locks-" + look);
      window.act(model -> model.queueTabProperty().set(QueueTab.WATCHER));
      window.act(model -> model.watcher().list().selected().setAll("docs"));
      window.picture("watcher-" + look);
      TextField filter = window.find("watcher-filter");
      assertTrue(filter.isVisible());
    }
  }
}
