package dev.reeve.engine.workspace;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Every way in which Reeve changes a file system, one primitive a method, so that tests can make
 * each of them fail. Used by {@code engine.change} for the user's files and by {@link OwnFiles} for
 * what lies under {@code .reeve}; nobody else. Calls block; never on the JavaFX thread. Source:
 * {@code docs/reference/workspace.md}.
 */
public interface FileLayer {

  /**
   * Creates a file that must not exist, writes all bytes and forces them to the device.
   *
   * @throws java.nio.file.FileAlreadyExistsException when something is there
   */
  void writeNew(Path file, byte[] bytes) throws IOException;

  /** Copies a file's bytes to a new file and forces them to the device. */
  void copyNew(Path from, Path to) throws IOException;

  /** Appends in one write call, creating the file when absent, and forces it when asked. */
  void append(Path file, byte[] bytes, boolean force) throws IOException;

  /** Cuts a file to the given length and forces it: sets a torn tail aside. */
  void truncate(Path file, long length) throws IOException;

  /**
   * Renames over the target atomically.
   *
   * @throws java.nio.file.AtomicMoveNotSupportedException when the platform cannot; nothing changed
   */
  void moveReplace(Path from, Path to) throws IOException;

  /**
   * Renames to a name that must be free, atomically.
   *
   * @throws java.nio.file.FileAlreadyExistsException when the target appeared meanwhile
   */
  void moveNew(Path from, Path to) throws IOException;

  /**
   * Gives each of two files the other's name, in one step: what is displaced can be looked at and
   * nothing is lost.
   *
   * @return false when the platform or the volume cannot; nothing changed
   * @throws java.nio.file.NoSuchFileException when one of them is not there; nothing changed
   */
  boolean exchange(Path one, Path other) throws IOException;

  /** Deletes a file or an empty folder; no error when absent. */
  void delete(Path path) throws IOException;

  /** Creates the folder and its missing parents. */
  void createDirectories(Path folder) throws IOException;

  /** Forces a folder's entries to the device where the platform can; does nothing elsewhere. */
  void forceDirectory(Path folder) throws IOException;

  /** Gives a file another's permission bits and owner, where the platform has them. */
  void copyAttributes(Path from, Path to) throws IOException;

  /** Sets POSIX permission bits given as octal, such as 0755; does nothing where there are none. */
  void setMode(Path file, int mode) throws IOException;

  /**
   * Takes every right to write the file away, where the platform has such rights; its owner can
   * give them back.
   */
  void protect(Path file) throws IOException;

  /**
   * Lets a protected file be replaced where its protection forbids that (Windows); elsewhere
   * replacing is a right of the folder, and nothing is done.
   */
  void unprotect(Path file) throws IOException;

  /** Sets the modification time. */
  void setModified(Path file, java.nio.file.attribute.FileTime time) throws IOException;

  /** Bytes that can still be written to the volume of this path. */
  long usableSpace(Path path) throws IOException;

  /**
   * Takes an OS lock on a file that is created when absent and never deleted. While it is held this
   * process must not open that file in any other way: closing it would free the lock on POSIX.
   *
   * @return null when another process, or this one, has it
   */
  @Nullable OsLock tryLock(Path file) throws IOException;

  /** An OS file lock; freed by the operating system when the process dies. */
  interface OsLock extends AutoCloseable {
    /** Frees the lock; safe to call twice. */
    @Override
    void close();
  }
}
