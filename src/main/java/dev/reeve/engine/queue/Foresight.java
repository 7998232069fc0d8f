package dev.reeve.engine.queue;

import java.util.List;

/**
 * Looks what a try would come to, without trying. Blocks; safe on any thread. Source: {@code
 * docs/reference/queue.md}.
 */
@FunctionalInterface
public interface Foresight {
  /**
   * A row that would fail.
   *
   * @param id of the row
   * @param code it would fail with
   * @param error the same for people
   */
  record Failing(String id, String path, String code, String error) {}

  /** Those of these rows that would fail now, in their order; the others may succeed. */
  List<Failing> failing(List<WorkItem> items);
}
