package dev.reeve.engine.change;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the console and the command line read of executions and ask of them. Calls block. Source:
 * {@code docs/reference/changes.md}.
 */
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
   * What undoing a completed execution would do to each file, and how the gate would judge it;
   * nothing is stored or changed.
   *
   * @param operator signed-in account that would ask for it
   * @throws dev.reeve.engine.workspace.EngineException {@code NOT_REVERTIBLE}; {@code REVERT_STALE}
   *     when records of the registry were changed since
   */
  Proposal previewRevert(String id, String operator);

  /**
   * Undoes a completed execution as a new one with its own expectations.
   *
   * @param operator signed-in account
   * @return the new execution's row
   */
  default ExecutionRow revert(String id, String operator) {
    return revert(id, operator, "");
  }

  /**
   * The same with a reason.
   *
   * @param notes of the operator, kept beside the approval; empty for none
   */
  default ExecutionRow revert(String id, String operator, String notes) {
    return revert(id, operator, notes, null);
  }

  /**
   * The same as it was shown before.
   *
   * @param seen {@link Proposal#subjectHash} of what {@link #previewRevert} showed; null where
   *     nothing was shown, or that has none
   * @throws dev.reeve.engine.workspace.EngineException {@code REVERT_STALE} when the policy or the
   *     undo is another than was shown
   */
  ExecutionRow revert(String id, String operator, String notes, @Nullable String seen);

  /**
   * The files of an execution that needs attention, as they are now; changes nothing.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code NOT_FOUND}, {@code NOT_NEEDED}
   */
  Unsettled unsettled(String id);

  /**
   * Answers an execution that needs attention; its paths are open again then.
   *
   * @param operator signed-in account
   * @return its row afterwards
   * @throws dev.reeve.engine.workspace.EngineException as {@link Resolutions#settle}
   */
  ExecutionRow settle(String id, Settlement how, String operator);

  /**
   * Reads an execution's evidence again and compares it with the workspace; runs and changes
   * nothing.
   */
  Replay.View replay(String id);

  /**
   * @param total rows that match, not only those on the page
   */
  record Page(List<ExecutionRow> rows, long total) {}
}
