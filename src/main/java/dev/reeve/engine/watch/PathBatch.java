package dev.reeve.engine.watch;

import dev.reeve.engine.workspace.EngineClock;
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
  private final EngineClock clock;
  private Map<String, Arrived> events = new LinkedHashMap<>();

  /**
   * What was said about a path.
   *
   * @param at when it was last said, as monotonic time: a path is quiet from then on, however long
   *     this waits here
   */
  record Arrived(RawEvent event, long at) {}

  /**
   * @param filled called when the first event arrives after {@link #drain}; must return at once
   */
  PathBatch(EngineClock clock, Runnable filled) {
    this.clock = clock;
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
      events.merge(key(event), new Arrived(event, clock.nanos()), PathBatch::fold);
    }
    if (first) {
      filled.run();
    }
  }

  /** A folder that went and a file in its place are two things: neither may hide the other. */
  private static String key(RawEvent event) {
    return event.folder() ? event.path() + "/" : event.path();
  }

  private static Arrived fold(Arrived before, Arrived now) {
    RawEvent earlier = before.event();
    RawEvent folded =
        new RawEvent(
            earlier.root(), earlier.path(), earlier.kind(), earlier.folder(), earlier.seen());
    return new Arrived(folded, now.at());
  }

  boolean isEmpty() {
    synchronized (guard) {
      return events.isEmpty();
    }
  }

  /** Takes what has come, in order of first arrival. */
  List<Arrived> drain() {
    synchronized (guard) {
      if (events.isEmpty()) {
        return List.of();
      }
      List<Arrived> out = new ArrayList<>(events.values());
      events = new LinkedHashMap<>();
      return out;
    }
  }
}
