package dev.reeve.bench;

import dev.reeve.engine.workspace.Config;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Files created in new folders and then written again, seen by Reeve, by directory-watcher alone
 * and by {@code inotifywait -m -r} at the same time: how many changes each lost, and how late
 * Reeve's row is. A change is lost when its file is not told of after it was last written; by Reeve
 * when the registry does not hold the file as it is once the queue was worked. A row's earliest
 * moment is the debounce time after the write; its lateness is what comes on top. Beside it stands
 * what forcing 4 KiB to the same disk took meanwhile: a row is durable before it is told. What is
 * paced begins with 8,000 changes that are not counted, for all three of them to get warm. Five
 * runs: one at full speed, two paced, one with a buffer of events so small that it overflows, one
 * whose keeper is killed in the middle and started again. Arguments: changes (40000), a second
 * (2000), and the runs, if not all of them ({@code paced}).
 */
public final class EventBench {
  private static final int FILES_A_FOLDER = 10;
  private static final double LATEST = 10;
  private static final int WARMING = 4_000;

  private enum Run {
    FULL_SPEED,
    PACED,
    PACED_AGAIN,
    OVERFLOW,
    KILLED;

    boolean paced() {
      return this != FULL_SPEED && this != OVERFLOW;
    }

    List<String> options() {
      return this == OVERFLOW
          ? List.of("-Djdk.nio.file.WatchService.maxEventsPerPoll=16")
          : List.of();
    }
  }

  private final int files;
  private final int rate;
  private final Promises promises = new Promises();

  private EventBench(int changes, int rate) {
    this.files = changes / 2;
    this.rate = rate;
  }

  public static void main(String[] args) throws Exception {
    int changes = args.length > 0 ? Integer.parseInt(args[0]) : 40_000;
    int rate = args.length > 1 ? Integer.parseInt(args[1]) : 2_000;
    EventBench bench = new EventBench(changes, rate);
    System.out.printf("changes %,d in new folders; paced: %,d a second%n", changes, rate);
    System.out.printf(
        "%-12s %8s %12s %12s %12s %20s %20s%n",
        "run",
        "load s",
        "Reeve lost",
        "library lost",
        "inotify lost",
        "late ms 50% 95% most",
        "disk ms 50% 95% most");
    for (Run run : args.length > 2 ? chosen(args) : List.of(Run.values())) {
      Path folder = Bench.folder("events");
      try {
        bench.run(run, folder);
      } finally {
        Bench.delete(folder);
      }
    }
    bench.promises.end();
  }

  private static List<Run> chosen(String[] args) {
    return Stream.of(args).skip(2).map(name -> Run.valueOf(name.toUpperCase(Locale.ROOT))).toList();
  }

  private void run(Run run, Path folder) throws Exception {
    Path root = folder.resolve("workspace");
    Bench.live(root);
    Path load = Files.createDirectories(root.resolve("load"));
    Path told = folder.resolve("told");
    Path library = folder.resolve("library");
    Child keeper = new Child(EventKeeper.class, run.options(), root, told);
    Child peer = new Child(LibraryWatcher.class, run.options(), load, library);
    keeper.expect("ready");
    peer.expect("ready");
    Map<String, List<Long>> written;
    Map<String, Long> tool;
    double took;
    long lost;
    List<Double> disk;
    try (InotifyPeer inotify = InotifyPeer.start(load);
        DiskProbe probe = new DiskProbe(folder)) {
      if (run.paced()) {
        write(load.resolve("warming"), WARMING, true, change -> {});
      }
      long start = System.nanoTime();
      Child[] keepers = {keeper};
      written =
          write(
              load,
              files,
              run.paced(),
              change -> {
                if (run == Run.KILLED && change == files / 2) {
                  keepers[0].kill();
                  keepers[0] = new Child(EventKeeper.class, run.options(), root, told);
                }
              });
      took = Bench.seconds(System.nanoTime() - start);
      disk = probe.end();
      keeper = keepers[0];
      if (run == Run.KILLED) {
        keeper.expect("ready");
      }
      keeper.say("work");
      lost = Long.parseLong(keeper.answer());
      keeper.ended();
      peer.ended();
      tool = inotify == null ? null : inotify.last();
    }
    List<Double> late = late(root, written, told);
    System.out.printf(
        "%-12s %8.1f %12d %12d %12s %20s %20s%n",
        run.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        took,
        lost,
        lost(written, times(library)),
        tool == null ? "not there" : String.valueOf(lost(written, tool)),
        spread(late),
        spread(disk));
    promises.check("Reeve lost nothing: " + lost, lost == 0);
    if (run == Run.PACED || run == Run.PACED_AGAIN) {
      promises.check(
          "95 of 100 rows are there within 10 ms of their earliest moment",
          !late.isEmpty() && Bench.percentile(late, 95) < LATEST);
    }
  }

  private static String spread(List<Double> values) {
    return values.isEmpty()
        ? ""
        : "%.1f %.1f %.1f"
            .formatted(
                Bench.median(values), Bench.percentile(values, 95), Bench.percentile(values, 100));
  }

  /**
   * Creates every file, then writes every file again; gives when, by path. Who paces and was held
   * up does not make up for it: that would be a burst.
   */
  private Map<String, List<Long>> write(Path load, int count, boolean paced, IntConsumer before)
      throws IOException {
    Map<String, List<Long>> written = new LinkedHashMap<>();
    long due = System.nanoTime();
    for (int change = 0; change < 2 * count; change++) {
      before.accept(change);
      if (paced) {
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        due = System.nanoTime() + 1_000_000_000L / rate;
      }
      int number = change % count;
      int folder = number / FILES_A_FOLDER;
      Path file = load.resolve("part-%d/area-%d/note-%d.md".formatted(folder % 40, folder, number));
      if (change < count && number % FILES_A_FOLDER == 0) {
        Files.createDirectories(file.getParent());
      }
      written
          .computeIfAbsent(file.toString(), ignored -> new ArrayList<>())
          .add(write(file, change));
    }
    return written;
  }

  private static long write(Path file, int change) throws IOException {
    byte[] text = ("change " + change + "\n").repeat(3).getBytes(StandardCharsets.UTF_8);
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      out.write(ByteBuffer.wrap(text));
      return System.nanoTime();
    }
  }

  private static long lost(Map<String, List<Long>> written, Map<String, Long> told) {
    return written.entrySet().stream()
        .filter(
            each ->
                told.getOrDefault(each.getKey(), Long.MIN_VALUE)
                    < each.getValue().getLast() - 1_000_000)
        .count();
  }

  private static String relative(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static Map<String, Long> times(Path file) throws IOException {
    Map<String, Long> out = new HashMap<>();
    try (Stream<String> lines = Files.lines(file)) {
      lines.forEach(
          line -> {
            int tab = line.indexOf('\t');
            out.put(line.substring(0, tab), Long.valueOf(line.substring(tab + 1)));
          });
    }
    return out;
  }

  /** How much later than allowed each change had its row, in ms. */
  private static List<Double> late(Path root, Map<String, List<Long>> written, Path told)
      throws IOException {
    long debounce = Config.defaults().watch().debounce().toNanos();
    Map<String, List<Long>> open = new HashMap<>();
    written.forEach(
        (file, times) -> open.put(relative(root, Path.of(file)), new ArrayList<>(times)));
    List<Double> late = new ArrayList<>();
    try (Stream<String> lines = Files.lines(told)) {
      lines.forEach(
          line -> {
            int tab = line.indexOf('\t');
            long row = Long.parseLong(line.substring(tab + 1));
            List<Long> times = open.getOrDefault(line.substring(0, tab), List.of());
            Long newest = null;
            while (!times.isEmpty() && times.getFirst() + debounce <= row) {
              newest = times.removeFirst();
            }
            if (newest != null) {
              late.add((row - debounce - newest) / 1e6);
            }
          });
    }
    return late;
  }

  /** A process that is talked to by lines. */
  private static final class Child {
    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    Child(Class<?> main, List<String> options, Path... args) {
      try {
        process =
            Jvm.start(
                main,
                options,
                Map.of(),
                Stream.of(args).map(Path::toString).toArray(String[]::new));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      out = process.inputReader(StandardCharsets.UTF_8);
      in = process.outputWriter(StandardCharsets.UTF_8);
    }

    void expect(String word) throws IOException {
      String line = answer();
      if (!word.equals(line)) {
        throw new IllegalStateException("Instead of " + word + ": " + line);
      }
    }

    String answer() throws IOException {
      return out.readLine();
    }

    void say(String word) throws IOException {
      in.write(word + "\n");
      in.flush();
    }

    void ended() throws IOException, InterruptedException {
      in.close();
      process.waitFor();
    }

    void kill() {
      process.destroyForcibly();
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
