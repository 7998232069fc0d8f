package dev.reeve.console.fx;

import java.time.Instant;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Long work that is under way, for the status bar and its list; whoever starts some tells of it
 * here and ends it. Screen thread. Source: {@code docs/guide/console.md}.
 */
public final class Tasks {
  private final Ticker ticker;
  private final ObservableList<Task> running = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ChangeListener<Object> follow = (observable, was, is) -> summarize();

  public Tasks(Ticker ticker) {
    this.ticker = ticker;
  }

  /** One piece of work; see {@link Tasks#start}. */
  public final class Task {
    private final String title;
    private final ObservableValue<Double> fraction;
    private final ObservableValue<String> text;
    private final @Nullable Runnable cancel;
    private final Instant since = ticker.now();

    private Task(
        String title,
        ObservableValue<Double> fraction,
        ObservableValue<String> text,
        @Nullable Runnable cancel) {
      this.title = title;
      this.fraction = fraction;
      this.text = text;
      this.cancel = cancel;
    }

    /** What is done, with its object. */
    public String title() {
      return title;
    }

    /** How far it is, 0 to 1; negative while that is unknown. */
    public ObservableValue<Double> fraction() {
      return fraction;
    }

    /** How far it is, in the unit of the work. */
    public ObservableValue<String> text() {
      return text;
    }

    /** When it began. */
    public Instant since() {
      return since;
    }

    /** Whether it can be stopped. */
    public boolean cancellable() {
      return cancel != null;
    }

    /** Asks it to stop; it ends when it has. */
    public void cancel() {
      if (cancel != null) {
        cancel.run();
      }
    }

    /** Says that it is over; more than once does nothing. */
    public void end() {
      if (running.remove(this)) {
        fraction.removeListener(follow);
        summarize();
      }
    }
  }

  /**
   * Tells of work that has begun.
   *
   * @param title what is done, with its object
   * @param fraction how far it is, 0 to 1; negative while that is unknown
   * @param text how far it is, in the unit of the work
   * @param cancel asks it to stop, null when it cannot be stopped
   */
  public Task start(
      String title,
      ObservableValue<Double> fraction,
      ObservableValue<String> text,
      @Nullable Runnable cancel) {
    Task task = new Task(title, fraction, text, cancel);
    running.add(task);
    fraction.addListener(follow);
    summarize();
    return task;
  }

  private void summarize() {
    double least =
        running.stream().mapToDouble(task -> task.fraction().getValue()).min().orElse(-1);
    summary.set(
        running.isEmpty()
            ? ""
            : least < 0
                ? Texts.get("shell.status.tasks", running.size())
                : Texts.get("shell.status.tasks-done", running.size(), (int) (100 * least)));
  }

  /** What is under way, oldest first. */
  public ObservableList<Task> running() {
    return running;
  }

  /** "1 task 62%", of several the one that is least far; empty when nothing is under way. */
  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }
}
