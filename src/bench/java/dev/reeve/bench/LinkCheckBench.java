package dev.reeve.bench;

import dev.reeve.Reeve;
import dev.reeve.engine.links.index.LinkIndex;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long a check of links takes. With a folder: the whole process of {@code reeve links check},
 * beside a check of the same folder by the language service of Visual Studio Code where node and
 * that are to be had, in turn; then the same of 3,000 generated documents. Always: the kept index
 * over 10,000 generated documents, cold, known, and after one change. Arguments: {@code [FOLDER
 * [MODULES]]}, the folder {@code node_modules} of {@code npm i vscode-markdown-languageservice
 * markdown-it vscode-uri vscode-languageserver vscode-languageserver-textdocument}. The program is
 * the packaged one ({@code ./mvnw -q -DskipTests package}), started by its launcher on the Java of
 * the bench; without it, whatever the class path holds, which has no archive and is slower.
 */
public final class LinkCheckBench {
  private static final int ROUNDS = 7;
  private static final int DOCUMENTS = 10_000;
  private static final int MANY = 3_000;
  private static final int CHANGES = 100;
  private static final String PEER = "src/bench/node/link-peer.js";

  private LinkCheckBench() {}

  /** Seconds and MiB of one process. */
  private record Cost(double wall, double processor, double memory) {}

  public static void main(String[] args) throws Exception {
    Promises promises = new Promises();
    if (args.length > 0) {
      Path modules = args.length > 1 ? Path.of(args[1]) : null;
      whole(Path.of(args[0]), modules, 0.33, promises);
      Path many = Bench.folder("links-many");
      generate(many, MANY);
      whole(many, modules, 0.2, promises);
      Bench.delete(many);
    }
    kept(promises);
    promises.end();
  }

  private static void whole(Path folder, Path modules, double reach, Promises promises)
      throws Exception {
    System.out.println(folder);
    List<String> reeve = new ArrayList<>(program());
    reeve.addAll(List.of("links", "check", "--mode", "custom", "--suggest", "none"));
    reeve.addAll(List.of("--workspace", folder.toString()));
    List<String> peer = List.of("node", PEER, folder.toString());
    run(reeve, modules); // where the build made no archive, the first run does
    boolean beside = modules != null && isThere(modules);
    List<Cost> ours = new ArrayList<>();
    List<Cost> theirs = new ArrayList<>();
    List<Double> reads = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ours.add(run(reeve, modules));
      reads.add(read(folder));
      if (beside) {
        theirs.add(run(peer, modules));
      }
    }
    print("reeve links check", ours);
    System.out.printf("bare read of the documents: %.3f s%n", Bench.median(reads));
    if (beside) {
      print("language service", theirs);
      System.out.printf(
          "ratio: wall %.2f, processor %.2f, memory %.2f%n",
          median(ours, 0) / median(theirs, 0),
          median(ours, 1) / median(theirs, 1),
          median(ours, 2) / median(theirs, 2));
      promises.check(
          "a cold check takes at most " + reach + " of the language service's wall time",
          median(ours, 0) / median(theirs, 0) <= reach);
    } else {
      System.out.printf("ratio to the bare read: %.1f%n", median(ours, 0) / Bench.median(reads));
    }
  }

  /** What starts it: the launcher, or without a packaged program Java itself. */
  private static List<String> program() {
    if (Files.isDirectory(Path.of("target", "app", "lib"))) {
      boolean windows = File.separatorChar == '\\';
      return List.of(Path.of("packaging", windows ? "reeve.cmd" : "reeve").toString());
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        Reeve.class.getName());
  }

  private static boolean isThere(Path modules) {
    return Files.isDirectory(modules.resolve("vscode-markdown-languageservice"));
  }

  private static void print(String what, List<Cost> costs) {
    System.out.printf(
        "%s: wall %.2f s, processor %.2f s, %.0f MiB%n",
        what, median(costs, 0), median(costs, 1), median(costs, 2));
  }

  private static double median(List<Cost> costs, int figure) {
    return Bench.median(
        costs.stream()
            .map(
                each ->
                    switch (figure) {
                      case 0 -> each.wall();
                      case 1 -> each.processor();
                      default -> each.memory();
                    })
            .toList());
  }

  /** By GNU time, which asks the system for what the process used. */
  private static Cost run(List<String> command, Path modules) throws Exception {
    Path figures = Files.createTempFile("reeve-time-", ".txt");
    List<String> timed = new ArrayList<>(List.of("/usr/bin/time", "-q", "-f", "%e %U %S %M"));
    timed.addAll(List.of("-o", figures.toString()));
    timed.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(timed);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("REEVE_JAVA_HOME", System.getProperty("java.home"));
    if (modules != null) {
      builder.environment().put("NODE_PATH", modules.toString());
    }
    builder.start().waitFor();
    String[] told = Files.readString(figures).strip().split(" ");
    Files.delete(figures);
    return new Cost(
        Double.parseDouble(told[0]),
        Double.parseDouble(told[1]) + Double.parseDouble(told[2]),
        Double.parseDouble(told[3]) / 1024);
  }

  private static double read(Path folder) throws IOException {
    long start = System.nanoTime();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(".md") && Files.isRegularFile(file))
          .forEach(
              file -> {
                try {
                  Files.readAllBytes(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    return Bench.seconds(System.nanoTime() - start);
  }

  private static void kept(Promises promises) throws Exception {
    Path root = Bench.folder("links");
    generate(root, DOCUMENTS);
    Workspace workspace = Bench.open(root);
    TimeUnit.SECONDS.sleep(3); // what was written just before it was read is read again
    double cold = open(workspace, null);
    System.out.printf("cold %.3f s%n", cold);
    double known = open(workspace, null);
    System.out.printf("known %.3f s%n", known);
    List<Double> changes = new ArrayList<>();
    open(workspace, changes);
    double most = Bench.percentile(changes, 95);
    System.out.printf(
        "%,d documents: cold %.3f s; known %.3f s, %.2f of cold; after one change, ms:"
            + " half %.1f, 95 of 100 %.1f, %.0f times faster than cold%n",
        DOCUMENTS, cold, known, known / cold, Bench.median(changes), most, cold * 1e3 / most);
    promises.check("a known workspace opens in at most 0.2 of cold", known / cold <= 0.2);
    promises.check("95 of 100 changes are taken in under 20 ms", most < 20);
    promises.check("and at least 100 times faster than cold", cold * 1e3 / most >= 100);
    Bench.delete(root);
  }

  /** Opens the index and closes it; in between changes one document after the other. */
  private static double open(Workspace workspace, List<Double> changes) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    long start = System.nanoTime();
    LinkIndex index =
        new LinkIndex(workspace, EngineClock.system(), pool, timer, true, snapshot -> {});
    index.start();
    while (!index.snapshot().complete()) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    double opened = Bench.seconds(System.nanoTime() - start);
    index.awaitCurrent(Duration.ofMinutes(2));
    for (int i = 0; changes != null && i < CHANGES; i++) {
      String path = "f" + i % 100 + "/d" + i + ".md";
      Files.writeString(workspace.root().resolve(path), "\n[n](nowhere" + i + ".md)\n");
      long before = index.snapshot().number();
      index.changed(path);
      while (index.snapshot().number() == before) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      changes.add(index.snapshot().took().toNanos() / 1e6);
    }
    index.close();
    timer.shutdownNow();
    pool.shutdownNow();
    return opened;
  }

  private static void generate(Path root, int documents) throws IOException {
    for (int i = 0; i < documents; i++) {
      Path folder = Files.createDirectories(root.resolve("f" + i % 100));
      StringBuilder text = new StringBuilder("# Document " + i + "\n\n");
      for (int j = 0; j < 20; j++) {
        int to = (i * 31 + j * 977) % documents;
        text.append("Some words about *this* and `that`, and what [comes next](../f")
            .append(to % 100)
            .append("/d")
            .append(to)
            .append(".md#document-")
            .append(to)
            .append(") in the list.\n\n## Part ")
            .append(j)
            .append("\n\n");
      }
      Files.writeString(folder.resolve("d" + i + ".md"), text);
    }
  }
}
