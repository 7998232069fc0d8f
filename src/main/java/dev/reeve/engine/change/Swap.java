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
   * changed it in the last moment; elsewhere that moment stays open.
   *
   * <p>Why no save is lost. An exchange (on Linux {@code renameat2} with {@code RENAME_EXCHANGE})
   * is one step for everybody: before and after it each of the two files has exactly one of the two
   * names, and a person's save, in place or by rename, hits the file or the name either before or
   * after it. So each exchange moves contents and destroys none, and only a person's own save can
   * end a content, the one that has the place's name then. Call what we put in the place last P,
   * and what we hold aside A:
   *
   * <ol>
   *   <li>We put in ours (P) and hold what was displaced (A), which turns out to be a person's.
   *   <li>We exchange again: A is in the place. What comes out is either P untouched, then nobody
   *       has saved since P was put there, and A is the newest save; or it is a save made over P,
   *       then it is newer than A, becomes the A of the next turn, and what is in the place P.
   *   <li>And so on until P comes out untouched. Each further turn takes another save of the
   *       person's within microseconds; after twenty turns the last two saves are both on the disk,
   *       one in the place and one aside.
   * </ol>
   *
   * In the end the newest save is in the place. Aside is our own content, or a person's older save
   * that a newer one was not saved over: it displaced ours, not that one. It is for the caller to
   * keep it, as it is after an exception in between; {@link Leftovers#clear} does. An older save
   * that the person did save over has ended by the person's own hand. A process that dies at any
   * point leaves two names with one content each, which recovery looks at in the same way.
   *
   * <p>Untouched means the same file key, size and modification time. What is written to a file
   * that was opened before an exchange follows that file, not its name.
   *
   * @return false when it was changed; nothing was replaced then
   */
  boolean replace(Path from, Path to, Expected expected) throws IOException {
    FileStamp ours = FileStamp.of(from);
    if (!exchange(from, to)) {
      replace(from, to);
      return true;
    }
    try {
      if (expected.is(from)) {
        return true;
      }
    } catch (IOException e) {
      giveBack(from, to, ours);
      throw e;
    }
    giveBack(from, to, ours);
    return false;
  }

  private void giveBack(Path aside, Path place, @Nullable FileStamp ours) throws IOException {
    FileStamp put = ours;
    for (int turn = 1; turn <= ATTEMPTS; turn++) {
      FileStamp next = FileStamp.of(aside);
      if (!exchange(aside, place)) {
        throw new IOException("What was displaced from " + place + " could not be put back");
      }
      if (Objects.equals(put, FileStamp.of(aside))) {
        return;
      }
      put = next;
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
