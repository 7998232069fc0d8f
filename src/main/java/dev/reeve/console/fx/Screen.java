package dev.reeve.console.fx;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.DoubleProperty;

/**
 * What every pane shares: background work, the screen's thread, the timer, the clock, notices,
 * tasks, and what this user chose.
 *
 * @param work asks the engine
 * @param thread runs things on the screen's thread
 * @param timer wakes a {@link Pulse}
 * @param nanos monotonic clock
 * @param ticker the clock of ages and countdowns
 * @param notices what was just done
 * @param tasks long work under way
 * @param keymap which keys are used for what
 * @param appearance how the console looks
 */
public record Screen(
    BackgroundWork work,
    Executor thread,
    Pulse.Timer timer,
    LongSupplier nanos,
    Ticker ticker,
    Notices notices,
    Tasks tasks,
    Keymap keymap,
    Appearance appearance) {

  /** One of a user who has chosen nothing but the text size. */
  public Screen(
      BackgroundWork work,
      Executor thread,
      Pulse.Timer timer,
      LongSupplier nanos,
      Ticker ticker,
      Notices notices,
      DoubleProperty textScale) {
    this(
        work,
        thread,
        timer,
        nanos,
        ticker,
        notices,
        new Tasks(ticker),
        new Keymap(),
        new Appearance(textScale));
  }

  /** Text size in relation to 13 px. */
  public DoubleProperty textScale() {
    return appearance.textScaleProperty();
  }

  /** A pulse of its own for one pane. */
  public Pulse pulse(Runnable refresh) {
    return new Pulse(thread, timer, nanos, refresh);
  }
}
