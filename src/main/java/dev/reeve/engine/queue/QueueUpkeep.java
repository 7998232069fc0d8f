package dev.reeve.engine.queue;

import dev.reeve.engine.workspace.EngineClock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the queue needs by the clock: leases renewed, rows of dead workers freed, old rows removed.
 * Used by the dispatcher's thread.
 */
final class QueueUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(QueueUpkeep.class);
  private static final Duration RENEW = Duration.ofSeconds(20);
  private static final Duration RECOVER = Duration.ofSeconds(30);
  private static final Duration PURGE = Duration.ofHours(1);

  private final WorkQueue queue;
  private final EngineClock clock;
  private long renewedAt;
  private long recoveredAt;
  private long purgedAt;

  /** Freeing and removing are due at once. */
  QueueUpkeep(WorkQueue queue, EngineClock clock) {
    this.queue = queue;
    this.clock = clock;
    long now = clock.nanos();
    this.renewedAt = now;
    this.recoveredAt = now - RECOVER.toNanos();
    this.purgedAt = now - PURGE.toNanos();
  }

  /**
   * Does what is due. Leases are renewed before anything else, and whenever others are looked at: a
   * machine that slept, or whose clock was set, must not free its own rows.
   */
  void keepUp(Collection<Batch> running) {
    long now = clock.nanos();
    boolean recovering = now - recoveredAt >= RECOVER.toNanos();
    if (recovering || now - renewedAt >= RENEW.toNanos()) {
      renewedAt = now;
      renew(List.copyOf(running));
    }
    if (recovering) {
      recoveredAt = now;
      queue.recover();
    }
    if (now - purgedAt >= PURGE.toNanos()) {
      purgedAt = now;
      queue.purge();
    }
  }

  private void renew(List<Batch> batches) {
    Set<Claim> lost =
        new HashSet<>(queue.renew(batches.stream().flatMap(b -> b.claims().stream()).toList()));
    batches.stream().filter(Batch::ending).forEach(batch -> lost.removeAll(batch.claims()));
    if (!lost.isEmpty()) {
      LOG.warn("{} leases were lost; what their workers report will not count", lost.size());
    }
  }
}
