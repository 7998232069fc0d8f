package dev.reeve.engine.queue;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of {@code work_items}. Plain steps of many rows are one statement each; the rest loads
 * rows, changes them in Java and saves them.
 */
final class WorkItemDao {
  private static final String SELECT = "SELECT " + ItemRow.COLUMNS + " FROM work_items ";

  /** Gives what {@link ItemRow#read} takes. */
  static final String RETURNING = " RETURNING " + ItemRow.COLUMNS;

  private final Tx tx;

  WorkItemDao(Tx tx) {
    this.tx = tx;
  }

  /**
   * Retries that are due join the queue.
   *
   * @param latest a time no retry can have been given by now: the clock was set back, and nothing
   *     says how long is left to wait
   */
  List<ItemRow> promoteDue(Instant now, Instant latest) throws SQLException {
    return tx.query(
        "UPDATE work_items SET status = 'queued', not_before = NULL, waits_for = NULL WHERE status"
            + " = 'retry_wait' AND (not_before <= ? OR not_before > ?)"
            + RETURNING,
        ItemRow::read,
        Utc.format(now),
        Utc.format(latest));
  }

  Optional<Instant> nextDue() throws SQLException {
    return tx.first(
            "SELECT min(not_before) FROM work_items WHERE status = 'retry_wait'",
            rs -> Optional.ofNullable(ItemRow.time(rs.getString(1))))
        .flatMap(found -> found);
  }

  /** Finishes the rows of one claim that nothing happened to meanwhile; gives their ids. */
  Set<Long> finishUnchanged(
      Collection<Long> ids,
      String token,
      Instant now,
      @Nullable String pipelineState,
      @Nullable String executionId)
      throws SQLException {
    return Set.copyOf(
        tx.query(
            "UPDATE work_items SET status = 'done', completed_at = ?, pipeline_state = coalesce(?,"
                + " pipeline_state), execution_id = ?, lease_owner = NULL, lease_token = NULL,"
                + " lease_until = NULL, waits_for = NULL, error_code = NULL, last_error = NULL"
                + " WHERE work_item_id IN (SELECT value FROM json_each(?)) AND status = 'running'"
                + " AND lease_token = ? AND next_event IS NULL RETURNING work_item_id",
            rs -> rs.getLong(1),
            Utc.format(now),
            pipelineState,
            executionId,
            Json.line(ids),
            token));
  }

  /** Rows that wait to settle and have come to rest. */
  List<ItemRow> ready(List<Settled> settled) throws SQLException {
    List<List<@Nullable String>> pairs = new ArrayList<>();
    for (Settled each : settled) {
      List<@Nullable String> pair = new ArrayList<>();
      pair.add(each.path());
      pair.add(each.fingerprint());
      pairs.add(pair);
    }
    return tx.query(
        "UPDATE work_items SET status = 'stable_ready', base_fingerprint = at_rest FROM (SELECT"
            + " value ->> 0 AS settled, value ->> 1 AS at_rest FROM json_each(?)) WHERE path ="
            + " settled AND status = 'stable_pending'"
            + RETURNING,
        ItemRow::read,
        Json.line(pairs));
  }

  /** Extends the leases of one claim; gives the ids still held. */
  Set<Long> renew(Collection<Long> ids, String token, Instant until) throws SQLException {
    return Set.copyOf(
        tx.query(
            "UPDATE work_items SET lease_until = ? WHERE work_item_id IN (SELECT value FROM"
                + " json_each(?)) AND status = 'running' AND lease_token = ? RETURNING"
                + " work_item_id",
            rs -> rs.getLong(1),
            Utc.format(until),
            Json.line(ids),
            token));
  }

  List<ItemRow> byPath(Collection<String> paths) throws SQLException {
    return tx.query(
        SELECT + "WHERE path IN (SELECT value FROM json_each(?))", ItemRow::read, Json.line(paths));
  }

  List<ItemRow> byId(Collection<Long> ids) throws SQLException {
    return tx.query(
        SELECT + "WHERE work_item_id IN (SELECT value FROM json_each(?)) ORDER BY work_item_id",
        ItemRow::read,
        Json.line(ids));
  }

  /** Makes retries due that wait because of one of these codes; gives their number. */
  int due(Collection<String> codes, Instant now) throws SQLException {
    return tx.update(
        "UPDATE work_items SET not_before = ? WHERE status = 'retry_wait' AND error_code IN"
            + " (SELECT value FROM json_each(?))",
        Utc.format(now),
        Json.line(codes));
  }

  /** How many retries wait because of one of these codes. */
  long waitingFor(Collection<String> codes) throws SQLException {
    return tx.number(
        "SELECT count(*) FROM work_items WHERE status = 'retry_wait' AND error_code IN (SELECT"
            + " value FROM json_each(?))",
        Json.line(codes));
  }

  /**
   * Rows whose lease is over, or, when the clock was set back since, cannot have been given by now.
   */
  List<ItemRow> leaseEnded(Instant now, Instant latest) throws SQLException {
    return tx.query(
        SELECT
            + "WHERE status = 'running' AND (lease_until < ? OR lease_until > ?) ORDER BY"
            + " work_item_id",
        ItemRow::read,
        Utc.format(now),
        Utc.format(latest));
  }

  List<ItemRow> heldByOthers(String worker) throws SQLException {
    return tx.query(
        SELECT + "WHERE status = 'running' AND lease_owner <> ? ORDER BY work_item_id",
        ItemRow::read,
        worker);
  }

  /**
   * Running first, retries by next try, the waiting by age, dead letters, then the newest ended.
   */
  List<ItemRow> list(Set<ItemState> states, int limit) throws SQLException {
    String chosen = states.stream().map(ItemRow::lower).collect(Collectors.joining("','"));
    return tx.query(
        SELECT
            + (states.isEmpty() ? "" : "WHERE status IN ('" + chosen + "') ")
            + "ORDER BY CASE status WHEN 'running' THEN 0 WHEN 'retry_wait' THEN 1 WHEN"
            + " 'dead_letter' THEN 3 WHEN 'done' THEN 4 WHEN 'cancelled' THEN 4 ELSE 2 END,"
            + " not_before, CASE WHEN status IN ('done', 'cancelled') THEN completed_at END DESC,"
            + " first_seen, work_item_id LIMIT ?",
        ItemRow::read,
        limit);
  }

  /** Ids for new rows: this one and those after it. */
  long nextId() throws SQLException {
    return tx.number("SELECT seq FROM sqlite_sequence WHERE name = 'work_items'") + 1;
  }

  void insert(Collection<ItemRow> rows) throws SQLException {
    PreparedStatement insert =
        tx.statement(
            "INSERT INTO work_items (work_item_id, path, root_id, old_path, event_type,"
                + " content_changed, reconcile_kind, status, generation, merged, priority,"
                + " first_seen, last_seen, base_fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?, ?, ?, ?)");
    for (ItemRow row : rows) {
      insert.setLong(1, row.id);
      insert.setString(2, row.path);
      insert.setString(3, row.root);
      insert.setString(4, row.change.oldPath());
      insert.setString(5, ItemRow.lower(row.change.kind()));
      insert.setInt(6, row.change.contentChanged() ? 1 : 0);
      insert.setString(7, row.change.reconcileKind());
      insert.setString(8, ItemRow.lower(row.state));
      insert.setLong(9, row.generation);
      insert.setInt(10, row.merged);
      insert.setInt(11, row.priority);
      insert.setString(12, Utc.format(row.firstSeen));
      insert.setString(13, Utc.format(row.lastSeen));
      insert.setString(14, row.fingerprint);
      insert.addBatch();
    }
    insert.executeBatch();
  }

  void save(ItemRow row) throws SQLException {
    tx.update(
        "UPDATE work_items SET root_id = ?, old_path = ?, event_type = ?, content_changed = ?,"
            + " reconcile_kind = ?, status = ?, pipeline_state = ?, generation = ?,"
            + " claimed_generation = ?, next_event = ?, merged = ?, attempts = ?, claims = ?,"
            + " priority = ?, first_seen = ?, last_seen = ?, not_before = ?, started_at = ?,"
            + " completed_at = ?, lease_owner = ?, lease_token = ?, lease_until = ?, waits_for = ?,"
            + " error_code = ?, last_error = ?, execution_id = ?, base_fingerprint = ?,"
            + " requeued_at = ? WHERE"
            + " work_item_id = ?",
        row.root,
        row.change.oldPath(),
        ItemRow.lower(row.change.kind()),
        row.change.contentChanged() ? 1 : 0,
        row.change.reconcileKind(),
        ItemRow.lower(row.state),
        row.pipelineState,
        row.generation,
        row.claimedGeneration,
        row.next == null ? null : Json.line(row.next),
        row.merged,
        row.attempts,
        row.claims,
        row.priority,
        Utc.format(row.firstSeen),
        Utc.format(row.lastSeen),
        text(row.notBefore),
        text(row.startedAt),
        text(row.endedAt),
        row.worker,
        row.token,
        text(row.leaseUntil),
        row.waitsFor,
        row.errorCode,
        row.error,
        row.executionId,
        row.fingerprint,
        text(row.requeuedAt),
        row.id);
  }

  void delete(Collection<Long> ids) throws SQLException {
    tx.update(
        "DELETE FROM work_items WHERE work_item_id IN (SELECT value FROM json_each(?))",
        Json.line(ids));
  }

  /** Removes what ended well, or was dropped, before the given time; gives the ids. */
  List<String> purge(Instant before) throws SQLException {
    return tx.query(
        "DELETE FROM work_items WHERE status IN ('done', 'cancelled') AND completed_at < ?"
            + " RETURNING work_item_id",
        rs -> rs.getString(1),
        Utc.format(before));
  }

  boolean paused() throws SQLException {
    return tx.number("SELECT paused FROM work_queue") == 1;
  }

  boolean pause(boolean paused) throws SQLException {
    return tx.update("UPDATE work_queue SET paused = ?1 WHERE paused <> ?1", paused ? 1 : 0) > 0;
  }

  List<Figures.Group> groups(Instant lastDay) throws SQLException {
    return tx.query(
        "SELECT status, count(*), min(coalesce(requeued_at, first_seen)), sum(completed_at > ?)"
            + " FROM work_items GROUP BY status",
        rs ->
            new Figures.Group(
                ItemState.valueOf(ItemRow.upper(rs.getString(1))),
                rs.getLong(2),
                Utc.parse(rs.getString(3)),
                rs.getLong(4)),
        Utc.format(lastDay));
  }

  /** How many rows were finished in each second since the given time. */
  Map<Instant, Long> doneBySecond(Instant since) throws SQLException {
    return Figures.bySecond(
        tx,
        "SELECT substr(completed_at, 1, 19) || 'Z', count(*) FROM work_items WHERE status ="
            + " 'done' AND completed_at > ? GROUP BY 1",
        since);
  }

  /** Of so many of 100 rows started since then: the longest wait to the last start. */
  Optional<Duration> waited(int ofHundred, Instant since) throws SQLException {
    return tx.first(
        "WITH started AS (SELECT unixepoch(started_at, 'subsec') - "
            + "unixepoch(coalesce(requeued_at, first_seen), 'subsec')"
            + " AS wait FROM work_items WHERE started_at > ?1) SELECT wait FROM started ORDER BY"
            + " wait LIMIT 1 OFFSET (SELECT max(0, (count(*) * ?2 + 99) / 100 - 1) FROM started)",
        rs -> Duration.ofMillis(Math.max(0, Math.round(rs.getDouble(1) * 1000))),
        Utc.format(since),
        ofHundred);
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : Utc.format(time);
  }
}
