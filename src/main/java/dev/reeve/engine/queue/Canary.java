package dev.reeve.engine.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One dead letter that was requeued ahead of others that failed alike: they follow when it is done,
 * and stay where they are when it fails. Source: {@code docs/reference/queue.md}.
 *
 * @param id of this record
 * @param itemId the row that goes first
 * @param path its path
 * @param waiting how many rows wait for it, or waited
 * @param startedAt when it was requeued
 * @param endedAt when its fate was known, null while it is not
 * @param outcome what became of it
 * @param followed how many rows followed it into the queue
 */
public record Canary(
    String id,
    String itemId,
    String path,
    int waiting,
    Instant startedAt,
    @Nullable Instant endedAt,
    Outcome outcome,
    int followed) {

  /** What became of the row that went first. */
  public enum Outcome {
    /** It has not ended. */
    RUNNING,
    /** It is done, and the others were requeued. */
    FOLLOWED,
    /** It is a dead letter again; the others stay. */
    FAILED,
    /** It was dropped, or nothing is left to do for its path; the others stay. */
    DROPPED
  }
}
