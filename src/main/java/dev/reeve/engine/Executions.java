package dev.reeve.engine;

import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionFilter;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionView;

/** What was done, and its undoing. */
record Executions(Changes changes) implements ExecutionView {
  @Override
  public Page list(ExecutionFilter filter) {
    return changes.history().list(filter);
  }

  @Override
  public ExecutionDetail show(String id) {
    return changes.history().show(id);
  }

  @Override
  public ExecutionRow revert(String id, String operator) {
    String reverting = changes.undo().revert(id, operator).head().id();
    return changes.history().show(reverting).row();
  }
}
