package dev.reeve.engine.lifecycle;

import dev.reeve.engine.event.EventContext;
import java.time.Instant;

/**
 * A row of a feature's own table whose state a machine governs. Implemented by the feature's
 * record. Source: {@code docs/reference/lifecycle.md}.
 */
public interface Entity {
  /** Its key. */
  String id();

  /** The name of its state, exactly as its machine spells it. */
  String state();

  /** Goes up by one with each change; a change names the version it has read. */
  long version();

  /** When it last changed; a later change never carries an earlier time. */
  Instant updatedAt();

  /** What it belongs to, for its events. */
  EventContext context();
}
