package dev.reeve.engine.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes records of the rows of the history tables. */
final class HistoryRows {
  /** Of whole executions; what follows may only be a condition and an order. */
  static final String SELECT =
      "SELECT executions.*, (SELECT p.risk_level_proposed FROM governance_plans p"
          + " WHERE p.plan_id = executions.plan_id) AS risk_proposed FROM executions";

  private HistoryRows() {}

  static ExecutionRecord read(ResultSet row) throws SQLException {
    ExecutionStatus status =
        ExecutionStatus.of(text(row, "status")).orElseThrow(() -> unknown("status"));
    Instant ended = time(row, "ended_at");
    return new ExecutionRecord(
        head(row),
        status,
        ended == null ? null : outcome(row, status, ended),
        row.getString("owner_session"),
        row.getBoolean("finalize_pending"),
        row.getInt("cache_hits"),
        row.getBoolean("pinned"),
        time(row, "resolved_at"),
        link(row),
        time(row, "artifacts_pruned_at"),
        proposed(row.getString("risk_proposed")));
  }

  private static @Nullable Risk proposed(@Nullable String code) {
    return code == null ? null : Risk.of(code).orElseThrow(() -> unknown("risk_level_proposed"));
  }

  private static ExecutionHead head(ResultSet row) throws SQLException {
    ChangeKind kind = ChangeKind.of(text(row, "kind")).orElseThrow(() -> unknown("kind"));
    String intent = text(row, "intent");
    return new ExecutionHead(
        text(row, "execution_id"),
        kind,
        intent,
        text(row, "plan_id"),
        text(row, "changeset_id"),
        text(row, "decision_id"),
        row.getString("approval_id"),
        row.getString("approved_by"),
        text(row, "checksum"),
        text(row, "subject_hash"),
        Verdict.of(text(row, "verdict")).orElseThrow(() -> unknown("verdict")),
        Risk.of(text(row, "risk_level")).orElseThrow(() -> unknown("risk_level")),
        paths(text(row, "affected_paths")),
        Reversals.operator(kind, intent, row.getString("operator")),
        TriggerKind.of(text(row, "trigger_kind")).orElseThrow(() -> unknown("trigger_kind")),
        text(row, "correlation_id"),
        row.getString("parent_execution_id"),
        row.getString("repair_for_execution_id"),
        row.getString("run_id"),
        row.getBoolean("dry_run"),
        row.getBoolean("small"),
        Utc.parse(text(row, "started_at")));
  }

  private static ExecutionOutcome outcome(ResultSet row, ExecutionStatus status, Instant ended)
      throws SQLException {
    return new ExecutionOutcome(
        status,
        text(row, "message"),
        row.getInt("files_changed"),
        flag(row, "verification_passed"),
        flag(row, "health_checks_passed"),
        row.getDouble("duration_seconds"),
        ended,
        row.getBoolean("rolled_back"),
        row.getString("error_code"),
        row.getString("error_message"),
        row.getString("error_step"),
        row.getLong("lock_wait_ms"));
  }

  private static @Nullable ManifestLink link(ResultSet row) throws SQLException {
    long position = row.getLong("manifest_position");
    return row.wasNull()
        ? null
        : new ManifestLink(position, text(row, "manifest_previous"), text(row, "manifest_hash"));
  }

  static StepRecord readStep(ResultSet row) throws SQLException {
    double duration = row.getDouble("duration_seconds");
    Double known = row.wasNull() ? null : duration;
    return new StepRecord(
        row.getInt("step_num"),
        text(row, "step_name"),
        StepRecord.Status.of(text(row, "status")).orElseThrow(() -> unknown("status")),
        Utc.parse(text(row, "started_at")),
        time(row, "ended_at"),
        known,
        row.getString("error_code"),
        row.getString("error_message"));
  }

  static FileOutcome readFile(ResultSet row) throws SQLException {
    return new FileOutcome(
        text(row, "path"),
        FileChange.Operation.of(text(row, "operation")).orElseThrow(() -> unknown("operation")),
        row.getString("before_hash"),
        row.getString("after_hash"),
        row.getString("mode"),
        row.getString("moved_to"));
  }

  private static List<String> paths(String json) {
    List<String> out = new ArrayList<>();
    for (JsonNode path : parse(json)) {
      out.add(path.asText());
    }
    return List.copyOf(out);
  }

  static JsonNode parse(String json) {
    try {
      return Json.parse(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A row of the database holds no JSON", e);
    }
  }

  private static String text(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : Utc.parse(text);
  }

  private static @Nullable Boolean flag(ResultSet row, String column) throws SQLException {
    boolean flag = row.getBoolean(column);
    return row.wasNull() ? null : flag;
  }

  private static IllegalStateException unknown(String column) {
    return new IllegalStateException("A row of the database holds an unknown " + column);
  }
}
