package dev.reeve.engine.queue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of a work item, kept for ever beside the row. Source: {@code docs/reference/queue.md}.
 *
 * @param number 1 upwards
 * @param outcome done, retry_wait, dead_letter, unstable or crashed
 * @param nextTry when the following try was due
 * @param lockWait how long it, and what was handled together with it, waited for locks; null when
 *     that is not known
 */
public record Attempt(
    String itemId,
    String path,
    int number,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String worker,
    String outcome,
    @Nullable String errorCode,
    @Nullable String error,
    @Nullable Instant nextTry,
    @Nullable Duration lockWait) {
  /** A try of which it is not known how long it waited for locks. */
  public Attempt(
      String itemId,
      String path,
      int number,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String worker,
      String outcome,
      @Nullable String errorCode,
      @Nullable String error,
      @Nullable Instant nextTry) {
    this(
        itemId, path, number, startedAt, endedAt, worker, outcome, errorCode, error, nextTry, null);
  }
}
