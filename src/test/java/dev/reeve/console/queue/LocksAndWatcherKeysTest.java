package dev.reeve.console.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Keyboard;
import dev.reeve.console.SampleData;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Locks and Watcher by the keyboard alone. */
final class LocksAndWatcherKeysTest {
  private FakeSession session;
  private ConsoleWindow window;
  private Keyboard keyboard;

  @BeforeEach
  void open() {
    session = SampleData.session();
    window = ConsoleWindow.open(session, 1280, 800, 1);
    keyboard = new Keyboard(window::settle);
    keyboard.press(KeyCode.CONTROL, KeyCode.DIGIT2);
  }

  @AfterEach
  void close() {
    window.close();
  }

  private void tab(String id) {
    keyboard.tabTo(id);
    keyboard.press(KeyCode.SPACE);
  }

  @Test
  @DisplayName("A stale lock is found, its release asked for, explained and done")
  void release() {
    tab("queue-tab-locks");
    keyboard.press(KeyCode.CONTROL, KeyCode.F);
    assertEquals("locks-filter", keyboard.focused());
    keyboard.type("state:stale");
    keyboard.press(KeyCode.ENTER);
    assertEquals("locks-table", keyboard.focused());
    keyboard.press(KeyCode.DELETE);
    keyboard.type("the process was killed");
    keyboard.tabTo("question-act");
    keyboard.press(KeyCode.SPACE);
    assertEquals("breakLock archive false the process was killed dana", session.calls.getLast());
  }

  @Test
  @DisplayName("A folder is paused, watched again and looked through; what is ignored is shown")
  void watcher() {
    tab("queue-tab-watcher");
    keyboard.press(KeyCode.CONTROL, KeyCode.F);
    assertEquals("watcher-filter", keyboard.focused());
    keyboard.type("state:watching");
    keyboard.press(KeyCode.ENTER);
    assertEquals("watcher-table", keyboard.focused());
    keyboard.press(KeyCode.P);
    assertTrue(session.calls.getLast().matches("watch.pause \\S+ true"), session.calls::toString);
    keyboard.press(KeyCode.R);
    assertTrue(session.calls.getLast().startsWith("watch.rescan "), session.calls::toString);
    keyboard.press(KeyCode.CONTROL, KeyCode.F);
    keyboard.press(KeyCode.CONTROL, KeyCode.A);
    keyboard.type("state:paused");
    keyboard.press(KeyCode.ENTER);
    keyboard.press(KeyCode.SHIFT, KeyCode.P);
    assertTrue(session.calls.getLast().matches("watch.pause \\S+ false"), session.calls::toString);
    keyboard.press(KeyCode.I);
    assertTrue(
        window.visible().stream()
            .anyMatch(
                node -> node instanceof Labeled said && "node_modules/**".equals(said.getText())));
  }
}
