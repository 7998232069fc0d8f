package dev.reeve.engine.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Immutable snapshot of one queue row. Source: {@code docs/reference/queue.md}.
 *
 * @param id stable id of the row
 * @param root id of the watch root
 * @param path relative path, the row's key
 * @param oldPath where a moved file came from
 * @param event what happened, after folding
 * @param contentChanged for a move: the content changed as well
 * @param state where it stands
 * @param pipelineState what the last stage found (discovered, registered, parse_failed, ...)
 * @param generation rises with every event folded in
 * @param claimedGeneration the generation its worker saw
 * @param merged how many events are folded into it
 * @param attempts failed tries of this generation
 * @param maxAttempts tries allowed
 * @param priority lower goes first
 * @param firstSeen when its first event came; stays when a person requeues it
 * @param lastSeen when its newest event came
 * @param requeuedAt when a person brought it back, null when nobody did since that event
 * @param notBefore earliest next try
 * @param startedAt start of the running or last try
 * @param endedAt when it ended
 * @param worker who has it
 * @param leaseUntil when the lease ends unless renewed
 * @param waitsFor a lock or condition it waits for, for people
 * @param errorCode code of the last failure
 * @param error the last failure in words
 * @param executionId execution that carried it out
 */
public record WorkItem(
    String id,
    String root,
    String path,
    @Nullable String oldPath,
    FileEventKind event,
    boolean contentChanged,
    ItemState state,
    @Nullable String pipelineState,
    long generation,
    long claimedGeneration,
    int merged,
    int attempts,
    int maxAttempts,
    int priority,
    Instant firstSeen,
    Instant lastSeen,
    @Nullable Instant requeuedAt,
    @Nullable Instant notBefore,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String worker,
    @Nullable Instant leaseUntil,
    @Nullable String waitsFor,
    @Nullable String errorCode,
    @Nullable String error,
    @Nullable String executionId) {

  /** Since when it waits to be done: its first event, or when a person brought it back. */
  public Instant waitingSince() {
    return requeuedAt == null ? firstSeen : requeuedAt;
  }
}
