package dev.reeve.engine.queue;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many rows a worker takes together, and when: what is done for a batch costs nearly the same
 * for one row as for a hundred. Used by the dispatcher's thread.
 */
final class BatchSizing {
  /** How long a batch that is not full waits for rows that are about to come to rest. */
  private static final Duration GATHER = Duration.ofMillis(250);

  private static final Logger LOG = LoggerFactory.getLogger(BatchSizing.class);

  private final WorkQueue queue;
  private final String worker;
  private final EngineClock clock;
  private @Nullable Long gatheringSince;

  BatchSizing(WorkQueue queue, String worker, EngineClock clock) {
    this.queue = queue;
    this.worker = worker;
    this.clock = clock;
  }

  /** How long to wait for more rows before the next are claimed; zero or less when not at all. */
  Duration gathering() {
    if (!queue.willHaveMore(Dispatcher.BATCH)) {
      gatheringSince = null;
      return Duration.ZERO;
    }
    long now = clock.nanos();
    if (gatheringSince == null) {
      gatheringSince = now;
    }
    Duration left = GATHER.minusNanos(now - gatheringSince);
    if (!left.isPositive()) {
      gatheringSince = null;
    }
    return left;
  }

  /**
   * Claims the next batch; empty when there is none. A flood is worked in large batches, so that it
   * costs few writes: what waits beyond a full batch for every other free slot. Nobody who asked
   * for something waits behind a large one.
   *
   * @param otherSlots how many more batches could be begun now
   */
  List<Claim> claim(int otherSlots) {
    List<Claim> claims = queue.claim(worker, Dispatcher.BATCH);
    boolean mayGrow =
        claims.size() == Dispatcher.BATCH
            && claims.stream().allMatch(c -> c.item().priority() > Priority.OPERATOR.value());
    if (!mayGrow) {
      return claims;
    }
    List<Claim> all = new ArrayList<>(claims);
    try {
      int forOthers = otherSlots * Dispatcher.BATCH;
      int more = queue.claimable(forOthers + Dispatcher.LARGE_BATCH - Dispatcher.BATCH) - forOthers;
      if (more > 0) {
        all.addAll(queue.claim(worker, more));
      }
    } catch (EngineException e) {
      LOG.warn("The batch stays small: {}", e.getMessage()); // what is claimed must not be lost
    }
    return all;
  }
}
