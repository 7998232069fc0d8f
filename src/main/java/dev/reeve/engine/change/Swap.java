package dev.reeve.engine.change;

import dev.reeve.engine.workspace.FileLayer;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

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

  /** What must have been at a place. */
  @FunctionalInterface
  interface Expected {
    boolean is(Path displaced) throws IOException;
  }

  /**
   * Puts a file over another whose content the caller has just looked at. Where the volume can
   * exchange two names, what was displaced is looked at once more, and put back when somebody
   * changed it in the last moment; elsewhere that moment stays open. What was displaced may still
   * have the temporary name afterwards; the caller removes it.
   *
   * @return false when it was changed; nothing was replaced then
   */
  boolean replace(Path from, Path to, Expected expected) throws IOException {
    FileStamp staged = FileStamp.of(from);
    if (!exchange(from, to)) {
      replace(from, to);
      return true;
    }
    try {
      if (expected.is(from)) {
        return true;
      }
    } catch (IOException e) {
      exchangeBack(from, to, staged);
      throw e;
    }
    exchangeBack(from, to, staged);
    return false;
  }

  /** What was saved over the new content meanwhile is newer than what that had displaced. */
  private void exchangeBack(Path from, Path to, @Nullable FileStamp staged) throws IOException {
    exchange(from, to);
    if (!Objects.equals(staged, FileStamp.of(from))) {
      exchange(from, to);
    }
  }

  /** The same, or, when nothing is there, a rename to that free name. */
  boolean put(Path from, Path to, Expected expected) throws IOException {
    if (FileBytes.exists(to)) {
      return replace(from, to, expected);
    }
    create(from, to);
    return true;
  }

  /** A call that failed after it took effect counts as done. */
  private boolean exchange(Path one, Path other) throws IOException {
    Object before = key(one);
    try {
      return files.exchange(one, other);
    } catch (IOException e) {
      if (before != null && before.equals(key(other))) {
        return true;
      }
      throw e;
    }
  }

  private static @Nullable Object key(Path path) throws IOException {
    return FileBytes.exists(path)
        ? Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey()
        : null;
  }

  /**
   * Gives a file whose content the caller has just looked at a name that must be free.
   *
   * @return false when somebody changed it in the last moment; it has its old name again then
   */
  boolean create(Path from, Path to, Expected expected) throws IOException {
    create(from, to);
    try {
      if (expected.is(to)) {
        return true;
      }
    } catch (IOException e) {
      create(to, from);
      throw e;
    }
    create(to, from);
    return false;
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
