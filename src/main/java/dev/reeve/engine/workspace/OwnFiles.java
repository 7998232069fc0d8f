package dev.reeve.engine.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How every room writes its own files under {@code .reeve}: append, atomic replace, OS lock. A path
 * outside that folder is a programming error and is refused. Calls block.
 */
public final class OwnFiles {
  private static final AtomicLong TEMPORARY = new AtomicLong();

  private final Path own;
  private final FileLayer files;

  /**
   * @param own the workspace's {@code .reeve} folder
   * @param files the file system
   */
  public OwnFiles(Path own, FileLayer files) {
    this.own = own.toAbsolutePath().normalize();
    this.files = files;
  }

  /** Appends in one write call and forces it to the device. */
  public void append(Path file, byte[] bytes) throws IOException {
    files.createDirectories(parent(file));
    files.append(checked(file), bytes, true);
  }

  /** Cuts the file to the given length. */
  public void truncate(Path file, long length) throws IOException {
    files.truncate(checked(file), length);
  }

  /** Creates a file that must not exist, forced, its folder entry too. */
  public void writeNew(Path file, byte[] bytes) throws IOException {
    files.createDirectories(parent(file));
    files.writeNew(checked(file), bytes);
    files.forceDirectory(parent(file));
  }

  /** Puts new content in place of the old at once: temporary file, force, rename, force folder. */
  public void replace(Path file, byte[] bytes) throws IOException {
    Path folder = parent(file);
    files.createDirectories(folder);
    Path temporary =
        folder.resolve(
            ".reeve-own-"
                + ProcessHandle.current().pid()
                + "-"
                + TEMPORARY.incrementAndGet()
                + ".tmp");
    try {
      files.writeNew(temporary, bytes);
      files.moveReplace(temporary, checked(file));
    } catch (IOException e) {
      deleteAfterFailure(temporary, e);
      throw e;
    }
    files.forceDirectory(folder);
  }

  /** Copies a file, from anywhere, to a new name under {@code .reeve}. */
  public void copyNew(Path from, Path to) throws IOException {
    files.createDirectories(parent(to));
    files.copyNew(from, checked(to));
    files.forceDirectory(parent(to));
  }

  /** Renames within {@code .reeve} to a name that must be free. */
  public void moveNew(Path from, Path to) throws IOException {
    files.createDirectories(parent(to));
    files.moveNew(checked(from), checked(to));
    files.forceDirectory(parent(to));
  }

  /** Deletes a file or an empty folder; no error when absent. */
  public void delete(Path path) throws IOException {
    files.delete(checked(path));
  }

  /** Creates a folder and its missing parents. */
  public void createDirectories(Path folder) throws IOException {
    files.createDirectories(checked(folder));
  }

  /** Bytes that can still be written beside {@code .reeve}. */
  public long usableSpace() throws IOException {
    return files.usableSpace(Files.exists(own, LinkOption.NOFOLLOW_LINKS) ? own : parent(own));
  }

  /** Takes an OS lock on a file that is never deleted; null when somebody has it. */
  public FileLayer.@Nullable OsLock tryLock(Path file) throws IOException {
    files.createDirectories(parent(file));
    return files.tryLock(checked(file));
  }

  private Path checked(Path path) {
    Path normal = path.toAbsolutePath().normalize();
    if (!normal.startsWith(own)) {
      throw new IllegalArgumentException(path + " is not under " + own);
    }
    return normal;
  }

  private static Path parent(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("No folder holds " + path);
    }
    return parent;
  }

  private void deleteAfterFailure(Path temporary, IOException failure) {
    try {
      files.delete(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
