package dev.reeve.engine.registry;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thins the backups out in the background: compressing waits until the registry is quiet, so that
 * it never competes with a burst of writes; only when much was written are old ones dropped at
 * once. Any thread.
 */
final class BackupMaintenance {
  private static final Logger LOG = LoggerFactory.getLogger(BackupMaintenance.class);
  private static final Duration QUIET = Duration.ofSeconds(30);

  private final RegistryBackups backups;
  private final Executor background;
  private final Executor afterAWhile;
  private final long mostBytes;
  private final AtomicLong writes = new AtomicLong();
  private final AtomicLong bytesSince = new AtomicLong();

  /**
   * @param mostBytes what the backups may take in all
   */
  BackupMaintenance(RegistryBackups backups, Executor background, long mostBytes) {
    this.backups = backups;
    this.background = background;
    this.afterAWhile =
        CompletableFuture.delayedExecutor(QUIET.toMillis(), TimeUnit.MILLISECONDS, background);
    this.mostBytes = mostBytes;
  }

  /** A write left a backup of about so many bytes. */
  void written(long bytes) {
    long write = writes.incrementAndGet();
    if (bytesSince.addAndGet(bytes) >= mostBytes / 2) {
      bytesSince.set(0);
      background.execute(() -> quietly(backups::prune));
    }
    afterAWhile.execute(
        () -> {
          if (writes.get() == write) {
            quietly(backups::maintain);
          }
        });
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("The registry's backups were not thinned out; a later write tries again", e);
    }
  }
}
