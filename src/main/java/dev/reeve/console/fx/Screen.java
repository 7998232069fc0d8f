package dev.reeve.console.fx;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.DoubleProperty;

/**
 * What every pane shares: background work, the screen's thread, the timer, the clock, notices.
 *
 * @param work asks the engine
 * @param thread runs things on the screen's thread
 * @param timer wakes a {@link Pulse}
 * @param nanos monotonic clock
 * @param ticker the clock of ages and countdowns
 * @param notices what was just done
 * @param textScale text size in relation to 13 px
 */
public record Screen(
    BackgroundWork work,
    Executor thread,
    Pulse.Timer timer,
    LongSupplier nanos,
    Ticker ticker,
    Notices notices,
    DoubleProperty textScale) {
  /** A pulse of its own for one pane. */
  public Pulse pulse(Runnable refresh) {
    return new Pulse(thread, timer, nanos, refresh);
  }
}
