package dev.reeve.engine.testing;

import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.FileLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The real disk, with faults: before each call every rule may throw. Calls are recorded. */
public final class FaultyFiles implements FileLayer {

  /** Decides whether this call fails; {@code operation} is the method's name. */
  @FunctionalInterface
  public interface Fault {
    void before(String operation, Path path) throws IOException;
  }

  private final FileLayer disk = new DiskFileLayer();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile long usableSpace = Long.MAX_VALUE;
  private volatile int tornAfter = Integer.MAX_VALUE;

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

  private void before(String operation, Path path) throws IOException {
    calls.add(operation + " " + path);
    for (Fault fault : faults) {
      fault.before(operation, path);
    }
  }

  @Override
  public void writeNew(Path file, byte[] bytes) throws IOException {
    before("writeNew", file);
    if (bytes.length > tornAfter) {
      disk.writeNew(file, Arrays.copyOf(bytes, tornAfter));
      throw new IOException("No space left on device");
    }
    disk.writeNew(file, bytes);
  }

  @Override
  public void copyNew(Path from, Path to) throws IOException {
    before("copyNew", to);
    if (Files.size(from) > tornAfter) {
      throw new IOException("No space left on device");
    }
    disk.copyNew(from, to);
  }

  @Override
  public void append(Path file, byte[] bytes, boolean force) throws IOException {
    before("append", file);
    if (bytes.length > tornAfter) {
      disk.append(file, Arrays.copyOf(bytes, tornAfter), force);
      throw new IOException("No space left on device");
    }
    disk.append(file, bytes, force);
  }

  @Override
  public void truncate(Path file, long length) throws IOException {
    before("truncate", file);
    disk.truncate(file, length);
  }

  @Override
  public void moveReplace(Path from, Path to) throws IOException {
    before("moveReplace", to);
    disk.moveReplace(from, to);
  }

  @Override
  public void moveNew(Path from, Path to) throws IOException {
    before("moveNew", to);
    disk.moveNew(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    before("delete", path);
    disk.delete(path);
  }

  @Override
  public void createDirectories(Path folder) throws IOException {
    before("createDirectories", folder);
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
  public void setModified(Path file, FileTime time) throws IOException {
    before("setModified", file);
    disk.setModified(file, time);
  }

  @Override
  public long usableSpace(Path path) throws IOException {
    return Math.min(usableSpace, disk.usableSpace(path));
  }

  @Override
  public @Nullable OsLock tryLock(Path file) throws IOException {
    before("tryLock", file);
    return disk.tryLock(file);
  }
}
