package dev.reeve.engine.registry;

import dev.reeve.engine.queue.FileEvent;
import java.util.List;
import java.util.Map;

/**
 * What reconciliation needs of the work queue; {@code Engine} wires it. Calls block. Source: {@code
 * docs/reference/reconcile.md}.
 */
public interface Repairs {
  /**
   * A path's row that is not done.
   *
   * @param from the path its file came from as far as the row knows, else the path itself
   * @param givenUp nothing more happens by itself: it is left to a person; else it waits or runs
   */
  record Pending(String from, boolean givenUp) {}

  /** The rows that are not done, by path. */
  Map<String, Pending> pending();

  /** Whether a full batch waits to be worked, so that what is asked after a batch can wait, too. */
  default boolean isFlooded() {
    return false;
  }

  /** Hands events to the queue, merging by path. */
  void submit(List<FileEvent> events);
}
