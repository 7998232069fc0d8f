package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.OwnFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Mutual exclusion for short critical sections on files, within this process (in order of arrival)
 * and between processes (an OS lock that dies with its holder).
 */
final class ProcessMutex {
  private static final long POLL_NANOS = Duration.ofMillis(2).toNanos();
  private static final long LIMIT_NANOS = Duration.ofSeconds(30).toNanos();

  private final OwnFiles own;
  private final EngineClock clock;
  private final Path lockFile;
  private final Semaphore here = new Semaphore(1, true);

  ProcessMutex(OwnFiles own, EngineClock clock, Path lockFile) {
    this.own = own;
    this.clock = clock;
    this.lockFile = lockFile;
  }

  /** Work that may fail on the disk. */
  @FunctionalInterface
  interface Section<T> {
    T run() throws IOException;
  }

  /**
   * Runs the section while nobody else, here or in another process, is inside one.
   *
   * @throws EngineException {@code LOCK_TIMEOUT} when another process holds it for 30 s
   */
  <T> T hold(Section<T> section) throws IOException {
    here.acquireUninterruptibly();
    try (FileLayer.OsLock held = acquire()) {
      return section.run();
    } finally {
      here.release();
    }
  }

  private FileLayer.OsLock acquire() throws IOException {
    long since = clock.nanos();
    for (FileLayer.OsLock lock = own.tryLock(lockFile); ; lock = own.tryLock(lockFile)) {
      if (lock != null) {
        return lock;
      }
      if (clock.nanos() - since > LIMIT_NANOS) {
        throw EngineException.of(
                Kind.BUSY,
                "LOCK_TIMEOUT",
                "Another process has held " + lockFile.getFileName() + " for more than 30 s.")
            .with("Nothing was changed.", "See which Reeve processes have this workspace open.");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
