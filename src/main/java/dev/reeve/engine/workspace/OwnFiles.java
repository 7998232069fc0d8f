package dev.reeve.engine.workspace;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How every room writes its own files under {@code .reeve}: append, atomic replace, OS lock. A path
 * outside that folder is a programming error and is refused with {@link IllegalArgumentException};
 * a link on the way is refused with an {@link IOException}. Nothing half written stays behind when
 * a call fails, except what {@link #append} had added. Folders and files are for the owner only,
 * where the platform can say so. Calls block; safe on any thread. Source: {@code
 * docs/reference/workspace.md}.
 */
public final class OwnFiles {
  private static final Logger LOG = LoggerFactory.getLogger(OwnFiles.class);
  private static final int OWNER_ONLY = 0600;
  private static final int OWNER_ENTERS = 0700;
  private static final AtomicLong TEMPORARY = new AtomicLong();

  private static final Pattern OWNED = Pattern.compile("((\\d{1,18})-[0-9a-f]+)-\\d+\\.tmp");

  /** Made at the first need, because a random number makes a short command wait. */
  private static final class ThisProcess {
    /** A later process with the same id, as in a container, is told from this one. */
    static final String NAME =
        ProcessHandle.current().pid() + "-" + Integer.toHexString(new SecureRandom().nextInt());
  }

  private final Path own;
  private final Path temporaries;
  private final FileLayer files;
  private final Set<Path> undeleted = ConcurrentHashMap.newKeySet();

  /**
   * @param own the workspace's {@code .reeve} folder
   * @param files the file system
   */
  public OwnFiles(Path own, FileLayer files) {
    this.own = own.toAbsolutePath().normalize();
    this.temporaries = this.own.resolve("tmp");
    this.files = files;
  }

  /** Appends in one write call and forces it to the device. */
  public void append(Path file, byte[] bytes) throws IOException {
    Path place = checked(file);
    boolean isNew = !Files.exists(place, LinkOption.NOFOLLOW_LINKS);
    if (isNew) {
      createDirectories(parent(place));
    }
    files.append(place, bytes, true);
    if (isNew) {
      files.setMode(place, OWNER_ONLY);
      files.forceDirectory(parent(place));
    }
  }

  /** Cuts the file to the given length. */
  public void truncate(Path file, long length) throws IOException {
    files.truncate(checked(file), length);
  }

  /** Creates a file that must not exist, forced, its folder entry too. */
  public void writeNew(Path file, byte[] bytes) throws IOException {
    Path place = checked(file);
    createDirectories(parent(place));
    try {
      files.writeNew(place, bytes);
      files.setMode(place, OWNER_ONLY);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      deleteAfterFailure(place, e);
      throw e;
    }
    files.forceDirectory(parent(place));
  }

  /** Puts new content in place of the old at once: temporary file, force, rename, force folder. */
  public void replace(Path file, byte[] bytes) throws IOException {
    Path place = checked(file);
    Path folder = parent(place);
    createDirectories(folder);
    Path temporary = temporary();
    try {
      files.writeNew(temporary, bytes);
      files.setMode(temporary, OWNER_ONLY);
      files.moveReplace(temporary, place);
    } catch (IOException e) {
      deleteAfterFailure(temporary, e);
      throw e;
    }
    files.forceDirectory(folder);
  }

  /**
   * A free name for what is written first and renamed to its place then. They all lie in one
   * folder, where {@link #removeLeftovers} finds what a killed process left.
   */
  public Path temporary() throws IOException {
    createDirectories(temporaries);
    undeleted.forEach(this::discard);
    return temporaries.resolve(ThisProcess.NAME + "-" + TEMPORARY.incrementAndGet() + ".tmp");
  }

  /**
   * Removes a temporary file that has served, and everything was done that it was for. When that is
   * refused, as on Windows while a scanner reads it, it goes with the next {@link #temporary}, or
   * at a later start.
   */
  public void discard(Path temporary) {
    try {
      delete(temporary);
      undeleted.remove(temporary);
    } catch (IOException e) {
      LOG.warn("{} is removed later", temporary, e);
      undeleted.add(temporary);
    }
  }

  /** Removes temporary files whose process is gone. */
  public void removeLeftovers() throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.list(checked(temporaries))) {
      all = found.toList();
    } catch (NoSuchFileException noneYet) {
      return;
    }
    for (Path file : all) {
      if (!ownerLives(file)) {
        files.delete(file);
      }
    }
  }

  private static boolean ownerLives(Path temporary) {
    Matcher name = OWNED.matcher(String.valueOf(temporary.getFileName()));
    if (!name.matches()) {
      return false;
    }
    long pid = Long.parseLong(name.group(2));
    return pid == ProcessHandle.current().pid()
        ? name.group(1).equals(ThisProcess.NAME)
        : ProcessHandle.of(pid).isPresent();
  }

  /** Copies a file, from anywhere, to a new name under {@code .reeve}. */
  public void copyNew(Path from, Path to) throws IOException {
    Path place = checked(to);
    createDirectories(parent(place));
    try {
      files.copyNew(from, place);
      files.setMode(place, OWNER_ONLY);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      deleteAfterFailure(place, e);
      throw e;
    }
    files.forceDirectory(parent(place));
  }

  /** Renames within {@code .reeve} to a name that must be free. */
  public void moveNew(Path from, Path to) throws IOException {
    Path source = checked(from);
    Path place = checked(to);
    createDirectories(parent(place));
    files.moveNew(source, place);
    files.forceDirectory(parent(place));
  }

  /** Deletes a file or an empty folder; no error when absent. */
  public void delete(Path path) throws IOException {
    files.delete(checked(path));
  }

  /**
   * Creates a folder and its missing parents, for the owner only where the platform can say so.
   *
   * @throws NotDirectoryException when a file has the place of the folder or of a parent; never
   *     {@link FileAlreadyExistsException}, which callers take for a taken name in that folder
   */
  public void createDirectories(Path folder) throws IOException {
    Path place = checked(folder);
    List<Path> missing = new ArrayList<>();
    for (Path at = place; at.startsWith(own) && !Files.isDirectory(at); at = parent(at)) {
      missing.add(at);
    }
    if (missing.isEmpty()) {
      return;
    }
    try {
      files.createDirectories(place);
    } catch (FileAlreadyExistsException file) {
      throw (IOException) new NotDirectoryException(file.getFile()).initCause(file);
    }
    for (Path created : missing.reversed()) {
      files.setMode(created, OWNER_ENTERS);
    }
  }

  /** Bytes that can still be written beside {@code .reeve}. */
  public long usableSpace() throws IOException {
    return files.usableSpace(Files.exists(own, LinkOption.NOFOLLOW_LINKS) ? own : parent(own));
  }

  /** Takes an OS lock on a file that is never deleted; null when somebody has it. */
  public FileLayer.@Nullable OsLock tryLock(Path file) throws IOException {
    Path place = checked(file);
    createDirectories(parent(place));
    return files.tryLock(place);
  }

  /** A link in here could lead writes anywhere, and comes with any cloned repository. */
  private Path checked(Path path) throws IOException {
    Path normal = path.toAbsolutePath().normalize();
    if (!normal.startsWith(own)) {
      throw new IllegalArgumentException(path + " is not under " + own);
    }
    for (Path at = normal; at.startsWith(own); at = parent(at)) {
      if (Files.isSymbolicLink(at)) {
        throw new FileSystemException(at.toString(), null, "A link is not followed");
      }
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
