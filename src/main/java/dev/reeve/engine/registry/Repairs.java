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
   * Paths with a row that is not done: waiting, running, or given up and left to a person. To each
   * the path its file came from as far as the row knows, else the path itself.
   */
  Map<String, String> pending();

  /** Whether a full batch waits to be worked, so that what is asked after a batch can wait, too. */
  default boolean isFlooded() {
    return false;
  }

  /** Hands events to the queue, merging by path. */
  void submit(List<FileEvent> events);
}
