package dev.reeve.engine.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended. Source: {@code docs/reference/changes.md}.
 *
 * @param status a terminal one
 * @param filesChanged files that differ from before after it ended; 0 after a rollback
 * @param verificationPassed null when not reached or nothing to verify
 * @param healthChecksPassed null when not reached or none declared
 * @param durationSeconds from a monotonic clock
 * @param errorStep name of the step that failed, never a status
 */
public record ExecutionOutcome(
    ExecutionStatus status,
    String message,
    int filesChanged,
    @Nullable Boolean verificationPassed,
    @Nullable Boolean healthChecksPassed,
    double durationSeconds,
    Instant endedAt,
    boolean rolledBack,
    @Nullable String errorCode,
    @Nullable String errorMessage,
    @Nullable String errorStep,
    long lockWaitMs) {

  /** Whether the change is in place. */
  public boolean success() {
    return status == ExecutionStatus.COMPLETED;
  }
}
