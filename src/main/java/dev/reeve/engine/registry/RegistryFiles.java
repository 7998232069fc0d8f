package dev.reeve.engine.registry;

import dev.reeve.engine.queue.KnownPaths;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.watch.KnownFiles;
import dev.reeve.engine.workspace.FileFacts;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the registry and the last reads know of files, for the queue and the watcher. Source: {@code
 * docs/reference/registry.md}. Safe on any thread.
 */
public final class RegistryFiles implements KnownPaths, KnownFiles {
  private final FileFactsDao facts;
  private volatile @Nullable RegistryDocument newest;

  /** Knows nothing of the registry until {@link #refresh}. */
  public RegistryFiles(Store store) {
    this.facts = new FileFactsDao(store);
  }

  /** Takes note of the registry as it is now. */
  public void refresh(RegistryDocument document) {
    newest = document;
  }

  @Override
  public boolean hasRecord(String path) {
    RegistryDocument known = newest;
    return known == null || known.atPath(path).stream().anyMatch(RecordHead::active);
  }

  @Override
  public Map<String, FileFacts> facts(Collection<String> paths) {
    Map<String, FileFacts> out = new HashMap<>();
    for (FileFact fact : facts.find(paths)) {
      FileTime modified = FileTime.from(fact.modifiedNanos(), TimeUnit.NANOSECONDS);
      out.put(fact.path(), new FileFacts(fact.path(), fact.size(), modified, fact.fileKey()));
    }
    return out;
  }

  @Override
  public List<String> under(String folder) {
    RegistryDocument known = newest;
    if (known == null) {
      return List.of();
    }
    String prefix = folder.equals(".") ? "" : folder + "/";
    return known
        .heads()
        .filter(RecordHead::active)
        .map(RecordHead::path)
        .filter(path -> path != null && path.startsWith(prefix))
        .map(String::valueOf)
        .toList();
  }
}
