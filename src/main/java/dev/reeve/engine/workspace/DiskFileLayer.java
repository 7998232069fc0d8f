package dev.reeve.engine.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The real disk. Safe to call on any thread that may block. */
public final class DiskFileLayer implements FileLayer {
  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT).startsWith("windows");
  private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

  @Override
  public void writeNew(Path file, byte[] bytes) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      writeFully(out, bytes);
      out.force(true);
    }
  }

  @Override
  public void copyNew(Path from, Path to) throws IOException {
    try (FileChannel in =
            FileChannel.open(from, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        FileChannel out =
            FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long size = in.size();
      for (long done = 0; done < size; ) {
        long n = in.transferTo(done, size - done, out);
        if (n <= 0) {
          break; // the file shrank while it was copied; the caller compares hashes
        }
        done += n;
      }
      out.force(true);
    }
  }

  @Override
  public void append(Path file, byte[] bytes, boolean force) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      writeFully(out, bytes);
      if (force) {
        out.force(false);
      }
    }
  }

  @Override
  public void truncate(Path file, long length) throws IOException {
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      out.truncate(length);
      out.force(true);
    }
  }

  @Override
  public void moveReplace(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void moveNew(Path from, Path to) throws IOException {
    if (WINDOWS || Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
      if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(to.toString());
      }
      Files.move(from, to); // on Windows the system call itself refuses an existing target
      return;
    }
    try {
      // POSIX rename replaces silently; a hard link does not, and leaves one name after the unlink.
      Files.createLink(to, from);
    } catch (UnsupportedOperationException e) {
      throw new IOException("This volume cannot rename without replacing: " + to, e);
    }
    Files.delete(from);
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  @Override
  public void createDirectories(Path folder) throws IOException {
    Files.createDirectories(folder);
  }

  @Override
  public void forceDirectory(Path folder) throws IOException {
    if (WINDOWS) {
      return; // a folder cannot be opened for forcing there; NTFS journals its entries
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void copyAttributes(Path from, Path to) throws IOException {
    PosixFileAttributeView target = view(to, PosixFileAttributeView.class);
    if (target == null) {
      return;
    }
    PosixFileAttributes source =
        Files.readAttributes(from, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    target.setPermissions(source.permissions());
    FileOwnerAttributeView owner = view(to, FileOwnerAttributeView.class);
    if (owner != null && !owner.getOwner().equals(source.owner())) {
      owner.setOwner(source.owner());
    }
    if (!target.readAttributes().group().equals(source.group())) {
      target.setGroup(source.group());
    }
  }

  @Override
  public void setMode(Path file, int mode) throws IOException {
    PosixFileAttributeView view = view(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    PosixFilePermission[] bits = PosixFilePermission.values(); // owner r w x, group, others
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < bits.length; i++) {
      if ((mode & (0400 >> i)) != 0) {
        set.add(bits[i]);
      }
    }
    view.setPermissions(set);
  }

  @Override
  public void setModified(Path file, FileTime time) throws IOException {
    Files.setLastModifiedTime(file, time);
  }

  @Override
  public long usableSpace(Path path) throws IOException {
    return Files.getFileStore(path).getUsableSpace();
  }

  @Override
  public @Nullable OsLock tryLock(Path file) throws IOException {
    // POSIX frees a process's locks on a file with the first of its channels that closes, so a file
    // this process has locked must not be opened a second time, not even to ask.
    Path place = file.toAbsolutePath().normalize();
    if (!LOCKED.add(place)) {
      return null;
    }
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = null;
      try {
        lock = channel.tryLock();
      } finally {
        if (lock == null) {
          channel.close();
        }
      }
      if (lock == null) {
        LOCKED.remove(place);
        return null;
      }
      return new Held(channel, place);
    } catch (IOException | RuntimeException e) {
      LOCKED.remove(place);
      throw e;
    }
  }

  private record Held(FileChannel channel, Path place) implements OsLock {
    @Override
    public void close() {
      if (!channel.isOpen()) {
        return;
      }
      try {
        channel.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException("A lock file could not be closed", e);
      } finally {
        LOCKED.remove(place);
      }
    }
  }

  private static void writeFully(FileChannel out, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
  }

  private static <V extends FileAttributeView> @Nullable V view(Path file, Class<V> type) {
    return Files.getFileAttributeView(file, type, LinkOption.NOFOLLOW_LINKS);
  }
}
