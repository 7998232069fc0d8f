package dev.reeve.engine.change;

import java.util.List;

/** What the console and the command line read of executions and ask of them. Calls block. */
public interface ExecutionView {
  /** A page of executions, newest first, with the true total. */
  Page list(ExecutionFilter filter);

  /** One execution with its evidence. */
  ExecutionDetail show(String id);

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
