package dev.reeve.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code inotifywait -m -r} of inotify-tools, when it is installed: when each path was last told.
 */
final class InotifyPeer implements AutoCloseable {
  private final Process process;
  private final Map<String, Long> last = new ConcurrentHashMap<>();

  private InotifyPeer(Process process) {
    this.process = process;
  }

  /** Starts it and returns when its watches stand; null when it is not installed. */
  static @Nullable InotifyPeer start(Path folder) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(
                  "inotifywait",
                  "-m",
                  "-r",
                  "--format",
                  "%w%f",
                  "-e",
                  "create,modify,close_write,moved_to",
                  folder.toString())
              .start();
    } catch (IOException absent) {
      return null;
    }
    InotifyPeer peer = new InotifyPeer(process);
    BufferedReader told = process.errorReader(StandardCharsets.UTF_8);
    for (String line = told.readLine(); line != null; line = told.readLine()) {
      if (line.contains("Watches established")) {
        break;
      }
    }
    Thread.ofPlatform().daemon().name("inotifywait errors").start(() -> drain(told));
    Thread.ofPlatform().daemon().name("inotifywait").start(peer::read);
    return peer;
  }

  private static void drain(BufferedReader errors) {
    errors.lines().forEach(line -> {});
  }

  private void read() {
    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .lines()
        .forEach(path -> last.put(path, System.nanoTime()));
  }

  Map<String, Long> last() {
    return last;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
