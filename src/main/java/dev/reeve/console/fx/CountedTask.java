package dev.reeve.console.fx;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Work of so many pieces in the task list, told as "3 of 12 jobs". Screen thread. */
public final class CountedTask {
  private final String unitKey;
  private final int total;
  private final ObjectProperty<Double> fraction = new SimpleObjectProperty<>(0.0);
  private final StringProperty text = new SimpleStringProperty("");
  private final Tasks.Task task;

  /**
   * Tells of work that has begun.
   *
   * @param title what is done, with its object
   * @param unitKey key of the text that takes how many are done and how many there are
   * @param total how many there are, from 1
   * @param cancel asks it to stop, null when it cannot be stopped
   */
  public CountedTask(
      Tasks tasks, String title, String unitKey, int total, @Nullable Runnable cancel) {
    this.unitKey = unitKey;
    this.total = total;
    done(0);
    this.task = tasks.start(title, fraction, text, cancel);
  }

  /** Says how many are done by now. */
  public void done(int pieces) {
    fraction.set(pieces / (double) total);
    text.set(Texts.get(unitKey, pieces, total));
  }

  /** Says that it is over; more than once does nothing. */
  public void end() {
    task.end();
  }
}
