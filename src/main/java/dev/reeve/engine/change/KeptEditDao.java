package dev.reeve.engine.change;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The table of kept edits. */
final class KeptEditDao {
  private KeptEditDao() {}

  /** A name that was free again takes the place of what was kept under it before. */
  static void put(Tx tx, KeptEdit edit) throws SQLException {
    tx.update(
        "INSERT OR REPLACE INTO kept_edits (kept_as, path, execution_id, sha256, kept_at) VALUES"
            + " (?, ?, ?, ?, ?)",
        edit.keptAs().text(),
        edit.path().text(),
        edit.executionId(),
        edit.sha256(),
        Utc.format(edit.keptAt()));
  }

  /** All that ever were, oldest first. */
  static List<KeptEdit> all(Tx tx) throws SQLException {
    return tx.query(
        "SELECT kept_as, path, execution_id, sha256, kept_at FROM kept_edits ORDER BY kept_at,"
            + " kept_as",
        KeptEditDao::read);
  }

  private static KeptEdit read(ResultSet row) throws SQLException {
    return new KeptEdit(
        new SafePath(row.getString(1)),
        new SafePath(row.getString(2)),
        row.getString(3),
        row.getString(4),
        Utc.parse(row.getString(5)));
  }
}
