package dev.reeve.console.tray;

import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Tasks.Task;
import dev.reeve.console.fx.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableIntegerValue;
import javafx.collections.ListChangeListener;

/**
 * What is told to a person who looks elsewhere: that something needs them, that a job failed for
 * good, that work has ended which took two minutes or more. More than five in ten seconds are
 * counted and told as one. Screen thread. Source: {@code docs/guide/console.md}.
 */
public final class Attention implements AutoCloseable {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration BURST = Duration.ofSeconds(10);
  private static final int BEFORE_FOLDING = 5;

  private final Screen screen;
  private final ObservableIntegerValue needs;
  private final ObservableIntegerValue failed;
  private final BooleanSupplier looking;
  private final Consumer<String> tell;
  private final Deque<Instant> told = new ArrayDeque<>();
  private final ChangeListener<Number> onNeed =
      (observable, was, is) -> more("tray.told.needs", was, is);
  private final ChangeListener<Number> onFailure =
      (observable, was, is) -> more("tray.told.failed", was, is);
  private final ListChangeListener<Task> onTasks = this::ended;
  private final ChangeListener<Instant> onTick = (observable, was, now) -> unfold(now);
  private int folded;

  /**
   * @param needs how many rows need a person
   * @param failed how many jobs failed for good
   * @param looking whether the person looks at the window
   * @param tell has the system tell it
   */
  public Attention(
      Screen screen,
      ObservableIntegerValue needs,
      ObservableIntegerValue failed,
      BooleanSupplier looking,
      Consumer<String> tell) {
    this.screen = screen;
    this.needs = needs;
    this.failed = failed;
    this.looking = looking;
    this.tell = tell;
    needs.addListener(onNeed);
    failed.addListener(onFailure);
    screen.tasks().running().addListener(onTasks);
    screen.ticker().nowProperty().addListener(onTick);
  }

  private void more(String key, Number was, Number is) {
    if (is.intValue() > was.intValue()) {
      say(Texts.get(key, is.intValue()));
    }
  }

  private void ended(ListChangeListener.Change<? extends Task> change) {
    while (change.next()) {
      for (Task task : change.getRemoved()) {
        if (!task.since().plus(LONG).isAfter(screen.ticker().now())) {
          say(Texts.get("tray.told.ended", task.title()));
        }
      }
    }
  }

  private void say(String text) {
    if (looking.getAsBoolean() || !screen.notices().outsideProperty().get()) {
      return;
    }
    Instant now = screen.ticker().now();
    forget(now);
    if (told.size() >= BEFORE_FOLDING) {
      folded++;
    } else {
      told.add(now);
      tell.accept(text);
    }
  }

  private void forget(Instant now) {
    told.removeIf(at -> !at.plus(BURST).isAfter(now));
  }

  private void unfold(Instant now) {
    forget(now);
    if (folded > 0 && told.isEmpty()) {
      String text = Texts.get("tray.told.more", folded);
      folded = 0;
      say(text);
    }
  }

  /** Tells nothing any more. */
  @Override
  public void close() {
    needs.removeListener(onNeed);
    failed.removeListener(onFailure);
    screen.tasks().running().removeListener(onTasks);
    screen.ticker().nowProperty().removeListener(onTick);
  }
}
