package dev.reeve.console.executions;

import dev.reeve.console.fx.Formats;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionRow;
import org.jspecify.annotations.Nullable;

/**
 * Why the execution that was told last cannot be reverted now. Only its detail knows; a row does
 * not, and asking for every row would read its evidence. Any thread.
 */
final class NotRevertible {
  private record Told(String id, String why) {}

  private volatile @Nullable Told told;

  /** Keeps what a detail says, and gives it back. */
  ExecutionDetail hear(ExecutionDetail detail) {
    told =
        new Told(
            detail.row().id(), detail.revertible() ? "" : Formats.orNone(detail.notRevertible()));
    return detail;
  }

  /** Empty while nothing is known against it. */
  String of(ExecutionRow row) {
    Told now = told;
    return now == null || !now.id().equals(row.id()) ? "" : now.why();
  }
}
