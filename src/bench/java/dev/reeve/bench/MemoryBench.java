package dev.reeve.bench;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Heap that is in use a minute after the start, after a collection: the console with the sample
 * workspace, beside an empty window of the same toolkit. Arguments: seconds (60).
 */
public final class MemoryBench {
  private static final double MOST = 120;

  private MemoryBench() {}

  public static void main(String[] args) throws Exception {
    String seconds = args.length > 0 ? args[0] : "60";
    Path folder = Bench.folder("memory");
    Promises promises = new Promises();
    try {
      Path sample = StartBench.sample(folder);
      try (Started window = new Started(EmptyWindow.class, folder, seconds);
          Started console = new Started(WatchedConsole.class, folder, seconds, sample.toString())) {
        double empty = heap(window);
        double ours = heap(console);
        System.out.printf("empty window   %8.1f MB of heap%n", empty);
        System.out.printf("console        %8.1f MB of heap%n", ours);
        System.out.printf("difference     %8.1f MB%n", ours - empty);
        promises.check("at most 120 MB of heap with the sample", ours <= MOST);
      }
    } finally {
      Bench.delete(folder);
    }
    promises.end();
  }

  private static double heap(Started process) throws IOException {
    return Long.parseLong(process.line("heap").substring("heap ".length())) / 1e6;
  }
}
