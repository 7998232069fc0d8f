package dev.reeve.engine.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The real disk. Safe to call on any thread that may block. Source: {@code
 * docs/reference/workspace.md}.
 */
public final class DiskFileLayer implements FileLayer {
  private static final int PIECE = 1 << 20;
  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  /** What may stay of a protected file's rights. */
  private static final Set<PosixFilePermission> PROTECTED =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.GROUP_WRITE,
              PosixFilePermission.OTHERS_WRITE));

  /** What this process has locked, by file key or real path. */
  private static final Set<Object> LOCKED = new HashSet<>();

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
    if (NativeRename.toFreeName(from, to)) {
      return;
    }
    if (WINDOWS || Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(from, to); // refuses an existing target; on Windows the system call itself does
      return;
    }
    try {
      Files.createLink(to, from); // POSIX rename replaces silently, a hard link does not
    } catch (UnsupportedOperationException e) {
      throw new IOException("This volume cannot rename without replacing: " + to, e);
    }
    Files.delete(from);
  }

  @Override
  public boolean exchange(Path one, Path other) throws IOException {
    return NativeRename.exchange(one, other);
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
      copyAcl(from, to);
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

  private static void copyAcl(Path from, Path to) throws IOException {
    AclFileAttributeView source = view(from, AclFileAttributeView.class);
    AclFileAttributeView target = view(to, AclFileAttributeView.class);
    if (source != null && target != null && !target.getAcl().equals(source.getAcl())) {
      target.setAcl(source.getAcl());
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
  public void protect(Path file) throws IOException {
    PosixFileAttributeView view = view(file, PosixFileAttributeView.class);
    if (view == null) {
      setReadOnly(file, true);
      return;
    }
    Set<PosixFilePermission> rights = EnumSet.copyOf(PROTECTED);
    rights.retainAll(view.readAttributes().permissions());
    view.setPermissions(rights);
  }

  @Override
  public void unprotect(Path file) throws IOException {
    setReadOnly(file, false);
  }

  private static void setReadOnly(Path file, boolean value) throws IOException {
    DosFileAttributeView view = WINDOWS ? view(file, DosFileAttributeView.class) : null;
    if (view != null) {
      view.setReadOnly(value);
    }
  }

  @Override
  public void setModified(Path file, FileTime time) throws IOException {
    Files.setLastModifiedTime(file, time);
  }

  @Override
  public long usableSpace(Path path) throws IOException {
    Files.readAttributes(
        path, BasicFileAttributes.class); // says why when the path cannot be reached
    return path.toFile().getUsableSpace(); // a file store would read the table of mounts each time
  }

  @Override
  public @Nullable OsLock tryLock(Path file) throws IOException {
    // POSIX frees all locks a process has on a file when it closes any channel to it, so a file
    // that
    // is locked here must not be opened a second time.
    synchronized (LOCKED) {
      if (!Files.exists(file)) {
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
      }
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      Object identity = key == null ? file.toRealPath() : key;
      return LOCKED.contains(identity) ? null : lock(file, identity);
    }
  }

  private static @Nullable OsLock lock(Path file, Object identity) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        channel.close();
        return null;
      }
    } catch (OverlappingFileLockException e) {
      channel.close(); // only where files have no key, and there a second channel does no harm
      return null;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    LOCKED.add(identity);
    return () -> unlock(channel, identity);
  }

  private static void unlock(FileChannel channel, Object identity) {
    synchronized (LOCKED) {
      if (channel.isOpen()) {
        LOCKED.remove(identity);
        closeQuietly(channel);
      }
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("A lock file could not be closed", e);
    }
  }

  private static void writeFully(FileChannel out, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.position() < bytes.length) {
      // the channel copies what it is given to memory outside the heap: pieces keep that small
      buffer.limit(Math.min(bytes.length, buffer.position() + PIECE));
      out.write(buffer);
    }
  }

  private static <V extends FileAttributeView> @Nullable V view(Path file, Class<V> type) {
    return Files.getFileAttributeView(file, type, LinkOption.NOFOLLOW_LINKS);
  }
}
