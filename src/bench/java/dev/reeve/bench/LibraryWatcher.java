package dev.reeve.bench;

import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryWatcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** directory-watcher alone: says "ready", and at "end" writes when each path was last told. */
final class LibraryWatcher {
  private LibraryWatcher() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Map<String, Long> last = new ConcurrentHashMap<>();
    DirectoryWatcher watcher =
        DirectoryWatcher.builder()
            .path(folder)
            .fileHashing(false)
            .listener(event -> hear(event, last))
            .build();
    watcher.watchAsync();
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // until the other end closes it
    }
    List<String> lines =
        last.entrySet().stream().map(each -> each.getKey() + "\t" + each.getValue()).toList();
    Files.write(Path.of(args[1]), lines);
    System.exit(0);
  }

  private static void hear(DirectoryChangeEvent event, Map<String, Long> last) {
    if (event.path() != null) {
      last.put(event.path().toString(), System.nanoTime());
    }
  }
}
