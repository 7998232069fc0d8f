package dev.reeve.engine.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverflowTest {
  @TempDir Path folder;

  /** A process of its own, because how many events are kept is set once for each. */
  @Test
  void anOverflowHasTheRootWatchedAnewAndReadAgain() throws Exception {
    assumeFalse(System.getProperty("os.name").startsWith("Mac"), "macOS has another buffer");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djdk.nio.file.WatchService.maxEventsPerPoll=4",
                "-cp",
                System.getProperty("java.class.path"),
                BurstMain.class.getName(),
                folder.toString())
            .start();
    child.getErrorStream().close();
    String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals("rescanned, told true", out.lines().reduce("", (first, last) -> last));
  }
}
