package dev.reeve.engine.change;

import dev.reeve.engine.workspace.FileLayer;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Renames that put a prepared file in its place. A call that failed after the rename took effect
 * counts as done; on Windows a file that somebody holds open is tried again for two seconds.
 */
final class Swap {
  private static final boolean WINDOWS = java.io.File.separatorChar == '\\';
  private static final int ATTEMPTS = 20;
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final FileLayer files;

  Swap(FileLayer files) {
    this.files = files;
  }

  private interface Rename {
    void run() throws IOException;
  }

  /** Puts a file over another, atomically. */
  void replace(Path from, Path to) throws IOException {
    patiently(() -> files.moveReplace(from, to), from, to);
  }

  /** Gives a file a name that must be free, atomically. */
  void create(Path from, Path to) throws IOException {
    patiently(() -> files.moveNew(from, to), from, to);
  }

  private void patiently(Rename rename, Path from, Path to) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        rename.run();
        return;
      } catch (IOException e) {
        if (tookEffect(from, to)) {
          return;
        }
        if (!WINDOWS || attempt == ATTEMPTS || !mayPass(e)) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** Gone from its old name, or (a no-replace rename is two steps) present under both. */
  private boolean tookEffect(Path from, Path to) throws IOException {
    if (!FileBytes.exists(to)) {
      return false;
    }
    if (!FileBytes.exists(from)) {
      return true;
    }
    if (!Files.isSameFile(from, to)) {
      return false;
    }
    files.delete(from);
    return true;
  }

  private static boolean mayPass(IOException e) {
    return e instanceof FileSystemException
        && !(e instanceof FileAlreadyExistsException)
        && !(e instanceof NoSuchFileException)
        && !(e instanceof AtomicMoveNotSupportedException);
  }
}
