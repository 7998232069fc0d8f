package dev.reeve.engine.registry;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.queue.KnownPaths;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.watch.KnownFiles;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.FileFacts;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What the registry knows of paths, for the watcher and the queue. Safe on any thread. Source:
 * {@code docs/reference/ids.md}.
 */
public final class Inventory implements KnownFiles, KnownPaths, AutoCloseable {
  private final Supplier<RegistryDocument> registry;
  private final FileFactsDao facts;
  private final Set<String> recorded = ConcurrentHashMap.newKeySet();
  private final EventBus.Subscription subscription;
  private volatile boolean loaded;

  /**
   * @param registry reads the registry as it is now
   */
  public Inventory(Store store, Supplier<RegistryDocument> registry, EventBus bus) {
    this.registry = registry;
    this.facts = new FileFactsDao(store);
    this.subscription =
        bus.subscribe(
            event -> {
              if (event instanceof RegistryEvent.Written written) {
                written.rows().forEach(this::note);
              }
            });
  }

  private void note(RecordRow row) {
    if (row.path() != null && row.kind().equals("entity")) {
      if (row.status().equals("deleted") || row.status().equals("archived")) {
        recorded.remove(row.path());
      } else {
        recorded.add(row.path());
      }
    }
  }

  /**
   * Reads which paths have a record; until then all are said to have one. Blocks.
   *
   * @throws EngineException {@code REGISTRY_UNREADABLE}
   */
  public void load() {
    registry
        .get()
        .heads()
        .filter(head -> head.file() && head.active())
        .forEach(
            head -> KnownFile.canonical(head.path()).ifPresent(path -> recorded.add(path.text())));
    loaded = true;
  }

  @Override
  public boolean hasRecord(String path) {
    return !loaded || recorded.contains(path);
  }

  @Override
  public Map<String, FileFacts> facts(Collection<String> paths) {
    Map<String, FileFacts> out = new HashMap<>();
    for (FileFact fact : facts.at(paths)) {
      out.put(
          fact.path(),
          new FileFacts(
              fact.path(),
              fact.size(),
              FileTime.from(fact.modifiedNanos(), TimeUnit.NANOSECONDS),
              fact.fileKey()));
    }
    return out;
  }

  @Override
  public List<String> under(String folder) {
    return registry
        .get()
        .heads()
        .filter(head -> head.file() && head.active())
        .flatMap(head -> KnownFile.canonical(head.path()).stream())
        .map(path -> path.text())
        .filter(path -> DiskState.isUnder(path, folder))
        .toList();
  }

  /** Stops listening. */
  @Override
  public void close() {
    subscription.close();
  }
}
