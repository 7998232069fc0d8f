package dev.reeve.console.fx;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Brings changes to the screen: however often it is asked, at most one refresh is outstanding, and
 * there is at most one an interval. It disarms before it refreshes, so a change that arrives
 * meanwhile asks again and nothing is lost; a slow screen makes refreshes rarer, not queues longer.
 * Refreshes that had to wait come at the same moments for all pulses of one clock, so that the
 * screen is drawn once for them. {@link #ask} is safe on any thread and returns at once.
 */
public final class Pulse {
  /** Five refreshes a second are plenty for a person. */
  public static final Duration LEAST = Duration.ofMillis(200);

  /** Runs something later, on a thread of its own choosing. */
  @FunctionalInterface
  public interface Timer {
    /** Runs the work once after the wait. */
    void after(Duration wait, Runnable work);
  }

  private final Executor screen;
  private final Timer timer;
  private final LongSupplier nanos;
  private final Runnable refresh;
  private final AtomicBoolean armed = new AtomicBoolean();
  private volatile long last;

  /**
   * @param screen the screen's thread; in tests the calling one
   * @param timer for changes that come before the interval is over
   * @param nanos monotonic clock
   * @param refresh runs on the screen's thread
   */
  public Pulse(Executor screen, Timer timer, LongSupplier nanos, Runnable refresh) {
    this.screen = screen;
    this.timer = timer;
    this.nanos = nanos;
    this.refresh = refresh;
    this.last = nanos.getAsLong() - LEAST.toNanos();
  }

  /** Asks for a refresh. */
  public void ask() {
    if (!armed.compareAndSet(false, true)) {
      return;
    }
    long now = nanos.getAsLong();
    if (now - last >= LEAST.toNanos()) {
      screen.execute(this::run);
    } else {
      long wait = LEAST.toNanos() - Math.floorMod(now, LEAST.toNanos());
      timer.after(Duration.ofNanos(wait), () -> screen.execute(this::run));
    }
  }

  private void run() {
    last = nanos.getAsLong();
    armed.set(false);
    refresh.run();
  }
}
