package dev.reeve.engine.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Watches a folder, writes many files into it, and says which rescans that led to. */
final class BurstMain {
  private BurstMain() {}

  public static void main(String[] args) throws Exception {
    try (WatchFixture w =
        new WatchFixture(Path.of(args[0]), "[watch]\ndebounce_ms = 100\nwindow_ms = 150\n")) {
      w.started();
      for (int i = 0; i < 3000; i++) {
        w.write("f" + i + ".md", "x");
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  w.rescans.contains(". OVERFLOW")
                      && w.watcher.roots().getFirst().state() == RootStatus.State.WATCHING);
      Path later = w.root.resolve("later/deep");
      Files.createDirectories(later);
      Files.writeString(later.resolve("z.md"), "x");
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> w.row("later/deep/z.md").isPresent());
      boolean told = w.events.stream().anyMatch(e -> e instanceof WatchEvent.Overflow);
      System.out.println("rescanned, told " + told);
    }
  }
}
