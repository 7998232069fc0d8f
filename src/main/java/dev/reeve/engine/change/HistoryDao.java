package dev.reeve.engine.change;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The history rows of executions, their steps and paths, as the executor writes and reads them.
 * Every method works inside the unit it is given; each change of a row or step is published after
 * that unit's commit. Which of them are open is {@link OpenExecutions}, lists and statistics are
 * {@link ExecutionHistory}. Source: {@code docs/reference/changes.md}.
 */
public final class HistoryDao {
  private final EventBus bus;

  /**
   * @param bus told of every change after commit
   */
  public HistoryDao(EventBus bus) {
    this.bus = bus;
  }

  /**
   * Adds the row, status pending, and the paths of the change set.
   *
   * @param session session that runs it, null when none does
   */
  public void insert(Tx tx, ExecutionHead head, @Nullable String session) throws SQLException {
    tx.update(
        """
        INSERT INTO executions (execution_id, kind, intent, plan_id, changeset_id, decision_id,
          approval_id, approved_by, checksum, subject_hash, verdict, risk_level, affected_paths,
          operator, trigger_kind, correlation_id, parent_execution_id, is_repair,
          repair_for_execution_id, run_id, dry_run, small, artifact_path, owner_session, status,
          started_at, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        head.id(),
        head.kind().code(),
        head.intent(),
        head.planId(),
        head.changeSetId(),
        head.decisionId(),
        head.approvalId(),
        head.approvedBy(),
        head.checksum(),
        head.subjectHash(),
        head.verdict().code(),
        head.risk().code(),
        Json.line(head.affectedPaths()),
        head.operator(),
        head.triggerKind().code(),
        head.correlationId(),
        head.parentId(),
        head.repairFor() != null,
        head.repairFor(),
        head.runId(),
        head.dryRun(),
        head.small(),
        head.small() ? null : "executions/" + head.id(),
        session,
        ExecutionStatus.PENDING.code(),
        Utc.format(head.startedAt()),
        Utc.format(head.startedAt()));
    for (String path : head.affectedPaths()) {
      tx.update(
          "INSERT OR IGNORE INTO execution_paths (execution_id, path) VALUES (?, ?)",
          head.id(),
          path);
    }
    publish(tx, head.id());
  }

  /** Moves a row on to another status; the terminal ones come with {@link #finish}. */
  public void setStatus(Tx tx, String id, ExecutionStatus status) throws SQLException {
    tx.update("UPDATE executions SET status = ? WHERE execution_id = ?", status.code(), id);
    publish(tx, id);
  }

  /** Gives an unfinished execution to another session, which recovers it. */
  public void setOwner(Tx tx, String id, @Nullable String session) throws SQLException {
    tx.update("UPDATE executions SET owner_session = ? WHERE execution_id = ?", session, id);
  }

  /** A step begins; one that ran before (before a crash) begins anew. */
  public void startStep(Tx tx, String id, int number, String name, Instant at) throws SQLException {
    putStep(
        tx,
        id,
        new StepRecord(number, name, StepRecord.Status.RUNNING, at, null, null, null, null));
  }

  /** A step ends. */
  public void endStep(
      Tx tx,
      String id,
      int number,
      StepRecord.Status status,
      Instant at,
      double durationSeconds,
      @Nullable String errorCode,
      @Nullable String errorMessage)
      throws SQLException {
    tx.update(
        "UPDATE execution_steps SET status = ?, ended_at = ?, duration_seconds = ?, error_code = ?,"
            + " error_message = ? WHERE execution_id = ? AND step_num = ?",
        status.code(),
        Utc.format(at),
        durationSeconds,
        errorCode,
        errorMessage,
        id,
        number);
    publishStep(tx, id, number);
  }

  /** Writes a step as it is, replacing an earlier one of the same number. */
  public void putStep(Tx tx, String id, StepRecord step) throws SQLException {
    Instant ended = step.endedAt();
    tx.update(
        "INSERT OR REPLACE INTO execution_steps (execution_id, step_num, step_name, status,"
            + " started_at, ended_at, duration_seconds, error_code, error_message, log_ref)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        step.number(),
        step.name(),
        step.status().code(),
        Utc.format(step.startedAt()),
        ended == null ? null : Utc.format(ended),
        step.durationSeconds(),
        step.errorCode(),
        step.errorMessage(),
        step.logRef());
    publishStep(tx, id, step.number());
  }

  /** Notes what was done to each file. */
  public void setFiles(Tx tx, String id, List<FileOutcome> files) throws SQLException {
    for (FileOutcome file : files) {
      tx.update(
          "INSERT OR REPLACE INTO execution_paths (execution_id, path, operation, before_hash,"
              + " after_hash, mode, moved_to) VALUES (?, ?, ?, ?, ?, ?, ?)",
          id,
          file.path(),
          file.operation().code(),
          file.beforeHash(),
          file.afterHash(),
          file.mode(),
          file.to());
    }
  }

  /** Ends the row. Called again (recovery, resolution) the newest outcome holds. */
  public void finish(Tx tx, String id, ExecutionOutcome outcome) throws SQLException {
    tx.update(
        """
        UPDATE executions SET status = ?, message = ?, ended_at = ?, duration_seconds = ?,
          files_changed = ?, verification_passed = ?, health_checks_passed = ?, rolled_back = ?,
          error_code = ?, error_message = ?, error_step = ?, lock_wait_ms = ?
        WHERE execution_id = ?\
        """,
        outcome.status().code(),
        outcome.message(),
        Utc.format(outcome.endedAt()),
        outcome.durationSeconds(),
        outcome.filesChanged(),
        outcome.verificationPassed(),
        outcome.healthChecksPassed(),
        outcome.rolledBack(),
        outcome.errorCode(),
        outcome.errorMessage(),
        outcome.errorStep(),
        outcome.lockWaitMs(),
        id);
    publish(tx, id);
  }

  /** Whether the evidence of a committed execution is still to be completed. */
  public void setFinalizePending(Tx tx, String id, boolean pending) throws SQLException {
    tx.update("UPDATE executions SET finalize_pending = ? WHERE execution_id = ?", pending, id);
  }

  /** Pins or unpins: evidence of a pinned execution is never removed. */
  public void setPinned(Tx tx, String id, boolean pinned) throws SQLException {
    tx.update("UPDATE executions SET pinned = ? WHERE execution_id = ?", pinned, id);
    publish(tx, id);
  }

  /** Executions whose evidence is pinned, oldest first. */
  public List<ExecutionRow> pinned(Tx tx) throws SQLException {
    return Reversals.rows(
        tx,
        tx.query(
            HistoryRows.SELECT + " WHERE pinned ORDER BY started_at, execution_id",
            HistoryRows::read));
  }

  /** A person resolved what needed attention; its paths are free again. */
  public void setResolved(Tx tx, String id, Instant at) throws SQLException {
    tx.update("UPDATE executions SET resolved_at = ? WHERE execution_id = ?", Utc.format(at), id);
    publish(tx, id);
  }

  /** Retention removed the evidence. */
  public void setPruned(Tx tx, String id, Instant at) throws SQLException {
    tx.update(
        "UPDATE executions SET artifacts_pruned_at = ? WHERE execution_id = ?", Utc.format(at), id);
    publish(tx, id);
  }

  /** Its stored result answered a repeated request. */
  public void addCacheHit(Tx tx, String id) throws SQLException {
    tx.update("UPDATE executions SET cache_hits = cache_hits + 1 WHERE execution_id = ?", id);
  }

  /** Takes the next place in the chain of manifests, or gives back the one it has. */
  public void setManifest(Tx tx, String id, ManifestLink link) throws SQLException {
    tx.update(
        "UPDATE executions SET manifest_position = ?, manifest_previous = ?, manifest_hash = ?"
            + " WHERE execution_id = ?",
        link.position(),
        link.previousHash(),
        link.hash(),
        id);
  }

  /** The newest link of the chain of manifests. */
  public Optional<ManifestLink> lastManifest(Tx tx) throws SQLException {
    return tx.first(
        "SELECT manifest_position, manifest_previous, manifest_hash FROM executions"
            + " WHERE manifest_position IS NOT NULL ORDER BY manifest_position DESC LIMIT 1",
        row -> new ManifestLink(row.getLong(1), row.getString(2), row.getString(3)));
  }

  /** All rows that are in the chain of manifests, in its order. */
  public List<ExecutionRecord> inManifestOrder(Tx tx) throws SQLException {
    return tx.query(
        HistoryRows.SELECT + " WHERE manifest_position IS NOT NULL ORDER BY manifest_position",
        HistoryRows::read);
  }

  /** One row. */
  public Optional<ExecutionRecord> find(Tx tx, String id) throws SQLException {
    return tx.first(HistoryRows.SELECT + " WHERE execution_id = ?", HistoryRows::read, id);
  }

  /** The steps of one execution, by number. */
  public List<StepRecord> steps(Tx tx, String id) throws SQLException {
    return tx.query(
        "SELECT * FROM execution_steps WHERE execution_id = ? ORDER BY step_num",
        HistoryRows::readStep,
        id);
  }

  /** What it did to each file, in the order of the change set; empty before it is known. */
  public List<FileOutcome> files(Tx tx, String id) throws SQLException {
    return tx.query(
        "SELECT * FROM execution_paths WHERE execution_id = ? AND operation IS NOT NULL"
            + " ORDER BY rowid",
        HistoryRows::readFile,
        id);
  }

  /** Tells how far an execution is; that is not kept. */
  void tell(ExecutionEvent.Progressed progress) {
    bus.publish(progress);
  }

  /** The end of an undo changes what is said of what it undid, and so on. */
  private void publish(Tx tx, String id) throws SQLException {
    Optional<ExecutionRecord> changed = find(tx, id);
    if (changed.isPresent()) {
      ExecutionRow row = Reversals.row(tx, changed.get());
      ExecutionEvent event = new ExecutionEvent.Changed(row);
      tx.afterCommit(() -> bus.publish(event));
      if (row.reverts() != null && row.status() == ExecutionStatus.COMPLETED) {
        publish(tx, row.reverts());
      }
    }
  }

  private void publishStep(Tx tx, String id, int number) throws SQLException {
    tx.first(
            "SELECT * FROM execution_steps WHERE execution_id = ? AND step_num = ?",
            HistoryRows::readStep,
            id,
            number)
        .ifPresent(
            step -> {
              ExecutionEvent event = new ExecutionEvent.StepChanged(id, step.toDetail());
              tx.afterCommit(() -> bus.publish(event));
            });
  }
}
