package dev.reeve.console.tray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Appearance.Closing;
import dev.reeve.console.fx.Tasks;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.console.queue.QueueViewModel;
import dev.reeve.console.queue.WatcherViewModel;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.Test;

/** What closing the window means while something goes on. */
final class ClosingViewModelTest {
  private final FakeSession session = SampleData.session();
  private final TestScreen test = new TestScreen(session.clock);
  private final QueueViewModel queue = new QueueViewModel(session, test.screen, id -> {}, () -> {});
  private final WatcherViewModel watcher =
      new WatcherViewModel(session.watch(), session.bus, test.screen);
  private final ClosingViewModel model = new ClosingViewModel(test.screen, queue, watcher);

  private void read() {
    queue.list().activeProperty().set(true);
    watcher.list().activeProperty().set(true);
    queue.refresh();
    watcher.refresh();
  }

  private Tasks.Task task() {
    return test.screen
        .tasks()
        .start(
            "Rename the modules",
            new SimpleObjectProperty<>(-1.0),
            new SimpleStringProperty(""),
            null);
  }

  @Test
  void whereNothingGoesOnItQuits() {
    assertEquals(Closing.QUIT, model.way(true));
    assertEquals(Closing.QUIT, model.way(false));
  }

  @Test
  void whileFoldersAreWatchedItAsksAndNamesWhatGoesOn() {
    read();
    assertTrue(watcher.watchingCount().get() > 0);
    assertEquals(Closing.ASK, model.way(true));
    ClosingViewModel.Asked asked = model.question(true);
    assertTrue(asked.tray());
    assertTrue(asked.goesOn().getValue().stream().anyMatch(line -> line.endsWith("in the queue")));
    assertTrue(asked.goesOn().getValue().stream().anyMatch(line -> line.endsWith("watched")));
    assertEquals(Closing.QUIT, model.way(false), "without a tray there is nothing to choose");
  }

  @Test
  void anAnswerThatIsKeptIsNotAskedForAgain() {
    read();
    model.keep(Closing.TRAY);
    assertEquals(Closing.TRAY, model.way(true));
    assertEquals(Closing.QUIT, model.way(false));
    model.keep(Closing.QUIT);
    assertEquals(Closing.QUIT, model.way(true));
  }

  @Test
  void tasksUnderWayAreNeverEndedUnasked() {
    Tasks.Task task = task();
    model.keep(Closing.QUIT);
    assertEquals(Closing.ASK, model.way(true));
    assertEquals(Closing.ASK, model.way(false));
    ClosingViewModel.Asked asked = model.question(false);
    assertEquals(List.of("Rename the modules"), asked.goesOn().getValue());
    assertFalse(asked.tray());
    task.end();
    assertEquals(List.of(), asked.goesOn().getValue(), "it ended while it was asked");
    assertEquals(Closing.QUIT, model.way(true));
  }
}
