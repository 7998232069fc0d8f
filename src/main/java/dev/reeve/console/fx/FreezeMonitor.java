package dev.reeve.console.fx;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches that the screen's thread answers: when it does not within 50 ms, what it was doing then
 * is told, with how long it lasted. Between two looks lie 20 ms, so a shorter freeze that begins
 * and nearly ends there is missed. Source: {@code docs/guide/console.md}.
 */
public final class FreezeMonitor implements AutoCloseable {
  /** A frame that takes longer is felt. */
  public static final Duration MOST = Duration.ofMillis(50);

  private static final Duration BETWEEN = Duration.ofMillis(20);
  private static final Logger LOG = LoggerFactory.getLogger(FreezeMonitor.class);

  /**
   * The screen stood still.
   *
   * @param lasted how long it did not answer
   * @param stack what it was doing 50 ms after it was asked
   */
  public record Freeze(Duration lasted, List<StackTraceElement> stack) {
    @Override
    public String toString() {
      return "The screen stood still for "
          + lasted.toMillis()
          + " ms"
          + stack.stream().map(line -> "\n\tat " + line).collect(Collectors.joining());
    }
  }

  private final Executor screen;
  private final Consumer<Freeze> told;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Thread screenThread;

  private FreezeMonitor(Executor screen, Consumer<Freeze> told) {
    this.screen = screen;
    this.told = told;
  }

  /** Begins to watch and logs every freeze. */
  public static FreezeMonitor start(Executor screen) {
    return start(screen, freeze -> LOG.warn("{}", freeze));
  }

  /**
   * Begins to watch.
   *
   * @param told hears of every freeze, on the monitor's own thread
   */
  public static FreezeMonitor start(Executor screen, Consumer<Freeze> told) {
    FreezeMonitor monitor = new FreezeMonitor(screen, told);
    Thread.ofPlatform().daemon().name("console-freezes").start(monitor::watch);
    return monitor;
  }

  private void watch() {
    try {
      while (!closed.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws InterruptedException {
    CountDownLatch answered = new CountDownLatch(1);
    long asked = System.nanoTime();
    screen.execute(
        () -> {
          screenThread = Thread.currentThread();
          answered.countDown();
        });
    if (answered.await(MOST.toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    Thread busy = screenThread;
    List<StackTraceElement> stack = busy == null ? List.of() : List.of(busy.getStackTrace());
    while (!answered.await(MOST.toMillis(), TimeUnit.MILLISECONDS)) {
      if (closed.getCount() == 0) {
        return; // the toolkit is gone and nothing will answer
      }
    }
    if (busy != null) { // before the first answer there is no screen yet that could stand still
      told.accept(new Freeze(Duration.ofNanos(System.nanoTime() - asked), stack));
    }
  }

  /** Stops watching. */
  @Override
  public void close() {
    closed.countDown();
  }
}
