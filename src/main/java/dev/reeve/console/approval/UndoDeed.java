package dev.reeve.console.approval;

import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionView;
import dev.reeve.engine.change.Proposal;

/** Undoing an execution. */
record UndoDeed(ExecutionView executions, String execution, String operator) implements Deed {
  @Override
  public String about() {
    return execution;
  }

  @Override
  public String next() {
    return Texts.get("approval.action.next-revert");
  }

  @Override
  public String verb() {
    return Texts.get("approval.action.revert");
  }

  @Override
  public String ended(ExecutionRow row, Proposal was) {
    return ReviewWords.ofRecords(was)
        ? Texts.get("approval.ended.completed-records", row.id(), was.items().size())
        : Texts.get("approval.ended.completed-reverted", execution, row.filesChanged(), row.id());
  }

  @Override
  public Proposal preview() {
    return executions.previewRevert(execution, operator);
  }

  @Override
  public ExecutionRow carryOut(Proposal seen, String notes) {
    return executions.revert(execution, operator, notes, seen.subjectHash());
  }
}
