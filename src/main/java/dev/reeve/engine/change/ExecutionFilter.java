package dev.reeve.engine.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which executions to list; what is null does not filter, what is given combines with AND. Source:
 * {@code docs/reference/changes.md}.
 *
 * @param limit 1 to 100
 * @param offset from 0
 */
public record ExecutionFilter(
    int limit,
    int offset,
    @Nullable String status,
    @Nullable String verdict,
    @Nullable String risk,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String correlationId,
    @Nullable String path,
    @Nullable String triggerKind,
    @Nullable String text) {

  /** The newest ones. */
  public static ExecutionFilter newest(int limit) {
    return new ExecutionFilter(limit, 0, null, null, null, null, null, null, null, null, null);
  }
}
