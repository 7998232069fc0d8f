package dev.reeve.engine.change;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lists and figures over the history; each works inside the unit it is given. */
final class HistoryQueries {
  private static final int MOST = 100;
  private static final String TERMINAL =
      "('completed', 'failed', 'rolled_back', 'needs_attention')";

  private HistoryQueries() {}

  /** A condition with its values; all combine with AND. */
  private static final class Where {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    void and(String condition, Object... bound) {
      conditions.add(condition);
      values.addAll(List.of(bound));
    }

    String sql() {
      return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }
  }

  static ExecutionView.Page list(Tx tx, ExecutionFilter filter) throws SQLException {
    if (filter.limit() < 1 || filter.limit() > MOST || filter.offset() < 0) {
      throw EngineException.of(
          EngineException.Kind.INVALID,
          "INVALID_FILTER",
          "Nothing was listed: the limit is 1 to " + MOST + ", the offset 0 or more.");
    }
    Where where = where(tx, filter);
    long total = tx.number("SELECT count(*) FROM executions" + where.sql(), where.values.toArray());
    List<Object> values = new ArrayList<>(where.values);
    values.add(filter.limit());
    values.add(filter.offset());
    List<ExecutionRecord> rows =
        tx.query(
            HistoryRows.SELECT
                + where.sql()
                + " ORDER BY started_at DESC, execution_id DESC LIMIT ? OFFSET ?",
            HistoryRows::read,
            values.toArray());
    return new ExecutionView.Page(Reversals.rows(tx, rows), total);
  }

  private static Where where(Tx tx, ExecutionFilter filter) throws SQLException {
    Where where = new Where();
    String status = filter.status();
    if (status != null) {
      addStatus(tx, where, status);
    }
    String verdict = filter.verdict();
    if (verdict != null) {
      Codes.require(Verdict.values(), Verdict::code, verdict, "the verdict");
      where.and("verdict = ?", verdict);
    }
    String risk = filter.risk();
    if (risk != null) {
      Codes.require(Risk.values(), Risk::code, risk, "the risk");
      where.and("risk_level = ?", risk);
    }
    String trigger = filter.triggerKind();
    if (trigger != null) {
      Codes.require(TriggerKind.values(), TriggerKind::code, trigger, "the trigger");
      where.and("trigger_kind = ?", trigger);
    }
    Instant since = filter.since();
    if (since != null) {
      where.and("started_at >= ?", Utc.format(since));
    }
    Instant until = filter.until();
    if (until != null) {
      where.and("started_at <= ?", Utc.format(until));
    }
    String correlation = filter.correlationId();
    if (correlation != null) {
      where.and("correlation_id = ?", Ids.require(Ids.EXECUTION, correlation));
    }
    addPath(where, filter.path());
    addText(where, filter.text());
    return where;
  }

  /** As lists show it: what was taken back is not among the completed ones. */
  private static void addStatus(Tx tx, Where where, String status) throws SQLException {
    if (status.equals(ExecutionRow.REVERTED)) {
      where.and("execution_id IN (SELECT value FROM json_each(?))", Reversals.ids(tx));
      return;
    }
    Codes.require(ExecutionStatus.values(), ExecutionStatus::code, status, "the status");
    where.and("status = ?", status);
    if (status.equals(ExecutionStatus.COMPLETED.code())) {
      where.and("execution_id NOT IN (SELECT value FROM json_each(?))", Reversals.ids(tx));
    }
  }

  /** The path itself, or everything in that folder. */
  private static void addPath(Where where, @Nullable String path) {
    if (path != null) {
      String folder = path.endsWith("/") ? path : path + "/";
      where.and(
          "execution_id IN (SELECT execution_id FROM execution_paths WHERE path = ?"
              + " OR (path >= ? AND path < ?))",
          path,
          folder,
          folder.substring(0, folder.length() - 1) + "0"); // '0' follows '/'
    }
  }

  private static void addText(Where where, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      String like =
          "%" + text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
      where.and(
          "(execution_id LIKE ? ESCAPE '\\' OR intent LIKE ? ESCAPE '\\' OR error_message LIKE ?"
              + " ESCAPE '\\' OR error_code LIKE ? ESCAPE '\\')",
          like,
          like,
          like,
          like);
    }
  }

  static Statistics statistics(Tx tx, @Nullable Instant since) throws SQLException {
    String from = since == null ? "" : Utc.format(since);
    Map<String, Long> byStatus = count(tx, "status", from);
    List<Double> durations =
        tx.query(
            "SELECT duration_seconds FROM executions WHERE NOT dry_run AND started_at >= ?"
                + " AND duration_seconds IS NOT NULL ORDER BY duration_seconds",
            row -> row.getDouble(1),
            from);
    long ended =
        byStatus.entrySet().stream()
            .filter(entry -> TERMINAL.contains("'" + entry.getKey() + "'"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    long completed = byStatus.getOrDefault(ExecutionStatus.COMPLETED.code(), 0L);
    return new Statistics(
        byStatus.values().stream().mapToLong(Long::longValue).sum(),
        byStatus,
        count(tx, "verdict", from),
        count(tx, "risk_level", from),
        durations.stream().mapToDouble(Double::doubleValue).average().orElse(0),
        percentile(durations, 50),
        percentile(durations, 95),
        ended == 0 ? 0 : completed * 100.0 / ended);
  }

  private static Map<String, Long> count(Tx tx, String column, String from) throws SQLException {
    Map<String, Long> out = new TreeMap<>();
    tx.query(
        "SELECT "
            + column
            + ", count(*) FROM executions WHERE NOT dry_run AND started_at >= ? GROUP BY 1",
        row -> out.put(row.getString(1), row.getLong(2)) == null,
        from);
    return out;
  }

  /** Nearest rank. */
  private static double percentile(List<Double> sorted, int percent) {
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
  }

  /**
   * Whether a small execution still keeps former contents: it is open or needs a person, is young,
   * or is among the newest small ones by end time.
   */
  static boolean keepsContents(Tx tx, String id, int newest, Instant olderThan)
      throws SQLException {
    return tx.number(
            """
            SELECT e.ended_at IS NULL OR e.finalize_pending OR e.ended_at >= ?
              OR (e.status = 'needs_attention' AND e.resolved_at IS NULL)
              OR (SELECT count(*) FROM (SELECT 1 FROM executions n
                WHERE n.small AND n.ended_at >= e.ended_at AND n.execution_id <> e.execution_id
                  AND (n.ended_at > e.ended_at OR n.execution_id > e.execution_id)
                LIMIT ?)) < ?
            FROM executions e WHERE e.execution_id = ?\
            """,
            Utc.format(olderThan),
            newest,
            newest,
            id)
        == 1;
  }

  /**
   * Executions whose evidence retention may remove: neither among the newest by end time nor young,
   * and nothing still refers to them.
   */
  static List<String> removable(Tx tx, int newest, Instant olderThan) throws SQLException {
    return tx.query(
        """
        SELECT execution_id FROM (
          SELECT *, row_number() OVER (ORDER BY ended_at DESC, execution_id DESC) AS place
          FROM executions WHERE ended_at IS NOT NULL AND NOT small) e
        WHERE place > ? AND ended_at < ? AND artifacts_pruned_at IS NULL
          AND NOT pinned AND NOT finalize_pending
          AND status IN ('completed', 'failed', 'rolled_back')
          AND NOT EXISTS (SELECT 1 FROM executions r WHERE r.ended_at IS NULL
            AND (r.repair_for_execution_id = e.execution_id
              OR r.parent_execution_id = e.execution_id))
          AND NOT EXISTS (SELECT 1 FROM governance_decisions d
            WHERE d.plan_id = e.plan_id AND d.verdict = 'need_approval'
              AND d.seq = (SELECT max(n.seq) FROM governance_decisions n
                WHERE n.plan_id = e.plan_id)
              AND NOT EXISTS (SELECT 1 FROM governance_approvals a
                LEFT JOIN governance_approval_uses u USING (approval_id)
                WHERE a.decision_id = d.decision_id
                  AND (a.action = 'reject' OR u.execution_id IS NOT NULL)))
        ORDER BY ended_at, execution_id\
        """,
        row -> row.getString(1),
        newest,
        Utc.format(olderThan));
  }
}
