package dev.reeve.engine.testing;

import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.FileLayer;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The real disk, with faults: before each call every rule may throw. Calls are recorded. */
public final class FaultyFiles implements FileLayer {

  /** Decides whether this call fails; {@code operation} is the method's name. */
  @FunctionalInterface
  public interface Fault {
    void before(String operation, Path path) throws IOException;
  }

  /**
   * One call.
   *
   * @param path what it changes; a rename's target
   * @param from a rename's or copy's source, else null
   */
  public record Call(String operation, Path path, @Nullable Path from) {}

  /** Looks at every call, before and after it. */
  public interface Injection {
    void before(Call call) throws IOException;

    /** The call has taken effect. */
    default void after(Call call) throws IOException {}
  }

  private final FileLayer disk = new DiskFileLayer();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private volatile long usableSpace = Long.MAX_VALUE;
  private volatile int tornAfter = Integer.MAX_VALUE;
  private volatile @Nullable Injection injection;
  private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

  public FaultyFiles fail(Fault fault) {
    faults.add(fault);
    return this;
  }

  /** Every call of the operation whose path's text contains the given text fails. */
  public FaultyFiles failOn(String operation, String pathContains, IOException failure) {
    return fail(
        (called, path) -> {
          if (called.equals(operation) && path.toString().contains(pathContains)) {
            throw failure;
          }
        });
  }

  public void heal() {
    faults.clear();
    usableSpace = Long.MAX_VALUE;
    tornAfter = Integer.MAX_VALUE;
    injection = null;
    room.set(Long.MAX_VALUE);
  }

  public void inject(Injection with) {
    injection = with;
  }

  /**
   * The volume takes so many bytes more, no new folder when there is no room, and gets room back
   * when a file is deleted.
   */
  public void room(long bytes) {
    room.set(bytes);
  }

  private boolean limited() {
    return room.get() != Long.MAX_VALUE;
  }

  /** How much of so many bytes still fits; that much is taken. */
  private int take(int bytes) {
    if (!limited()) {
      return bytes;
    }
    int fits = (int) Math.min(bytes, room.get());
    room.addAndGet(-fits);
    return fits;
  }

  private static IOException full() {
    return new IOException("No space left on device");
  }

  public void usableSpace(long bytes) {
    usableSpace = bytes;
  }

  /** Writes longer than this are cut there, then fail as on a full disk. */
  public void tornAfter(int bytes) {
    tornAfter = bytes;
  }

  public List<String> calls() {
    return calls;
  }

  private Call before(String operation, Path path) throws IOException {
    return before(operation, path, null);
  }

  private Call before(String operation, Path path, @Nullable Path from) throws IOException {
    calls.add(operation + " " + path);
    for (Fault fault : faults) {
      fault.before(operation, path);
    }
    Call call = new Call(operation, path, from);
    if (injection != null) {
      injection.before(call);
    }
    return call;
  }

  private void after(Call call) throws IOException {
    if (injection != null) {
      injection.after(call);
    }
  }

  @Override
  public void writeNew(Path file, byte[] bytes) throws IOException {
    before("writeNew", file);
    if (bytes.length > tornAfter) {
      disk.writeNew(file, Arrays.copyOf(bytes, tornAfter));
      throw full();
    }
    int fits = take(bytes.length);
    disk.writeNew(file, Arrays.copyOf(bytes, fits));
    if (fits < bytes.length) {
      throw full();
    }
  }

  @Override
  public void copyNew(Path from, Path to) throws IOException {
    before("copyNew", to, from);
    if (Files.size(from) > tornAfter) {
      throw full();
    }
    byte[] bytes = limited() ? Files.readAllBytes(from) : new byte[0];
    int fits = take(bytes.length);
    if (fits < bytes.length) {
      disk.writeNew(to, Arrays.copyOf(bytes, fits));
      throw full();
    }
    disk.copyNew(from, to);
  }

  @Override
  public void append(Path file, byte[] bytes, boolean force) throws IOException {
    before("append", file);
    if (bytes.length > tornAfter) {
      disk.append(file, Arrays.copyOf(bytes, tornAfter), force);
      throw full();
    }
    int fits = take(bytes.length);
    disk.append(file, Arrays.copyOf(bytes, fits), force);
    if (fits < bytes.length) {
      throw full();
    }
  }

  @Override
  public void truncate(Path file, long length) throws IOException {
    before("truncate", file);
    disk.truncate(file, length);
  }

  @Override
  public void moveReplace(Path from, Path to) throws IOException {
    Call call = before("moveReplace", to, from);
    disk.moveReplace(from, to);
    after(call);
  }

  @Override
  public void moveNew(Path from, Path to) throws IOException {
    Call call = before("moveNew", to, from);
    disk.moveNew(from, to);
    after(call);
  }

  @Override
  public boolean exchange(Path one, Path other) throws IOException {
    Call call;
    try {
      call = before("exchange", other, one);
    } catch (FileSystemException refused) {
      return false; // as the real one does; the caller's next way shows the error
    }
    boolean done = disk.exchange(one, other);
    after(call);
    return done;
  }

  @Override
  public void delete(Path path) throws IOException {
    before("delete", path);
    if (limited() && Files.isRegularFile(path)) {
      room.addAndGet(Files.size(path));
    }
    disk.delete(path);
  }

  @Override
  public void createDirectories(Path folder) throws IOException {
    before("createDirectories", folder);
    if (limited() && room.get() == 0 && !Files.isDirectory(folder)) {
      throw full();
    }
    disk.createDirectories(folder);
  }

  @Override
  public void forceDirectory(Path folder) throws IOException {
    before("forceDirectory", folder);
    disk.forceDirectory(folder);
  }

  @Override
  public void copyAttributes(Path from, Path to) throws IOException {
    before("copyAttributes", to);
    disk.copyAttributes(from, to);
  }

  @Override
  public void setMode(Path file, int mode) throws IOException {
    before("setMode", file);
    disk.setMode(file, mode);
  }

  @Override
  public void protect(Path file) throws IOException {
    before("protect", file);
    disk.protect(file);
  }

  @Override
  public void unprotect(Path file) throws IOException {
    before("unprotect", file);
    disk.unprotect(file);
  }

  @Override
  public void setModified(Path file, FileTime time) throws IOException {
    before("setModified", file);
    disk.setModified(file, time);
  }

  @Override
  public long usableSpace(Path path) throws IOException {
    return Math.min(Math.min(usableSpace, room.get()), disk.usableSpace(path));
  }

  @Override
  public @Nullable OsLock tryLock(Path file) throws IOException {
    before("tryLock", file);
    return disk.tryLock(file);
  }
}
