package dev.reeve.engine.queue;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the queue moves. Source: {@code docs/reference/queue.md}.
 *
 * @param minutes the last ten minutes, the oldest first; the last one ends now
 * @param waitP95 of 95 of 100 rows that were started within the ten minutes: the longest time from
 *     their first event to their last start; null when none was started
 * @param drain how long what is open takes at the pace of the last five minutes; null while fewer
 *     than 20 rows were finished in them, nothing is open, or the queue is paused
 */
public record QueueFlow(
    List<Minute> minutes, @Nullable Duration waitP95, @Nullable Duration drain) {

  /** Nothing has moved yet. */
  public static final QueueFlow NONE = new QueueFlow(List.of(), null, null);

  /**
   * @param done rows finished
   * @param failed tries failed
   */
  public record Minute(long done, long failed) {}
}
