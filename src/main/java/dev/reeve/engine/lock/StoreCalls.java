package dev.reeve.engine.lock;

import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Unit;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Writes of the lock room: bounded by the caller's patience, with one code for a store that fails.
 */
final class StoreCalls {
  /** What one write may take even when the deadline is nearer: a deadline of 0 is one attempt. */
  private static final Duration ONE_WRITE = Duration.ofSeconds(1);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final int TRIES = 3;

  private final Store store;

  StoreCalls(Store store) {
    this.store = store;
  }

  /**
   * Writes, and goes on trying while the database is busy and the deadline not reached.
   *
   * @param late runs when the caller left without the answer, and the write is done all the same
   * @throws EngineException {@code LOCK_STORE_UNAVAILABLE}, and what ends a wait
   */
  <T> T write(Patience patience, Unit<T> unit, Runnable late) {
    while (true) {
      CompletableFuture<T> result = store.submit(unit);
      boolean left = true;
      Duration most =
          patience.remaining().compareTo(ONE_WRITE) < 0 ? ONE_WRITE : patience.remaining();
      try {
        if (!patience.await(result, most)) {
          throw unavailable("it did not answer in time");
        }
        T value = result.join();
        left = false;
        return value;
      } catch (CompletionException e) {
        EngineException failure = failure(e);
        if (failure.kind() != Kind.BUSY || patience.isOver()) {
          throw unavailable(String.valueOf(failure.getMessage())).causedBy(failure);
        }
      } finally {
        if (left) {
          var _ = result.thenRun(late);
        }
      }
    }
  }

  /** Writes, at most three times with pauses of 100 and 200 ms, whatever the failure. */
  <T> T writeFirmly(Patience patience, Unit<T> unit) {
    Duration pause = FIRST_PAUSE;
    for (int tried = 1; ; tried++) {
      try {
        return store.write(unit);
      } catch (EngineException e) {
        if (tried == TRIES) {
          throw unavailable(String.valueOf(e.getMessage())).causedBy(e);
        }
        patience.pause(pause);
        pause = pause.multipliedBy(2);
      }
    }
  }

  private static EngineException failure(CompletionException e) {
    if (e.getCause() instanceof EngineException known) {
      return known;
    }
    throw e;
  }

  private static EngineException unavailable(String why) {
    return EngineException.of(
            Kind.UNAVAILABLE,
            "LOCK_STORE_UNAVAILABLE",
            "The locks were not changed: the workspace's database cannot be written: " + why)
        .with("No lock was taken.", "Check the rights and the free space of .reeve/state.");
  }
}
