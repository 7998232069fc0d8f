package dev.reeve.engine.links.triage;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The table of links that were mended without a decision about each. */
final class MendDao {
  private MendDao() {}

  /** Links of one document that were broken in the same words. */
  record Mended(String sourceFile, String rawTarget, int links) {}

  /**
   * Notes them; those of the same words that were mended before and broken again are among them.
   */
  static void note(Tx tx, Mended mended, String execution, Instant at) throws SQLException {
    tx.update(
        "INSERT OR REPLACE INTO link_mends (source_file, raw_target, links, execution, mended_at)"
            + " VALUES (?, ?, ?, ?, ?)",
        mended.sourceFile(),
        mended.rawTarget(),
        mended.links(),
        execution,
        Utc.format(at));
  }

  static List<Mended> all(Tx tx) throws SQLException {
    return tx.query(
        "SELECT source_file, raw_target, links FROM link_mends",
        row -> new Mended(row.getString(1), row.getString(2), row.getInt(3)));
  }
}
