package dev.reeve.bench;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.queue.RetryPolicy;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.watch.FileWatcher;
import dev.reeve.engine.watch.KnownFiles;
import dev.reeve.engine.watch.RootStatus;
import dev.reeve.engine.watch.Suppression;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.FileFacts;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * How long it takes until a tree is watched, against a plain recursive {@link WatchService}: 50,000
 * files in 5,000 folders. Prints the median of five alternating rounds in milliseconds, and the
 * ratio.
 */
public final class WatchSetupBench {
  private static final int ROUNDS = 5;
  private static final int FOLDERS = 5_000;
  private static final int FILES_A_FOLDER = 10;

  private WatchSetupBench() {}

  public static void main(String[] args) throws Exception {
    Path root = Files.createTempDirectory("watch-bench");
    try {
      fill(root);
      List<Double> ours = new ArrayList<>();
      List<Double> plain = new ArrayList<>();
      for (int round = -1; round < ROUNDS; round++) {
        double own = reeve(root);
        double bare = plain(root);
        if (round >= 0) { // the first round warms up
          ours.add(own);
          plain.add(bare);
        }
      }
      System.out.printf("files %d in %d folders%n", FOLDERS * FILES_A_FOLDER, FOLDERS);
      System.out.printf("reeve watcher           %8.0f ms%n", median(ours));
      System.out.printf("plain WatchService      %8.0f ms%n", median(plain));
      System.out.printf("ratio                   %8.2f%n", median(ours) / median(plain));
    } finally {
      delete(root);
    }
    System.exit(0);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted(Comparator.naturalOrder()).toList().get(values.size() / 2);
  }

  private static void fill(Path root) throws IOException {
    for (int folder = 0; folder < FOLDERS; folder++) {
      Path at = root.resolve("area-" + folder % 50).resolve("folder-" + folder);
      Files.createDirectories(at);
      for (int file = 0; file < FILES_A_FOLDER; file++) {
        Files.writeString(at.resolve("file-" + file + ".txt"), "x\n");
      }
    }
  }

  private static double reeve(Path root) throws Exception {
    Path state = Files.createTempDirectory("watch-bench-state");
    EngineClock clock = EngineClock.system();
    Workspace workspace = Workspace.open(root, new DiskFileLayer());
    EventBus bus = new EventBus();
    try (Store store = Store.open(state.resolve("reeve.db"), clock);
        ExecutorService pool = Executors.newFixedThreadPool(2)) {
      WorkQueue queue =
          new WorkQueue(store, clock, bus, path -> false, RetryPolicy.standard(new Random(1)));
      CompletableFuture<Void> read = CompletableFuture.completedFuture(null);
      FileWatcher watcher =
          new FileWatcher(
              workspace,
              IgnoreRules.of(workspace),
              queue,
              new Suppression(store, clock),
              new NothingKnown(),
              (asked, reason) -> read,
              bus,
              clock,
              pool);
      long start = System.nanoTime();
      watcher.start();
      while (watcher.roots().getFirst().state() != RootStatus.State.WATCHING) {
        Thread.onSpinWait();
      }
      double took = (System.nanoTime() - start) / 1e6;
      watcher.close();
      return took;
    } finally {
      delete(state);
    }
  }

  private static double plain(Path root) throws IOException {
    try (WatchService service = root.getFileSystem().newWatchService()) {
      long start = System.nanoTime();
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
              folder.register(
                  service,
                  StandardWatchEventKinds.ENTRY_CREATE,
                  StandardWatchEventKinds.ENTRY_MODIFY,
                  StandardWatchEventKinds.ENTRY_DELETE);
              return FileVisitResult.CONTINUE;
            }
          });
      return (System.nanoTime() - start) / 1e6;
    }
  }

  private static final class NothingKnown implements KnownFiles {
    @Override
    public Map<String, FileFacts> facts(Collection<String> paths) {
      return Map.of();
    }

    @Override
    public List<String> under(String folder) {
      return List.of();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
