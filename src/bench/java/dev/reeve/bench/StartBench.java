package dev.reeve.bench;

import dev.reeve.engine.Engine;
import dev.reeve.sample.SampleWorkspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * From the start of the process to the first frame, and to a Queue pane with rows: the program on
 * the sample workspace, from the class path, beside an empty window of the same toolkit. Processes
 * of their own, in turn; medians. Arguments: starts of each (9).
 */
public final class StartBench {
  private static final double MOST = 1.6;

  private StartBench() {}

  public static void main(String[] args) throws Exception {
    int starts = args.length > 0 ? Integer.parseInt(args[0]) : 9;
    Path folder = Bench.folder("start");
    Promises promises = new Promises();
    try {
      Path sample = sample(folder);
      List<Double> empty = new ArrayList<>();
      List<Double> emptyWork = new ArrayList<>();
      List<Double> frame = new ArrayList<>();
      List<Double> filled = new ArrayList<>();
      List<Double> work = new ArrayList<>();
      for (int i = -1; i < starts; i++) {
        try (Started window = new Started(EmptyWindow.class, folder, "0")) {
          double took = window.until("frame");
          if (i >= 0) { // the first round brings the files into memory
            empty.add(took);
            emptyWork.add(window.processor());
          }
        }
        try (Started console = new Started(WatchedConsole.class, folder, "0", sample.toString())) {
          double first = console.until("frame");
          double rows = console.until("filled");
          if (i >= 0) {
            frame.add(first);
            filled.add(rows);
            work.add(console.processor());
          }
        }
      }
      System.out.printf(
          "%-28s %8s %8s %14s%n", "median of " + starts, "ms", "ratio", "processor ms");
      line("empty window, first frame", empty, empty, emptyWork);
      line("console, first frame", frame, empty, List.of());
      line("console, Queue pane filled", filled, empty, work);
      double ratio = Bench.median(frame) / Bench.median(empty);
      promises.check("first frame at most %.1f times: %.2f".formatted(MOST, ratio), ratio <= MOST);
    } finally {
      Bench.delete(folder);
    }
    promises.end();
  }

  /** The sample, registered, so that the queue has rows to show. */
  static Path sample(Path folder) throws IOException, InterruptedException {
    Path sample = folder.resolve("sample");
    SampleWorkspace.create(sample);
    try (Engine engine = Engine.open(Bench.open(sample), Engine.Role.KEEPER)) {
      engine.start();
      if (!engine.awaitIdle(Duration.ofMinutes(5))) {
        throw new IllegalStateException("The sample was not registered in time.");
      }
    }
    return sample;
  }

  private static void line(
      String name, List<Double> values, List<Double> base, List<Double> processor) {
    System.out.printf(
        "%-28s %8.0f %8.2f %14s%n",
        name,
        Bench.median(values),
        Bench.median(values) / Bench.median(base),
        processor.isEmpty() ? "" : "%.0f".formatted(Bench.median(processor)));
  }
}
