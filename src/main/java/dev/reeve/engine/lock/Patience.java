package dev.reeve.engine.lock;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** How long one asker waits in all: one deadline on the monotonic clock, ended by cancelling. */
final class Patience {
  private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(50);

  /** What each thread has waited in all, in ns. */
  private static final ThreadLocal<long[]> WAITED = ThreadLocal.withInitial(() -> new long[1]);

  private final EngineClock clock;
  private final long start;
  private final long limit;
  private final BooleanSupplier cancelled;

  Patience(EngineClock clock, Duration limit, BooleanSupplier cancelled) {
    this.clock = clock;
    this.start = clock.nanos();
    this.limit = limit.toNanos();
    this.cancelled = cancelled;
  }

  Duration waited() {
    return Duration.ofNanos(clock.nanos() - start);
  }

  /** Never negative. */
  Duration remaining() {
    return Duration.ofNanos(Math.max(0, limit - (clock.nanos() - start)));
  }

  boolean isOver() {
    return remaining().isZero();
  }

  /**
   * Waits for the signal, at most the given time, looking for cancelling every 50 ms.
   *
   * @return whether the signal came
   * @throws EngineException {@code CANCELLED}, {@code INTERRUPTED}
   */
  boolean await(CompletableFuture<?> signal, Duration most) {
    long begun = clock.nanos();
    try {
      return signalled(signal, most);
    } finally {
      WAITED.get()[0] += clock.nanos() - begun;
    }
  }

  /** How long the calling thread has waited for locks in all, in ns. */
  static long waitedByThisThread() {
    return WAITED.get()[0];
  }

  private boolean signalled(CompletableFuture<?> signal, Duration most) {
    long left = most.toNanos();
    do {
      if (cancelled.getAsBoolean()) {
        throw ended("CANCELLED", "The operation was cancelled while it waited for a lock.");
      }
      long slice = Math.min(left, SLICE);
      try {
        signal.get(slice, TimeUnit.NANOSECONDS);
        return true;
      } catch (TimeoutException e) {
        left -= slice;
      } catch (ExecutionException | CancellationException e) {
        return true; // the signal came; what it brought is the caller's to read
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw ended("INTERRUPTED", "The operation was interrupted while it waited for a lock.");
      }
    } while (left > 0);
    return false;
  }

  /** Waits for nothing but time to pass. */
  void pause(Duration time) {
    await(new CompletableFuture<>(), time);
  }

  private static EngineException ended(String code, String message) {
    return EngineException.of(Kind.BUSY, code, message).with("Nothing is held.", "");
  }
}
