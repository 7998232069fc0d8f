package dev.reeve.engine.watch;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The SQL of {@code own_writes}. */
final class OwnWriteDao {
  record Row(String operationId, Suppression.Expected expected, Instant expiresAt) {}

  private final Tx tx;

  OwnWriteDao(Tx tx) {
    this.tx = tx;
  }

  List<Row> all() throws SQLException {
    return tx.query(
        "SELECT operation_id, path, sha256, expires_at FROM own_writes ORDER BY expires_at",
        rs ->
            new Row(
                rs.getString(1),
                new Suppression.Expected(rs.getString(2), rs.getString(3)),
                Utc.parse(rs.getString(4))));
  }

  void add(String operationId, List<Suppression.Expected> expected, Instant expiresAt)
      throws SQLException {
    for (Suppression.Expected each : expected) {
      tx.update(
          "INSERT OR REPLACE INTO own_writes VALUES (?, ?, ?, ?)",
          operationId,
          each.path(),
          each.sha256(),
          Utc.format(expiresAt));
    }
  }

  void withdraw(String operationId) throws SQLException {
    tx.update("DELETE FROM own_writes WHERE operation_id = ?", operationId);
  }

  void remove(String operationId, String path) throws SQLException {
    tx.update("DELETE FROM own_writes WHERE operation_id = ? AND path = ?", operationId, path);
  }

  void expire(Instant now) throws SQLException {
    tx.update("DELETE FROM own_writes WHERE expires_at <= ?", Utc.format(now));
  }
}
