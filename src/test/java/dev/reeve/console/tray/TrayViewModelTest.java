package dev.reeve.console.tray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Tasks;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.console.queue.QueueViewModel;
import dev.reeve.console.queue.WatcherViewModel;
import dev.reeve.console.tray.Tray.Entry;
import dev.reeve.console.tray.Tray.Shape;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the icon in the tray says and does, and what the system is told. */
final class TrayViewModelTest {
  private final FakeSession session = SampleData.session();
  private final TestScreen test = new TestScreen(session.clock);
  private final ReadOnlyIntegerWrapper needs = new ReadOnlyIntegerWrapper();
  private final QueueViewModel queue = new QueueViewModel(session, test.screen, id -> {}, () -> {});
  private final WatcherViewModel watcher =
      new WatcherViewModel(session.watch(), session.bus, test.screen);
  private final List<String> told = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private boolean looking;
  private Shape shape = Shape.PLAIN;
  private String words = "";
  private List<Entry> menu = List.of();
  private boolean gone;

  private final Tray tray =
      new Tray() {
        @Override
        public void show(Shape now, String said, List<Entry> entries) {
          shape = now;
          words = said;
          menu = entries;
        }

        @Override
        public void tell(String title, String text) {
          told.add(text);
        }

        @Override
        public void close() {
          gone = true;
        }
      };

  private final TrayViewModel.Window window =
      new TrayViewModel.Window() {
        @Override
        public boolean looked() {
          return looking;
        }

        @Override
        public void open() {
          asked.add("open");
        }

        @Override
        public void openInbox() {
          asked.add("inbox");
        }

        @Override
        public void quit() {
          asked.add("quit");
        }
      };

  private TrayViewModel model() {
    return new TrayViewModel(
        test.screen, "docs", needs.getReadOnlyProperty(), queue, watcher, window, tray);
  }

  private void pass(Duration time) {
    session.clock.advance(time);
    test.screen.ticker().tick();
  }

  @Test
  @DisplayName("The shape says what is most urgent, and the words say it too")
  void shapes() {
    TrayViewModel model = model();
    assertEquals(Shape.PLAIN, shape);
    needs.set(4);
    assertEquals(Shape.HAND, shape);
    assertEquals("docs: 4 rows of the inbox are open", words);
    queue.list().activeProperty().set(true);
    queue.refresh();
    assertEquals(Shape.CROSS, shape, "dead letters");
    model.close();
    assertTrue(gone);
  }

  @Test
  @DisplayName("The menu opens, goes to the inbox, pauses watcher and queue, quits")
  void menu() {
    watcher.refresh();
    queue.list().activeProperty().set(true);
    queue.refresh();
    test.due();
    model();
    assertEquals(
        List.of("Open", "Inbox (0)", "Pause the watcher", "Pause the queue", "Quit"),
        menu.stream().map(Entry::text).toList());
    menu.forEach(entry -> entry.run().run());
    assertEquals(List.of("open", "inbox", "quit"), asked);
    assertTrue(session.paused);
    assertTrue(session.calls.stream().anyMatch(call -> call.matches("watch.pause .* true")));
    assertEquals("Resume the queue", menu.get(3).text());
  }

  @Test
  @DisplayName("The system tells only who looks elsewhere, and only where it is wanted")
  void onlyElsewhere() {
    model();
    needs.set(1);
    assertEquals(List.of("1 row of the inbox is open"), told);
    needs.set(0);
    looking = true;
    needs.set(2);
    looking = false;
    test.screen.notices().outsideProperty().set(false);
    needs.set(3);
    assertEquals(1, told.size());
  }

  @Test
  @DisplayName("The end of a task is told when it took two minutes")
  void longTasks() {
    model();
    for (long seconds : List.of(119L, 120L)) {
      Tasks.Task task =
          test.screen
              .tasks()
              .start(
                  "Task of " + seconds,
                  new SimpleObjectProperty<>(-1.0),
                  new SimpleStringProperty(""),
                  null);
      pass(Duration.ofSeconds(seconds));
      task.end();
    }
    assertEquals(List.of("Task of 120: it has ended"), told);
  }

  @Test
  @DisplayName("More than five in ten seconds are told as one")
  void folding() {
    model();
    IntStream.rangeClosed(1, 9).forEach(needs::set);
    assertEquals(5, told.size());
    pass(Duration.ofSeconds(10));
    assertEquals("and 4 more", told.getLast());
    assertEquals(6, told.size());
  }

  @Test
  @DisplayName("Each shape is another picture")
  void pictures() {
    Set<String> seen = new HashSet<>();
    for (Shape each : Shape.values()) {
      BufferedImage image = SystemTrays.picture(each);
      StringBuilder pixels = new StringBuilder();
      for (int i = 0; i < 64 * 64; i++) {
        pixels.append(image.getRGB(i % 64, i / 64)).append(' ');
      }
      assertTrue(seen.add(pixels.toString()), each.name());
    }
    assertNotEquals(0, seen.size());
  }

  @Test
  @DisplayName("Where the system has no tray there is no icon, and nobody is told")
  void withoutATray() {
    assertFalse(SystemTrays.icon(() -> {}).isPresent());
  }
}
