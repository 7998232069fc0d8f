package dev.reeve.engine.inbox;

import dev.reeve.engine.change.ExecutionFilter;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.inbox.InboxDeed.Kind;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What people had done to the files of jobs that were given up: who cures a file has its job done
 * without a word to the queue. Source: {@code docs/reference/inbox.md}. Blocks.
 *
 * @param executions reads those that a filter lets through
 */
public record JobsPast(Function<ExecutionFilter, List<ExecutionRow>> executions) {
  private static final int MOST = 20;

  /** Completed executions that a person asked for while the jobs waited, each once. */
  List<InboxDeed> of(InboxItem item, Instant until) {
    return item.details().stream()
        .map(DeadLetters::path)
        .flatMap(path -> executions.apply(finished(path, item.since(), until)).stream())
        .filter(row -> row.operator() != null && !row.dryRun())
        .distinct()
        .map(
            row ->
                InboxDeed.of(
                    row.startedAt(), Kind.CARRIED_OUT, row.id(), row.operator(), row.intent()))
        .toList();
  }

  private static ExecutionFilter finished(String path, Instant since, Instant until) {
    return new ExecutionFilter(
        MOST,
        0,
        ExecutionStatus.COMPLETED.code(),
        null,
        null,
        since,
        until,
        null,
        path,
        null,
        null);
  }
}
