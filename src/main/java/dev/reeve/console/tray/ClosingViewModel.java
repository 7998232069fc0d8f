package dev.reeve.console.tray;

import dev.reeve.console.fx.Appearance.Closing;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Tasks;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.queue.QueueViewModel;
import dev.reeve.console.queue.QueueViewModel.Chip;
import dev.reeve.console.queue.WatcherViewModel;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

/**
 * What closing the window means while something goes on: into the tray, the end, or a question
 * first. Screen thread. Source: {@code docs/guide/console.md}.
 */
public final class ClosingViewModel {
  private final Screen screen;
  private final QueueViewModel queue;
  private final WatcherViewModel watcher;

  public ClosingViewModel(Screen screen, QueueViewModel queue, WatcherViewModel watcher) {
    this.screen = screen;
    this.queue = queue;
    this.watcher = watcher;
  }

  /**
   * What is asked.
   *
   * @param goesOn each thing that goes on, for people, as long as it does
   * @param tray whether there is a tray to go on in
   */
  public record Asked(
      String title, String text, ObservableValue<List<String>> goesOn, boolean tray) {}

  /**
   * What closing does now. Work that nobody can take up again by itself is never ended unasked.
   *
   * @param tray whether there is a tray to go on in
   */
  public Closing way(boolean tray) {
    Closing chosen = screen.appearance().closingProperty().get();
    boolean tasks = !screen.tasks().running().isEmpty();
    if (tray && chosen == Closing.TRAY) {
      return Closing.TRAY;
    }
    boolean asks = tasks || (tray && chosen == Closing.ASK && !goesOn().isEmpty());
    return asks ? Closing.ASK : Closing.QUIT;
  }

  /** The question of {@link #way}. */
  public Asked question(boolean tray) {
    return new Asked(
        Texts.get("closing.title"),
        Texts.get(tray ? "closing.text.tray" : "closing.text"),
        Bindings.createObjectBinding(
            this::goesOn,
            screen.tasks().running(),
            queue.count(Chip.RUNNING),
            watcher.watchingCount()),
        tray);
  }

  /** Keeps an answer for the next time; settings change it. */
  public void keep(Closing answer) {
    screen.appearance().closingProperty().set(answer);
  }

  private List<String> goesOn() {
    List<String> all =
        new ArrayList<>(screen.tasks().running().stream().map(Tasks.Task::title).toList());
    int running = queue.count(Chip.RUNNING).get();
    if (running > 0) {
      all.add(Texts.get("closing.jobs", running));
    }
    int watched = watcher.watchingCount().get();
    if (watched > 0) {
      all.add(Texts.get("closing.watched", watched));
    }
    return List.copyOf(all);
  }
}
