package dev.reeve.engine;

import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.ExecutionFilter;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.links.triage.ExecutionLookup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells triage what became of an execution in the midst of which a process ended. */
record LinkExecutions(Changes changes) implements ExecutionLookup {
  @Override
  public @Nullable Found byIntent(String text) {
    List<ExecutionRow> rows =
        changes
            .history()
            .list(new ExecutionFilter(1, 0, null, null, null, null, null, null, null, null, text))
            .rows();
    if (rows.isEmpty()) {
      return null;
    }
    ExecutionRow row = rows.getFirst();
    return new Found(row.id(), !row.status().terminal(), row.status() == ExecutionStatus.COMPLETED);
  }
}
