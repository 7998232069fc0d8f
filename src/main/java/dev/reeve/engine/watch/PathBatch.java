package dev.reeve.engine.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where watcher threads leave raw events for the intake: one entry a path, so a burst costs what
 * its paths cost and not its events. Reeve's own temporary files do not pass. Safe on any thread.
 */
final class PathBatch {
  private final Object guard = new Object();
  private final Runnable filled;
  private Map<String, RawEvent> events = new LinkedHashMap<>();

  /**
   * @param filled called when the first event arrives after {@link #drain}; must return at once
   */
  PathBatch(Runnable filled) {
    this.filled = filled;
  }

  void add(RawEvent event) {
    String name = event.path().substring(event.path().lastIndexOf('/') + 1);
    if (name.startsWith(".reeve-") && name.endsWith(".tmp")) {
      return;
    }
    boolean first;
    synchronized (guard) {
      first = events.isEmpty();
      events.merge(event.path(), event, PathBatch::fold);
    }
    if (first) {
      filled.run();
    }
  }

  private static RawEvent fold(RawEvent earlier, RawEvent later) {
    return new RawEvent(
        earlier.root(),
        earlier.path(),
        earlier.kind(),
        earlier.folder() || later.folder(),
        earlier.seen());
  }

  /** Takes what has come, in order of first arrival. */
  List<RawEvent> drain() {
    synchronized (guard) {
      if (events.isEmpty()) {
        return List.of();
      }
      List<RawEvent> out = new ArrayList<>(events.values());
      events = new LinkedHashMap<>();
      return out;
    }
  }
}
