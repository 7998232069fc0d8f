package dev.reeve.engine.change;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link SingleFileCommit} ended when nothing went wrong. Source: {@code
 * docs/reference/executions.md}.
 */
public sealed interface SingleFileResult {
  /**
   * The file has the new content, durably.
   *
   * @param backup name of the backup, null when there was no file before
   * @param outcomeOnTrail false when the trail could not take the outcome: recovery adds it
   */
  record Committed(
      String executionId,
      @Nullable String beforeHash,
      String afterHash,
      @Nullable String backup,
      boolean outcomeOnTrail)
      implements SingleFileResult {}

  /**
   * The file is not as expected; nothing was changed.
   *
   * @param actualHash what is there now, null when there is no file
   */
  record Stale(@Nullable String actualHash) implements SingleFileResult {}
}
