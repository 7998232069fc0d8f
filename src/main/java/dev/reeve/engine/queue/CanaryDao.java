package dev.reeve.engine.queue;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The SQL of {@code work_canaries}. */
final class CanaryDao {
  private static final String SELECT =
      "SELECT canary_id, leader, path, json_array_length(followers), started_at, ended_at, outcome,"
          + " followed FROM work_canaries ";

  private final Tx tx;

  CanaryDao(Tx tx) {
    this.tx = tx;
  }

  Canary start(ItemRow leader, Collection<Long> followers, Instant now) throws SQLException {
    long id =
        tx.number(
            "INSERT INTO work_canaries (leader, path, followers, started_at, outcome) VALUES (?,"
                + " ?, ?, ?, 'running') RETURNING canary_id",
            leader.id,
            leader.path,
            Json.line(followers),
            Utc.format(now));
    return one(id);
  }

  /** Those whose leader has not ended. */
  List<Canary> running() throws SQLException {
    return tx.query(SELECT + "WHERE outcome = 'running'", CanaryDao::read);
  }

  /** The newest first; those that run, and those that ended after the given time. */
  List<Canary> since(Instant ended) throws SQLException {
    return tx.query(
        SELECT + "WHERE outcome = 'running' OR ended_at > ? ORDER BY canary_id DESC",
        CanaryDao::read,
        Utc.format(ended));
  }

  List<Long> followers(Canary canary) throws SQLException {
    return tx.query(
        "SELECT value FROM work_canaries, json_each(followers) WHERE canary_id = ?",
        rs -> rs.getLong(1),
        Long.parseLong(canary.id()));
  }

  Canary end(Canary canary, Canary.Outcome outcome, int followed, Instant now) throws SQLException {
    long id = Long.parseLong(canary.id());
    tx.update(
        "UPDATE work_canaries SET outcome = ?, followed = ?, ended_at = ? WHERE canary_id = ?",
        ItemRow.lower(outcome),
        followed,
        Utc.format(now),
        id);
    return one(id);
  }

  void purge(Instant before) throws SQLException {
    tx.update("DELETE FROM work_canaries WHERE ended_at < ?", Utc.format(before));
  }

  private Canary one(long id) throws SQLException {
    return tx.first(SELECT + "WHERE canary_id = ?", CanaryDao::read, id).orElseThrow();
  }

  private static Canary read(java.sql.ResultSet rs) throws SQLException {
    return new Canary(
        rs.getString(1),
        rs.getString(2),
        rs.getString(3),
        rs.getInt(4),
        Utc.parse(rs.getString(5)),
        ItemRow.time(rs.getString(6)),
        Canary.Outcome.valueOf(ItemRow.upper(rs.getString(7))),
        rs.getInt(8));
  }
}
