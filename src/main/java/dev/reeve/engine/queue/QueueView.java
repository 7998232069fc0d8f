package dev.reeve.engine.queue;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the console and the command line read of the queue and ask of it. Calls block. Source:
 * {@code docs/reference/queue.md}.
 */
public interface QueueView {
  /**
   * Rows in the given states (all when empty), running first, then retries by next try, then by
   * age.
   */
  List<WorkItem> list(Set<ItemState> states, int limit);

  /** The queue in figures. */
  QueueSummary summary();

  /** Every try of an item, oldest first, also of earlier lives of its path. */
  List<Attempt> history(String itemId);

  /**
   * Those of these items that would fail if they were tried now, with what; the others may succeed.
   * Nothing is tried.
   */
  default List<Foresight.Failing> foresee(List<String> ids) {
    return List.of();
  }

  /** Makes waiting items due now; gives the number changed. */
  int retryNow(List<String> ids);

  /** Brings ended or dead items back with attempts 0; gives the number changed. */
  int requeue(List<String> ids);

  /**
   * Brings one of these dead items back; the others follow when it is done, and stay when it fails.
   * That holds across restarts. Empty when none of them is a dead letter.
   */
  Optional<Canary> requeueOneFirst(List<String> ids);

  /** What was requeued one first and runs, or ended in the last 24 h; the newest first. */
  List<Canary> canaries();

  /** Cancels items that are not running; files are untouched; gives the number changed. */
  int drop(List<String> ids);

  /** Stops or resumes claiming; running work finishes. */
  void pause(boolean paused);
}
