package dev.reeve.engine.lock;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Who has held one of the operating system's locks for longer than a moment. */
final class ResourceHolderDao {

  /** One such holder. */
  record Holder(
      String name, String owner, String sessionId, String holder, String purpose, Instant since) {}

  void put(Tx tx, Holder holder) throws SQLException {
    tx.update(
        "INSERT OR REPLACE INTO resource_holders VALUES (?, ?, ?, ?, ?, ?)",
        holder.name(),
        holder.owner(),
        holder.sessionId(),
        holder.holder(),
        holder.purpose(),
        Utc.format(holder.since()));
  }

  void remove(Tx tx, String name, String sessionId) throws SQLException {
    tx.update("DELETE FROM resource_holders WHERE name = ? AND session_id = ?", name, sessionId);
  }

  void removeSession(Tx tx, String sessionId) throws SQLException {
    tx.update("DELETE FROM resource_holders WHERE session_id = ?", sessionId);
  }

  List<Holder> all(Tx tx) throws SQLException {
    return tx.query(
        "SELECT name, owner, session_id, holder, purpose, since FROM resource_holders",
        row ->
            new Holder(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Utc.parse(row.getString(6))));
  }
}
