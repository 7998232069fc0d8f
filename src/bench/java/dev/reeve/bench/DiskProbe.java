package dev.reeve.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What a durable commit costs at least while something else runs: twenty times a second 4 KiB are
 * appended to a file of its own and forced to the disk.
 */
final class DiskProbe implements AutoCloseable {
  private static final long EVERY = 50_000_000;

  private final Path file;
  private final List<Double> took = new ArrayList<>();
  private final Thread thread;
  private volatile boolean stopped;

  /**
   * @param folder on the disk that is measured
   */
  DiskProbe(Path folder) {
    file = folder.resolve("disk-probe");
    thread = Thread.ofPlatform().daemon().name("disk probe").start(this::run);
  }

  private void run() {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (!stopped) {
        long start = System.nanoTime();
        out.write(ByteBuffer.allocate(4096));
        out.force(true);
        took.add((System.nanoTime() - start) / 1e6);
        LockSupport.parkNanos(EVERY);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How long each took, in ms; ends the probe. */
  List<Double> end() throws InterruptedException, IOException {
    close();
    return List.copyOf(took);
  }

  @Override
  public void close() throws InterruptedException, IOException {
    stopped = true;
    thread.join();
    Files.deleteIfExists(file);
  }
}
