package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.EngineClock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thins the backups out in the background, after a while or after many bytes. Any thread. */
final class BackupMaintenance {
  private static final Logger LOG = LoggerFactory.getLogger(BackupMaintenance.class);
  private static final long PAUSE_NANOS = Duration.ofSeconds(30).toNanos();

  private final RegistryBackups backups;
  private final Executor background;
  private final EngineClock clock;
  private final long mostBytes;
  private final AtomicBoolean running = new AtomicBoolean();
  private long bytesSince;
  private long lastNanos;

  BackupMaintenance(
      RegistryBackups backups, Executor background, EngineClock clock, long mostBytes) {
    this.backups = backups;
    this.background = background;
    this.clock = clock;
    this.mostBytes = mostBytes;
    this.lastNanos = clock.nanos();
  }

  /** A write left a backup of about so many bytes. */
  synchronized void written(long bytes) {
    bytesSince += bytes;
    boolean due = clock.nanos() - lastNanos >= PAUSE_NANOS || bytesSince >= mostBytes / 4;
    if (due && running.compareAndSet(false, true)) {
      bytesSince = 0;
      lastNanos = clock.nanos();
      background.execute(this::run);
    }
  }

  private void run() {
    try {
      backups.maintain();
    } catch (RuntimeException e) {
      LOG.warn("The registry's backups were not thinned out; the next write tries again", e);
    } finally {
      running.set(false);
    }
  }
}
