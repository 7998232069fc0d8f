package dev.reeve.console.fx;

import dev.reeve.engine.workspace.EngineClock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.SimpleDoubleProperty;

/** Owns the threads behind a {@link Screen}: virtual ones for work, one timer. */
public final class Screens implements AutoCloseable {
  private static final long SECOND = 1000; // in ms, as the next

  /** After a second has begun, so that it is told and not the one before. */
  private static final long BEHIND = 10;

  private final ExecutorService background =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("console-work-", 0).factory());
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("console-timer").unstarted(work));
  private final Screen screen;
  private final Duration longest;
  private volatile boolean closed;

  /**
   * @param textScale text size in relation to 13 px
   */
  public Screens(EngineClock clock, double textScale) {
    this(clock, textScale, Duration.ofDays(1));
  }

  /**
   * The same in a hurry.
   *
   * @param longest for so long at most anything waits
   */
  public Screens(EngineClock clock, double textScale, Duration longest) {
    this.longest = longest;
    Executor thread = this::onScreen;
    Ticker ticker = new Ticker(clock);
    screen =
        new Screen(
            new BackgroundWork(background, thread),
            thread,
            this::later,
            clock::nanos,
            ticker,
            new Notices(ticker),
            new SimpleDoubleProperty(textScale));
    tick(clock, () -> thread.execute(ticker::tick));
  }

  /** As the next second begins, and each after it, also once somebody has set the clock. */
  private void tick(EngineClock clock, Runnable tick) {
    long next = SECOND - clock.now().toEpochMilli() % SECOND + BEHIND;
    Future<?> _ =
        timer.schedule(
            () -> {
              tick.run();
              tick(clock, tick);
            },
            next,
            TimeUnit.MILLISECONDS);
  }

  /** What is still under way when the window closes has nobody left to tell. */
  private void onScreen(Runnable work) {
    ScreenThread.executor()
        .execute(
            () -> {
              if (!closed) {
                work.run();
              }
            });
  }

  private void later(Duration wait, Runnable work) {
    long nanos = Math.min(wait.toNanos(), longest.toNanos());
    Future<?> _ = timer.schedule(work, nanos, TimeUnit.NANOSECONDS);
  }

  /** What the panes share. */
  public Screen screen() {
    return screen;
  }

  /** Stops the timer; work under way ends by itself and its answer is dropped. Screen thread. */
  @Override
  public void close() {
    closed = true;
    timer.shutdownNow();
    background.shutdown();
  }
}
