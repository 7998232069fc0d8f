package dev.reeve.engine.crash;

import dev.reeve.engine.crash.KillPoint.How;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.FileLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The real disk, in a process that is to die. Every change and every commit is a step; at the point
 * it says so on standard output and lets nothing go on any more, so that the parent kills the
 * process exactly there.
 */
final class KillingFiles implements FileLayer {
  static final String STOPPED = "stopped ";

  /** A file takes another's place, by whichever call the volume knows. */
  static final String REPLACE = "replace";

  private final FileLayer disk = new DiskFileLayer();
  private final Path root;
  private final List<String> steps = new ArrayList<>();
  private @Nullable KillPoint point;

  KillingFiles(Path root) {
    this.root = root;
  }

  /** Begins to count. */
  synchronized void arm(KillPoint at) {
    point = at;
    steps.clear();
  }

  /** What was changed since it was armed, in order. */
  synchronized List<String> steps() {
    return List.copyOf(steps);
  }

  private interface Change {
    void make() throws IOException;
  }

  private void step(String operation, Path path, Change change) throws IOException {
    step(operation, path, change, change);
  }

  /** One at a time: what another thread does while this process is about to die is not counted. */
  private synchronized void step(String operation, Path path, Change change, Change half)
      throws IOException {
    KillPoint at = point;
    String text = operation + " " + place(path);
    if (at == null) {
      change.make();
      return;
    }
    steps.add(text);
    if (!at.isAt(steps.size(), text)) {
      change.make();
      return;
    }
    if (at.how() == How.TORN) {
      half.make();
    } else if (at.how() == How.AFTER) {
      change.make();
    }
    stop(at, text);
  }

  /** SQLite is about to make a transaction durable. */
  synchronized void commit() {
    KillPoint at = point;
    if (at == null) {
      return;
    }
    steps.add("commit reeve.db");
    if (at.isAt(steps.size(), "commit reeve.db")) {
      stop(at, "commit reeve.db");
    }
  }

  private void stop(KillPoint at, String text) {
    System.out.println(STOPPED + at.how() + " " + text);
    System.out.flush();
    while (true) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        continue; // nothing ends this process but the kill
      }
    }
  }

  /** The kind of place, without ids, numbers and times. */
  private String place(Path path) {
    Path real = path.startsWith(root) ? root.relativize(path) : path;
    return real.toString()
        .replace('\\', '/')
        .replaceAll("exec_[0-9a-f]{12}", "exec")
        .replaceAll("[0-9A-HJKMNP-TV-Z]{26}", "session")
        .replaceAll("blobs/.*", "blobs/*")
        .replaceAll("_[0-9]{8}T[0-9]{9}Z_[0-9a-f]{8}", "_*")
        .replaceAll("\\d+", "#");
  }

  private static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  @Override
  public void writeNew(Path file, byte[] bytes) throws IOException {
    step(
        "writeNew", file, () -> disk.writeNew(file, bytes), () -> disk.writeNew(file, half(bytes)));
  }

  @Override
  public void copyNew(Path from, Path to) throws IOException {
    step(
        "copyNew",
        to,
        () -> disk.copyNew(from, to),
        () -> disk.writeNew(to, half(Files.readAllBytes(from))));
  }

  @Override
  public void append(Path file, byte[] bytes, boolean force) throws IOException {
    step(
        "append",
        file,
        () -> disk.append(file, bytes, force),
        () -> disk.append(file, half(bytes), force));
  }

  @Override
  public void truncate(Path file, long length) throws IOException {
    step("truncate", file, () -> disk.truncate(file, length));
  }

  @Override
  public void moveReplace(Path from, Path to) throws IOException {
    step(REPLACE, to, () -> disk.moveReplace(from, to));
  }

  @Override
  public void moveNew(Path from, Path to) throws IOException {
    step("moveNew", to, () -> disk.moveNew(from, to));
  }

  @Override
  public void delete(Path path) throws IOException {
    step("delete", path, () -> disk.delete(path));
  }

  @Override
  public void createDirectories(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      disk.createDirectories(folder);
    } else {
      step("createDirectories", folder, () -> disk.createDirectories(folder));
    }
  }

  @Override
  public void forceDirectory(Path folder) throws IOException {
    step("forceDirectory", folder, () -> disk.forceDirectory(folder));
  }

  @Override
  public void copyAttributes(Path from, Path to) throws IOException {
    step("copyAttributes", to, () -> disk.copyAttributes(from, to));
  }

  @Override
  public void setMode(Path file, int mode) throws IOException {
    step("setMode", file, () -> disk.setMode(file, mode));
  }

  @Override
  public void protect(Path file) throws IOException {
    step("protect", file, () -> disk.protect(file));
  }

  @Override
  public void unprotect(Path file) throws IOException {
    step("unprotect", file, () -> disk.unprotect(file));
  }

  @Override
  public boolean exchange(Path one, Path other) throws IOException {
    AtomicBoolean done = new AtomicBoolean();
    step(REPLACE, other, () -> done.set(disk.exchange(one, other)));
    return done.get();
  }

  @Override
  public void setModified(Path file, FileTime time) throws IOException {
    step("setModified", file, () -> disk.setModified(file, time));
  }

  @Override
  public long usableSpace(Path path) throws IOException {
    return disk.usableSpace(path);
  }

  @Override
  public @Nullable OsLock tryLock(Path file) throws IOException {
    return disk.tryLock(file);
  }
}
