package dev.reeve.engine.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of a work item, kept for ever beside the row. Source: {@code docs/reference/queue.md}.
 *
 * @param number 1 upwards
 * @param outcome done, retry_wait, dead_letter, unstable or crashed
 * @param nextTry when the following try was due
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
    @Nullable Instant nextTry) {}
