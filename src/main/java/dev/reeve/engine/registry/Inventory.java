package dev.reeve.engine.registry;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.queue.KnownPaths;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.watch.KnownFiles;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.FileFacts;
import dev.reeve.engine.workspace.SafePath;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the registry knows of paths, for the watcher and the queue. Safe on any thread. Source:
 * {@code docs/reference/ids.md}.
 */
public final class Inventory implements KnownFiles, KnownPaths, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Inventory.class);

  private final Supplier<RegistryDocument> registry;
  private final FileFactsDao facts;

  /** The record of each path. Two records may have one path, of which one has ended. */
  private final ConcurrentNavigableMap<String, String> recorded = new ConcurrentSkipListMap<>();

  private final Map<String, String> pathOf = new ConcurrentHashMap<>();
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
              if (event instanceof RegistryEvent.Accepted) {
                loaded = false;
                recorded.clear();
                pathOf.clear();
              } else if (event instanceof RegistryEvent.Written written) {
                written.rows().forEach(this::note);
                if (written.rows().isEmpty()) {
                  loaded = false; // restored: anything may be another
                }
              }
            });
  }

  private void note(RecordRow row) {
    if (!row.kind().equals("entity")) {
      return;
    }
    Optional<String> path = KnownFile.canonical(row.path()).map(SafePath::text);
    boolean ended = RecordHead.ended(row.status());
    String left = ended || path.isEmpty() ? pathOf.remove(row.key()) : null;
    if (!ended && path.isPresent()) {
      left = pathOf.put(row.key(), path.get());
      recorded.put(path.get(), row.key());
    }
    if (left != null && (ended || !left.equals(path.orElse(null)))) {
      recorded.remove(left, row.key());
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
        .filter(head -> head.file() && !head.ended())
        .forEach(
            head ->
                KnownFile.canonical(head.path())
                    .ifPresent(
                        path -> {
                          pathOf.put(head.key(), path.text());
                          recorded.put(path.text(), head.key());
                        }));
    loaded = true;
  }

  @Override
  public boolean hasRecord(String path) {
    return !loaded || recorded.containsKey(path);
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
    try {
      if (!loaded) {
        load();
      }
    } catch (EngineException e) {
      LOG.warn("What was registered under {} is left to reconciliation", folder, e);
    }
    return folder.equals(".")
        ? List.copyOf(recorded.keySet())
        : List.copyOf(recorded.subMap(folder + "/", folder + "0").keySet()); // 0 follows /
  }

  /** Stops listening. */
  @Override
  public void close() {
    subscription.close();
  }
}
