package dev.reeve.engine.inbox;

import dev.reeve.engine.event.EngineEvent;
import java.time.Instant;
import java.util.List;

/** Where rows of one kind come from. Source: {@code docs/reference/inbox.md}. */
public interface InboxSource {
  /** The kind of all its rows; no two sources share one. */
  InboxKind kind();

  /** Whether its rows may be others after this event; called on the publisher's thread. */
  boolean changedBy(EngineEvent event);

  /**
   * What waits now. Blocks.
   *
   * @throws dev.reeve.engine.workspace.EngineException when it cannot be told; what was known stays
   */
  List<Concern> read();

  /**
   * Whether a person ended what is no longer there; else it ended by itself and stays on the list
   * until somebody has seen that. Blocks.
   *
   * @param shownAt since when it stood on the list
   */
  default boolean endedByPerson(Concern gone, Instant shownAt) {
    return false;
  }
}
