package dev.reeve.engine.change;

import java.nio.file.Path;
import java.util.List;

/** What the console and the command line read of executions and ask of them. Calls block. */
public interface ExecutionView {
  /** A page of executions, newest first, with the true total. */
  Page list(ExecutionFilter filter);

  /** One execution with its evidence. */
  ExecutionDetail show(String id);

  /** What an execution was founded on, its logs, and each piece of evidence computed anew. */
  ExecutionEvidence evidence(String id);

  /** Two executions side by side. */
  default ExecutionComparison compare(String left, String right) {
    return ExecutionComparison.of(show(left), show(right));
  }

  /**
   * Writes one ZIP archive of an execution's evidence with a list of hashes.
   *
   * @param replace whether a file that is there, outside the workspace, may go
   * @return where it is now
   */
  Path export(String id, Path target, boolean replace);

  /**
   * Undoes a completed execution as a new one with its own expectations.
   *
   * @param operator signed-in account
   * @return the new execution's row
   */
  ExecutionRow revert(String id, String operator);

  /**
   * @param total rows that match, not only those on the page
   */
  record Page(List<ExecutionRow> rows, long total) {}
}
