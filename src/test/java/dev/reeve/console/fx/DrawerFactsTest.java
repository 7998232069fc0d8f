package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.queue.QueueTab;
import dev.reeve.console.shell.Place;
import dev.reeve.engine.lock.LockStatus;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.text.Text;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Facts that are wider than the drawer: a lock's, whose words may be anything. */
final class DrawerFactsTest {
  private static final String SESSION = "01MWWWWWWWWWWWWWWWWWWWWWWW"; // as wide as any
  private static final String LONG = "0123456789abcdef".repeat(4);
  private static final String PATHS =
      "data/exchange/Copy of pilots.doc\ndata/exchange/rail-yard-north.csv.bak";

  private static FakeSession session() {
    FakeSession session = SampleData.session();
    LockStatus.State stale = LockStatus.State.STALE;
    LockStatus lock = SampleData.lock("wide", stale, "tidy:all", "pid 9120", 99, -9, 0, PATHS);
    session.locks.clear();
    session.locks.add(
        new LockStatus(
            lock.name(),
            stale,
            false,
            lock.owner(),
            LONG,
            SESSION,
            lock.token(),
            lock.fence(),
            lock.since(),
            lock.lastRenewed(),
            lock.expires(),
            lock.waiters(),
            lock.purpose(),
            null));
    return session;
  }

  @Test
  @DisplayName("A session's ID has room in one line, whatever its letters")
  void aSessionFits() {
    for (int height : List.of(800, 640)) {
      try (ConsoleWindow window = open(height)) {
        assertEquals(SESSION, drawn(window, SESSION));
      }
    }
  }

  @Test
  @DisplayName("An ID that is wider than its place is broken, not cut")
  void anIdIsTold() {
    for (int height : List.of(800, 640)) {
      try (ConsoleWindow window = open(height)) {
        String id = drawn(window, LONG);
        assertNotEquals(LONG, id, "it is wider than its place");
        assertEquals(LONG, id.replace("\n", ""));
      }
    }
  }

  @Test
  @DisplayName("Of several paths each is broken behind a folder, no name in its middle")
  void namesStayWhole() {
    try (ConsoleWindow window = open(800)) {
      String end = "data/exchange/\nrail-yard-north.csv.bak";
      String paths = drawn(window, PATHS);
      assertTrue(paths.endsWith(end), paths);
    }
  }

  private static ConsoleWindow open(int height) {
    ConsoleWindow window = ConsoleWindow.open(session(), 1280, height, 1);
    window.act(model -> model.placeProperty().set(Place.QUEUE));
    window.act(model -> model.queueTabProperty().set(QueueTab.LOCKS));
    window.act(model -> model.drawerOpenProperty().set(true));
    window.act(model -> ConsoleWindow.first(model.locks().list()));
    return window;
  }

  /** What is drawn of a fact, which has a line break in it wherever there is one on screen. */
  private static String drawn(ConsoleWindow window, String fact) {
    Label label =
        (Label)
            window.visible().stream()
                .filter(node -> node.getStyleClass().contains("fact-value"))
                .filter(
                    node ->
                        ((Label) node).getText().replace("\n", "").startsWith(fact.substring(0, 8)))
                .findFirst()
                .orElseThrow();
    return Headless.call(() -> ((Text) label.lookup(".text")).getText());
  }
}
