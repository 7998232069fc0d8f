package dev.reeve.engine.queue;

import dev.reeve.engine.workspace.EngineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims in the hands of one thread: the handler works them, and what it says of each ends the try,
 * whatever it forgets or throws.
 */
final class Batch implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

  private final List<Claim> claims;
  private final WorkQueue queue;
  private final Handler handler;
  private final LongSupplier lockWaits;
  private final BooleanSupplier stopping;
  private volatile @Nullable Thread thread;
  private volatile boolean ending;

  /**
   * @param lockWaits how long the calling thread has waited for locks in all, in ns
   * @param stopping whether what the handler did not come to is given back untried
   */
  Batch(
      List<Claim> claims,
      WorkQueue queue,
      Handler handler,
      LongSupplier lockWaits,
      BooleanSupplier stopping) {
    this.claims = claims;
    this.queue = queue;
    this.handler = handler;
    this.lockWaits = lockWaits;
    this.stopping = stopping;
  }

  List<Claim> claims() {
    return claims;
  }

  /** Whether its rows are being given back: from here on they need no lease. */
  boolean ending() {
    return ending;
  }

  void interrupt() {
    Thread held = thread;
    if (held != null) {
      held.interrupt();
    }
  }

  /** Gives the rows back untried, whatever its thread still does. */
  void release() {
    queue.release(claims);
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    try {
      long waitedBefore = lockWaits.getAsLong();
      List<? extends Outcome> outcomes = outcomes();
      ending = true;
      end(outcomes, Duration.ofNanos(lockWaits.getAsLong() - waitedBefore));
    } catch (EngineException e) {
      LOG.error("{} claims could not be ended; their leases will run out", claims.size(), e);
    }
  }

  private List<? extends Outcome> outcomes() {
    try {
      return handler.handle(claims);
    } catch (RuntimeException e) {
      LOG.error("The handler failed on {} claims", claims.size(), e);
      return claims.stream().map(claim -> Outcome.failed(claim, e)).toList();
    }
  }

  private void end(List<? extends Outcome> outcomes, Duration lockWait) {
    List<Claim> open = new ArrayList<>(claims);
    outcomes.forEach(outcome -> open.remove(outcome.claim()));
    List<Outcome> all = new ArrayList<>(outcomes);
    if (stopping.getAsBoolean()) {
      queue.release(open);
    } else {
      for (Claim claim : open) {
        all.add(
            Outcome.failed(
                claim, FailureCodes.HANDLER_FAILED, "The handler gave no outcome for this row."));
      }
    }
    queue.finish(all, lockWait);
  }
}
