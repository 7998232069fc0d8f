package dev.reeve.engine.watch;

import java.util.List;
import java.util.Map;

/**
 * What the console and the command line read of the watcher and ask of it. Calls may block. Source:
 * {@code docs/reference/watch.md}.
 */
public interface WatchView {
  /** Every root. */
  List<RootStatus> roots();

  /** Stops or resumes taking events of a root; resuming rescans it. */
  void pause(String root, boolean paused);

  /** Reads the root again as after a lost event. */
  void rescan(String root);

  /** Files that have not come to rest, by path; empty where another process watches. */
  default Map<String, Settling> settling() {
    return Map.of();
  }

  /** Patterns in force, for people. */
  List<String> ignorePatterns();
}
