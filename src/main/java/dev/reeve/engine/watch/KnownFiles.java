package dev.reeve.engine.watch;

import dev.reeve.engine.workspace.FileFacts;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What earlier scans and the inventory know of files, for events that name a path which is already
 * gone. Called on the watcher's thread; may block shortly. Source: {@code docs/reference/watch.md}.
 */
public interface KnownFiles {
  /** What the files looked like when they were last examined; unknown paths are left out. */
  Map<String, FileFacts> facts(Collection<String> paths);

  /** Paths with a record at any depth below a folder. */
  List<String> under(String folder);
}
