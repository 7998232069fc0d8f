package dev.reeve.console.approval;

import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionView;
import dev.reeve.engine.change.Proposal;

/** Undoing an execution. */
record UndoDeed(ExecutionView executions, String about, String operator) implements Deed {
  @Override
  public Proposal preview() {
    return executions.previewRevert(about, operator);
  }

  @Override
  public ExecutionRow carryOut(Proposal seen, String notes) {
    return executions.revert(about, operator, notes, seen.subjectHash());
  }
}
