package dev.reeve.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A watched process with a window on the headless platform, and what it said when. */
final class Started implements AutoCloseable {
  private static final List<String> HEADLESS =
      List.of("-Dglass.platform=Headless", "-Dprism.order=sw", "-Djava.awt.headless=true");

  private final Process process;
  private final BufferedReader out;
  private final long start = System.nanoTime();

  /**
   * @param settings a folder for what the program keeps of a person
   */
  Started(Class<?> main, Path settings, String... args) throws IOException {
    process =
        Jvm.start(
            main,
            HEADLESS,
            Map.of("DISPLAY", ":headless", "XDG_CONFIG_HOME", settings.toString()),
            args);
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Waits for a word; gives the milliseconds since the start. */
  double until(String word) throws IOException {
    line(word);
    return (System.nanoTime() - start) / 1e6;
  }

  /** Waits for a line that begins so. */
  String line(String word) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(word)) {
        return line;
      }
    }
    throw new IllegalStateException("The process ended without saying " + word);
  }

  /** Processor time up to now, in ms. */
  double processor() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
