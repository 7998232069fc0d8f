package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.WorkInHand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thins backups and stored patches out in the background: compressing waits until the registry is
 * quiet, so that it never competes with a burst of writes; only when much was written are old ones
 * dropped at once. Once closed it does nothing more. Any thread.
 */
final class Maintenance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);
  private static final Duration QUIET = Duration.ofSeconds(30);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  /** So many patches at most are stored beyond those that stay. */
  private static final int PATCHES_AT_ONCE = 1000;

  private final RegistryBackups backups;
  private final StoredPatches patches;
  private final Executor background;
  private final Executor afterAWhile;
  private final long mostBytes;
  private final WorkInHand inHand = new WorkInHand();
  private final AtomicLong writes = new AtomicLong();
  private final AtomicLong bytesSince = new AtomicLong();
  private final AtomicLong patchesSince = new AtomicLong();

  /**
   * @param mostBytes what the backups may take in all
   */
  Maintenance(RegistryBackups backups, StoredPatches patches, Executor background, long mostBytes) {
    this(
        backups,
        patches,
        background,
        CompletableFuture.delayedExecutor(QUIET.toMillis(), TimeUnit.MILLISECONDS, background),
        mostBytes);
  }

  /**
   * @param afterAWhile runs what waits until the registry is quiet
   */
  Maintenance(
      RegistryBackups backups,
      StoredPatches patches,
      Executor background,
      Executor afterAWhile,
      long mostBytes) {
    this.backups = backups;
    this.patches = patches;
    this.background = background;
    this.afterAWhile = afterAWhile;
    this.mostBytes = mostBytes;
  }

  /** A write left a backup of about so many bytes, and so many patches. */
  void written(long bytes, int stored) {
    long write = writes.incrementAndGet();
    if (bytesSince.addAndGet(bytes) >= mostBytes / 2) {
      bytesSince.set(0);
      background.execute(() -> quietly(backups.upkeep()::prune));
    }
    if (patchesSince.addAndGet(stored) >= PATCHES_AT_ONCE) {
      patchesSince.set(0);
      background.execute(() -> quietly(this::prunePatches));
    }
    afterAWhile.execute(
        () -> {
          if (writes.get() == write) {
            quietly(backups.upkeep()::maintain);
            quietly(this::prunePatches);
          }
        });
  }

  private void prunePatches() {
    try {
      patches.prune();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void quietly(Runnable work) {
    try {
      inHand.run(work);
    } catch (RuntimeException e) {
      LOG.warn(
          "The registry's backups or patches were not thinned out; a later write tries again", e);
    }
  }

  /** Waits for what runs, up to 10 s; what still waits to begin is dropped. */
  @Override
  public void close() {
    if (!inHand.close(STOP_LIMIT)) {
      LOG.warn("The thinning out of backups has not ended within {}", STOP_LIMIT);
    }
  }
}
