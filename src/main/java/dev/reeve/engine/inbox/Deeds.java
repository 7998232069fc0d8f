package dev.reeve.engine.inbox;

import dev.reeve.engine.change.Trail;
import dev.reeve.engine.change.TrailFilter;
import dev.reeve.engine.change.TrailLine;
import java.time.Instant;
import java.util.function.Predicate;

/** What people did, by the trail, also in other processes. Blocks. */
record Deeds(Trail trail) {
  /** Whether such a line was written since then. */
  boolean since(Instant time, Predicate<TrailLine> deed) {
    TrailFilter later = new TrailFilter(null, null, null, null, time, null);
    return trail.list(later, Integer.MAX_VALUE).stream().anyMatch(deed);
  }
}
