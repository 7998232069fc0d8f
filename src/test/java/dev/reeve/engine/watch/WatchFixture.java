package dev.reeve.engine.watch;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.RetryPolicy;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.FileFacts;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A watcher on a real folder with a real queue; the inventory is a map. */
final class WatchFixture implements AutoCloseable, KnownFiles {
  final Path root;
  final EventBus bus = new EventBus();
  final List<EngineEvent> events = new CopyOnWriteArrayList<>();
  final List<String> rescans = new CopyOnWriteArrayList<>();
  final Map<String, FileFacts> records = new ConcurrentHashMap<>();
  final EngineClock clock = EngineClock.system();
  final Store store;
  final WorkQueue queue;
  final Suppression suppression;
  final FileWatcher watcher;
  private final ExecutorService scanPool = Executors.newFixedThreadPool(2);

  WatchFixture(Path folder, String settings) throws IOException {
    root = Files.createDirectories(folder.resolve("workspace")).toRealPath();
    Files.createDirectories(root.resolve(".reeve"));
    Files.writeString(root.resolve(".reeve/config.toml"), settings);
    Workspace workspace = Workspace.open(root, new DiskFileLayer());
    store = Store.open(folder.resolve("reeve.db"), clock);
    queue =
        new WorkQueue(store, clock, bus, records::containsKey, RetryPolicy.standard(new Random(1)));
    suppression = new Suppression(store, clock);
    bus.subscribe(events::add);
    watcher =
        new FileWatcher(
            workspace,
            IgnoreRules.of(workspace),
            queue,
            suppression,
            this,
            (id, reason) -> {
              rescans.add(id + " " + reason);
              return CompletableFuture.completedFuture(null);
            },
            bus,
            clock,
            scanPool);
  }

  /** Starts, and returns when every root is watched. */
  WatchFixture started() {
    watcher.start();
    org.awaitility.Awaitility.await()
        .until(
            () ->
                watcher.roots().stream()
                    .allMatch(status -> status.state() == RootStatus.State.WATCHING));
    return this;
  }

  @Override
  public Map<String, FileFacts> facts(Collection<String> paths) {
    Map<String, FileFacts> out = new HashMap<>(records);
    out.keySet().retainAll(paths);
    return out;
  }

  @Override
  public List<String> under(String folder) {
    return records.keySet().stream().filter(path -> path.startsWith(folder + "/")).toList();
  }

  /** Puts a file on disk. */
  Path write(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  /** Puts a file on disk and into the inventory. */
  Path recorded(String path, String content) throws IOException {
    Path file = write(path, content);
    records.put(path, (FileFacts) Look.disk(root, false).at(path));
    return file;
  }

  Optional<WorkItem> row(String path) {
    return queue.list(Set.of(), 100_000).stream()
        .filter(item -> item.path().equals(path))
        .findFirst();
  }

  /** Whether the path has a row that may be claimed. */
  boolean ready(String path) {
    return row(path).filter(item -> item.state() == ItemState.STABLE_READY).isPresent();
  }

  List<String> rows() {
    List<String> out = new ArrayList<>();
    for (WorkItem item : queue.list(Set.of(), 100_000)) {
      String from = item.oldPath() == null ? "" : item.oldPath() + "->";
      out.add(item.event() + " " + from + item.path());
    }
    out.sort(String::compareTo);
    return out;
  }

  @Override
  public void close() {
    watcher.close();
    scanPool.shutdownNow();
    store.close();
  }
}
