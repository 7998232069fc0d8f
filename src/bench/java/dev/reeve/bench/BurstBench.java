package dev.reeve.bench;

import dev.reeve.OpenDesktop;
import dev.reeve.console.EngineSession;
import dev.reeve.engine.Engine;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A burst of file changes on a live engine while the console shows the Queue pane: how long until
 * all is done, whether anything was lost, how often the registry was written, and how long the
 * screen stood still. Beside it the floor: the same files hashed and the same registry replaced
 * once for 50 of them, by plain calls. Arguments: changes (20000).
 */
public final class BurstBench {
  private static final int HOT_FILES = 50;
  private static final int HOT_EVERY = 40; // so 500 of 20,000 changes
  private static final int BATCH = 50;
  private static final int EARLY_ROUNDS = 20;
  private static final double LONGEST_STALL = 50;
  private static final List<String> KINDS = List.of("md", "py", "txt", "json", "csv");

  private BurstBench() {}

  public static void main(String[] args) throws Exception {
    int changes = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    Path folder = Bench.folder("burst");
    Promises promises = new Promises();
    try (ExecutorService idle = Executors.newSingleThreadExecutor()) {
      Path root = folder.resolve("workspace");
      HeadlessWindow.startToolkit();
      EngineSession session = OpenDesktop.open(Bench.live(root));
      Engine engine = OpenDesktop.engine(session);
      try (HeadlessWindow window = HeadlessWindow.open(session)) {
        warmUp(engine, root);
        measure(engine, root, folder, changes, idle, promises);
      }
      session.close();
    } finally {
      Bench.delete(folder);
    }
    promises.end();
  }

  private static void measure(
      Engine engine, Path root, Path folder, int changes, ExecutorService idle, Promises promises)
      throws Exception {
    WorkMeter meter = new WorkMeter(engine);
    StallProbe probe = StallProbe.start(idle);
    long start = System.nanoTime();
    Set<String> paths = burst(root, changes);
    long written = System.nanoTime();
    require(engine.awaitIdle(Duration.ofMinutes(30)));
    probe.stop();
    double took = Bench.seconds(meter.lastEnd() - start);
    int writes = meter.writes();
    int most = Math.ceilDiv(meter.ends(), BATCH);
    long lost = Truth.lost(engine, root, paths, Set.of());
    int differences = Truth.differences(engine);
    byte[] registry = Files.readAllBytes(engine.workspace().registryFile());
    double floor = floor(root, paths, registry, most, folder);
    System.out.printf(
        "changes %,d to %,d files, written in %.1f s%n",
        changes, paths.size(), Bench.seconds(written - start));
    System.out.printf("until the queue is idle      %10.1f s%n", took);
    System.out.printf("floor: hash, %d writes      %10.1f s%n", most, floor);
    System.out.printf("ratio to the floor           %10.2f%n", took / floor);
    System.out.printf("rows done                    %10d%n", meter.ends());
    System.out.printf("registry writes              %10d%n", writes);
    System.out.printf("longest stall of the screen  %10.1f ms%n", probe.screen());
    System.out.printf("stalls over 50 ms            %10d%n", probe.over());
    System.out.printf("longest stall of an idle thread %7.1f ms%n", probe.idle());
    System.out.printf("most work for one frame      %10.1f ms of processor time%n", probe.work());
    System.out.printf(
        "work of the screen in all     %9.1f s of processor time%n", probe.workInAll() / 1e3);
    System.out.printf("longest time between frames  %10.1f ms%n", probe.frame());
    promises.check("0 changes lost: " + lost, lost == 0);
    promises.check("a deep reconcile finds nothing: " + differences, differences == 0);
    promises.check("at most one write for 50 rows: " + writes + " of " + most, writes <= most);
    promises.check(
        "the screen never stands still for more than 50 ms", probe.screen() <= LONGEST_STALL);
  }

  /** A console that has been open for a while: its tables were drawn before, its code is warm. */
  private static void warmUp(Engine engine, Path root) throws Exception {
    require(engine.awaitIdle(Duration.ofMinutes(1)));
    for (int round = 0; round < EARLY_ROUNDS; round++) {
      for (int i = 0; i < BATCH; i++) {
        Files.writeString(root.resolve("early-" + round + "-" + i + ".txt"), text(i));
      }
      Files.writeString(root.resolve("early.txt"), text(round));
      require(engine.awaitIdle(Duration.ofMinutes(1)));
    }
  }

  /** New files in many folders, and between them always the same fifty. */
  private static Set<String> burst(Path root, int changes) throws IOException {
    Set<String> paths = new LinkedHashSet<>();
    for (int i = 0; i < changes; i++) {
      boolean hot = i % HOT_EVERY == 0;
      String path =
          hot
              ? "hot/log-" + i / HOT_EVERY % HOT_FILES + ".txt"
              : "area-%d/part-%d/note-%d.%s"
                  .formatted(i % 20, i / 20 % 10, i, KINDS.get(i % KINDS.size()));
      Path file = root.resolve(path);
      if (paths.add(path)) {
        Files.createDirectories(file.getParent());
      }
      Files.writeString(file, text(i), StandardCharsets.UTF_8);
    }
    return paths;
  }

  private static String text(int i) {
    return ("change " + i + "\n").repeat(20 + i % 60);
  }

  /** Every file hashed by two threads, then the registry as it grew, replaced durably each time. */
  private static double floor(
      Path root, Set<String> paths, byte[] registry, int writes, Path folder) throws Exception {
    long start = System.nanoTime();
    List<String> all = List.copyOf(paths);
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int first = thread;
        running.add(
            pool.submit(
                () -> {
                  for (int i = first; i < all.size(); i += threads) {
                    Sha256.of(root.resolve(all.get(i)));
                  }
                  return true;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    Path file = folder.resolve("registry.json");
    Path temporary = folder.resolve("registry.tmp");
    for (int write = 1; write <= writes; write++) {
      try (FileChannel out =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        out.write(ByteBuffer.wrap(registry, 0, (int) ((long) registry.length * write / writes)));
        out.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    return Bench.seconds(System.nanoTime() - start);
  }

  private static void require(boolean idle) {
    if (!idle) {
      throw new IllegalStateException("The queue did not become idle.");
    }
  }
}
