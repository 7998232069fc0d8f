package dev.reeve.bench;

import dev.reeve.engine.Engine;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A branch switch by Git itself in a registered workspace: files that change, go and come at once.
 * Whether anything was lost, how often the registry was written, and how long it took beside the
 * checkout and the hashing of what changed. Arguments: files that differ (6000).
 */
public final class SwitchBench {
  private static final int UNTOUCHED = 500;
  private static final int BATCH = 50;
  private static final Duration LONG = Duration.ofMinutes(20);

  private SwitchBench() {}

  public static void main(String[] args) throws Exception {
    int differing = args.length > 0 ? Integer.parseInt(args[0]) : 6_000;
    Path folder = Bench.folder("switch");
    Promises promises = new Promises();
    try {
      measure(folder.resolve("workspace"), differing, promises);
    } finally {
      Bench.delete(folder);
    }
    promises.end();
  }

  private static void measure(Path root, int differing, Promises promises) throws Exception {
    List<String> changed = paths("changed", differing * 2 / 3);
    List<String> gone = paths("gone", differing / 6);
    List<String> come = paths("come", differing - changed.size() - gone.size());
    repository(root, changed, gone, come);
    try (Engine engine = Engine.open(Bench.live(root), Engine.Role.KEEPER)) {
      engine.start();
      require(engine.awaitIdle(LONG));
      WorkMeter meter = new WorkMeter(engine);
      long start = System.nanoTime();
      git(root, "checkout", "-q", "other");
      double checkout = Bench.seconds(System.nanoTime() - start);
      require(engine.awaitIdle(LONG));
      double took = Bench.seconds(meter.lastEnd() - start);
      List<String> there = new ArrayList<>(changed);
      there.addAll(come);
      there.addAll(paths("same", UNTOUCHED));
      long before = System.nanoTime();
      for (String path : there) {
        Sha256.of(root.resolve(path));
      }
      double hashing = Bench.seconds(System.nanoTime() - before);
      long lost = Truth.lost(engine, root, there, gone);
      int differences = Truth.differences(engine);
      int most = Math.ceilDiv(differing, BATCH);
      System.out.printf("files that differ       %10d%n", differing);
      System.out.printf("git checkout            %10.2f s%n", checkout);
      System.out.printf("hashing, one thread     %10.2f s%n", hashing);
      System.out.printf("until the queue is idle %10.2f s%n", took);
      System.out.printf("ratio to git checkout   %10.1f%n", took / checkout);
      System.out.printf("registry writes         %10d%n", meter.writes());
      System.out.printf(
          "rows, paths, rows done  %10d %d %d%n", meter.rows(), meter.paths(), meter.ends());
      promises.check("0 changes lost: " + lost, lost == 0);
      promises.check("a deep reconcile finds nothing: " + differences, differences == 0);
      promises.check(
          "at most %d registry writes: %d".formatted(most, meter.writes()), meter.writes() <= most);
      promises.check(
          "at most one row a path: " + meter.rows() + " for " + meter.paths(),
          meter.rows() <= meter.paths() && meter.paths() <= differing);
    }
  }

  private static List<String> paths(String kind, int count) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      out.add("docs/%s/part-%d/note-%d.md".formatted(kind, i % 37, i));
    }
    return out;
  }

  private static void repository(
      Path root, List<String> changed, List<String> gone, List<String> come) throws Exception {
    Files.createDirectories(root);
    git(root, "init", "-q", "-b", "first");
    git(root, "config", "user.name", "bench");
    git(root, "config", "user.email", "bench@localhost");
    git(root, "config", "core.autocrlf", "false");
    git(root, "config", "gc.auto", "0");
    Files.writeString(
        root.resolve(".git/info/exclude"), ".reeve/\nUNIFIED_SSOT_REGISTRY.json\n.reeve-*\n");
    write(root, paths("same", UNTOUCHED), "first");
    write(root, changed, "first");
    write(root, gone, "first");
    git(root, "add", "-A");
    git(root, "commit", "-q", "-m", "first");
    git(root, "checkout", "-q", "-b", "other");
    write(root, changed, "other");
    write(root, come, "other");
    for (String path : gone) {
      Files.delete(root.resolve(path));
    }
    git(root, "add", "-A");
    git(root, "commit", "-q", "-m", "other");
    git(root, "checkout", "-q", "first");
  }

  private static void write(Path root, List<String> paths, String branch) throws IOException {
    for (String path : paths) {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, ("# " + path + "\n\nAs of " + branch + ".\n").repeat(20));
    }
  }

  private static void git(Path root, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).directory(root.toFile()).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + " failed");
    }
  }

  private static void require(boolean idle) {
    if (!idle) {
      throw new IllegalStateException("The queue did not become idle.");
    }
  }
}
