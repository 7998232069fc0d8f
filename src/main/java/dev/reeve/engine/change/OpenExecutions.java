package dev.reeve.engine.change;

import dev.reeve.engine.store.Tx;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Executions that are not over for everybody: they run, were left by a crash, wait for their
 * evidence or for a person, or others wait for them. Each query works inside the unit it is given.
 */
final class OpenExecutions {
  private OpenExecutions() {}

  /** Rows that have not ended, oldest first: running, or left over by a crash. */
  static List<ExecutionRecord> unfinished(Tx tx) throws SQLException {
    return tx.query(
        HistoryRows.SELECT
            + " WHERE status NOT IN ('completed', 'failed', 'rolled_back',"
            + " 'needs_attention') ORDER BY started_at, execution_id",
        HistoryRows::read);
  }

  /** Committed rows whose evidence is not complete yet, oldest first. */
  static List<ExecutionRecord> finalizePending(Tx tx) throws SQLException {
    return tx.query(
        HistoryRows.SELECT + " WHERE finalize_pending ORDER BY started_at, execution_id",
        HistoryRows::read);
  }

  /**
   * Real runs of the same plan and contents that have not ended; a second request joins the first.
   */
  static List<ExecutionRecord> runningWith(Tx tx, String planId, String checksum)
      throws SQLException {
    return tx.query(
        HistoryRows.SELECT
            + " WHERE plan_id = ? AND checksum = ? AND NOT dry_run AND status"
            + " NOT IN ('completed', 'failed', 'rolled_back', 'needs_attention')"
            + " ORDER BY started_at, execution_id",
        HistoryRows::read,
        planId,
        checksum);
  }

  /** Which of these plans have no completed execution. */
  static Set<String> unmetDependencies(Tx tx, Collection<String> planIds) throws SQLException {
    Set<String> unmet = new HashSet<>();
    for (String planId : planIds) {
      if (tx.number(
              "SELECT count(*) FROM executions WHERE plan_id = ? AND status = 'completed'"
                  + " AND NOT dry_run",
              planId)
          == 0) {
        unmet.add(planId);
      }
    }
    return unmet;
  }

  /** Paths of executions that need attention: closed to new ones until a person resolves it. */
  static Set<String> dirtyPaths(Tx tx) throws SQLException {
    return new HashSet<>(
        tx.query(
            "SELECT p.path FROM execution_paths p JOIN executions e USING (execution_id)"
                + " WHERE e.status = 'needs_attention' AND e.resolved_at IS NULL",
            row -> row.getString(1)));
  }

  /** Executions that a person has to look at and has not settled, oldest first. */
  static List<ExecutionRow> unsettled(Tx tx) throws SQLException {
    return tx.query(
        HistoryRows.SELECT
            + " WHERE status = 'needs_attention' AND resolved_at IS NULL ORDER BY"
            + " started_at, execution_id",
        row -> HistoryRows.read(row).row(null)); // nothing of it can be taken back
  }
}
