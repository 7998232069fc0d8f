package dev.reeve.engine.queue;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SQL of {@code work_attempts}: every try of every path, added when it ends. */
final class AttemptDao {
  private final Tx tx;
  private final @Nullable Duration lockWait;

  AttemptDao(Tx tx) {
    this(tx, null);
  }

  /**
   * @param lockWait how long the tries that end here waited for locks, null when none was handled
   */
  AttemptDao(Tx tx, @Nullable Duration lockWait) {
    this.tx = tx;
    this.lockWait = lockWait;
  }

  private @Nullable Long lockWaitMillis() {
    return lockWait == null ? null : lockWait.toMillis();
  }

  /** The tries that just ended well. */
  void done(Collection<Long> ids, String worker, @Nullable String pipelineState)
      throws SQLException {
    tx.update(
        "INSERT INTO work_attempts (path, work_item_id, number, started_at, ended_at, worker,"
            + " outcome, pipeline_state, lock_wait_ms) SELECT path, work_item_id, claims,"
            + " started_at, completed_at, ?, 'done', ?, ? FROM work_items WHERE work_item_id IN"
            + " (SELECT value FROM json_each(?))",
        worker,
        pipelineState,
        lockWaitMillis(),
        Json.line(ids));
  }

  /** A try that just ended; the row still says when it began and who had it. */
  void ended(
      ItemRow row,
      Instant now,
      String outcome,
      @Nullable String pipelineState,
      @Nullable String code,
      @Nullable String error,
      @Nullable Instant nextTry)
      throws SQLException {
    tx.update(
        "INSERT INTO work_attempts (path, work_item_id, number, started_at, ended_at, worker,"
            + " outcome, pipeline_state, error_code, error, next_try, lock_wait_ms) VALUES (?, ?,"
            + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.path,
        row.id,
        row.claims,
        Utc.format(row.startedAt == null ? now : row.startedAt),
        Utc.format(now),
        row.worker,
        outcome,
        pipelineState,
        code,
        error,
        nextTry == null ? null : Utc.format(nextTry),
        lockWaitMillis());
  }

  /** Every try of the item's path, also of earlier rows of it, oldest first. */
  List<Attempt> history(long id) throws SQLException {
    return tx.query(
        "SELECT work_item_id, path, number, started_at, ended_at, worker, outcome, error_code,"
            + " error, next_try, lock_wait_ms FROM work_attempts WHERE path = coalesce((SELECT path"
            + " FROM work_items WHERE work_item_id = ?1), (SELECT path FROM work_attempts WHERE"
            + " work_item_id = ?1 LIMIT 1)) ORDER BY work_item_id, number",
        rs ->
            new Attempt(
                rs.getString(1),
                rs.getString(2),
                rs.getInt(3),
                Utc.parse(rs.getString(4)),
                ItemRow.time(rs.getString(5)),
                rs.getString(6),
                rs.getString(7),
                rs.getString(8),
                rs.getString(9),
                ItemRow.time(rs.getString(10)),
                rs.getObject(11) == null ? null : Duration.ofMillis(rs.getLong(11))),
        id);
  }

  /**
   * How many of the newest tries of the path, without a gap, ended in the given state. Tries that
   * only saw to the file's record say nothing of that and are passed over.
   */
  int inARow(String path, String pipelineState, int atMost) throws SQLException {
    List<Boolean> newest =
        tx.query(
            "SELECT pipeline_state IS ?1 FROM work_attempts WHERE path = ?2 AND outcome = 'done'"
                + " AND pipeline_state IS NOT ?4 ORDER BY work_item_id DESC, number DESC LIMIT ?3",
            rs -> rs.getBoolean(1),
            pipelineState,
            path,
            atMost,
            WorkQueue.REGISTERED);
    int gap = newest.indexOf(false);
    return gap < 0 ? newest.size() : gap;
  }

  /** When the first of the newest tries, all of which found the file changing, ended. */
  Optional<Instant> unstableSince(String path) throws SQLException {
    return tx.first(
            "SELECT min(ended_at) FROM work_attempts WHERE path = ?1 AND outcome = 'unstable' AND"
                + " (work_item_id, number) > (SELECT coalesce(max(work_item_id), 0),"
                + " coalesce(max(number), 0) FROM (SELECT work_item_id, number FROM work_attempts"
                + " WHERE path = ?1 AND outcome <> 'unstable' ORDER BY work_item_id DESC, number"
                + " DESC LIMIT 1))",
            rs -> Optional.ofNullable(ItemRow.time(rs.getString(1))),
            path)
        .flatMap(found -> found);
  }

  /** How many tries failed in each second since the given time. */
  Map<Instant, Long> failedBySecond(Instant since) throws SQLException {
    return Figures.bySecond(
        tx,
        "SELECT substr(ended_at, 1, 19) || 'Z', count(*) FROM work_attempts WHERE outcome <>"
            + " 'done' AND outcome <> 'unstable' AND ended_at > ? GROUP BY 1",
        since);
  }
}
