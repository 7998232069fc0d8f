package dev.reeve.console.executions;

import dev.reeve.console.fx.Formats;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionRow;
import org.jspecify.annotations.Nullable;

/**
 * What the execution that was told last cannot be used for now, and why. Only its detail knows; a
 * row does not, and asking for every row would read its evidence. Any thread.
 */
final class LastShown {
  private record Told(String id, String notRevertible, String noSides) {}

  private volatile @Nullable Told told;

  /** Keeps what a detail says, and gives it back. */
  ExecutionDetail hear(ExecutionDetail detail) {
    told =
        new Told(
            detail.row().id(),
            detail.revertible() ? "" : Formats.orNone(detail.notRevertible()),
            ExecutionWords.noSides(detail));
    return detail;
  }

  /** Why it cannot be reverted; empty while nothing is known against it. */
  String notRevertible(ExecutionRow row) {
    Told now = told;
    return now == null || !now.id().equals(row.id()) ? "" : now.notRevertible();
  }

  /** Why none of its files can be shown side by side; empty likewise. */
  String noSides(ExecutionRow row) {
    Told now = told;
    return now == null || !now.id().equals(row.id()) ? "" : now.noSides();
  }
}
