package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.SafePath;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ids that a person looks at before they are issued: in this process nobody else is given one while
 * it is held, so that what was read can be confirmed. Nothing is written; an id that is not
 * confirmed in time leaves a gap at most. Safe on any thread. Source: {@code
 * docs/reference/ids.md}.
 */
final class HeldIds {
  /** From the last look on. */
  static final Duration TIME = Duration.ofMinutes(15);

  private final EngineClock clock;
  private final Map<SafePath, Hold> holds = new ConcurrentHashMap<>();

  private record Hold(DocId id, Instant until) {}

  HeldIds(EngineClock clock) {
    this.clock = clock;
  }

  void hold(SafePath path, DocId id) {
    holds.put(path, new Hold(id, clock.now().plus(TIME)));
  }

  void release(SafePath path) {
    holds.remove(path);
  }

  /** The id that is held for this file. */
  Optional<DocId> of(SafePath path) {
    letGo();
    return Optional.ofNullable(holds.get(path)).map(Hold::id);
  }

  /** Whether an id is held for a file. */
  boolean contains(DocId id) {
    letGo();
    return holds.values().stream().anyMatch(hold -> hold.id().equals(id));
  }

  private void letGo() {
    Instant now = clock.now();
    holds.values().removeIf(hold -> !now.isBefore(hold.until()));
  }
}
