package dev.reeve.engine.queue;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The queue in figures. Source: {@code docs/reference/queue.md}.
 *
 * @param byState rows in each state; every state is present
 * @param oldestPending age of the oldest row that waits, null when none does
 * @param paused nothing new is claimed
 * @param doneLastDay rows finished in the last 24 h
 * @param doneLastMinute rows finished in the last 60 s
 * @param failedLastMinute tries failed in the last 60 s
 * @param healthy fewer than 100 queued, no dead letters, oldest under 5 min, and none waits for a
 *     person or the machine to make writing possible again, such as on a full disk
 * @param flow how it moves; the last of its minutes holds the same numbers as the two above
 */
public record QueueSummary(
    Map<ItemState, Long> byState,
    @Nullable Duration oldestPending,
    boolean paused,
    long doneLastDay,
    long doneLastMinute,
    long failedLastMinute,
    boolean healthy,
    QueueFlow flow) {
  /** Figures without the flow. */
  public QueueSummary(
      Map<ItemState, Long> byState,
      @Nullable Duration oldestPending,
      boolean paused,
      long doneLastDay,
      long doneLastMinute,
      long failedLastMinute,
      boolean healthy) {
    this(
        byState,
        oldestPending,
        paused,
        doneLastDay,
        doneLastMinute,
        failedLastMinute,
        healthy,
        QueueFlow.NONE);
  }
}
