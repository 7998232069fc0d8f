package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.ReferenceKind;
import dev.reeve.engine.links.triage.Decision.Key;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The table of links that were mended without a decision about each. */
final class MendDao {
  private MendDao() {}

  /**
   * Of the links of one document that say the same in the same way.
   *
   * @param links mended ones
   * @param left those that were broken too, and were left so by the last plan
   */
  record Mended(int links, int left) {
    /** With what the next plan mended and left. */
    Mended then(Mended next) {
      return new Mended(links + next.links, next.left);
    }

    /** How many of them are not broken again, when so many of these links are broken. */
    int standing(int broken) {
      return Math.max(0, links - Math.max(0, broken - left));
    }
  }

  /** What a plan did that found the document with these bytes. */
  static void add(Tx tx, Key key, String sha256, Mended mended, String execution, Instant at)
      throws SQLException {
    tx.update(
        "INSERT INTO link_mend_steps (source_file, source_sha256, kind, raw_target, links,"
            + " left_broken, execution, mended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        key.sourceFile(),
        sha256,
        key.kind().code(),
        key.rawTarget(),
        mended.links(),
        mended.left(),
        execution,
        Utc.format(at));
  }

  /** A document that is again as a plan found it has lost what that plan and later ones mended. */
  static void forgetSince(Tx tx, String sourceFile, String sha256) throws SQLException {
    tx.update(
        "DELETE FROM link_mend_steps WHERE source_file = ? AND id >= (SELECT min(id) FROM"
            + " link_mend_steps WHERE source_file = ? AND source_sha256 = ?)",
        sourceFile,
        sourceFile,
        sha256);
  }

  static Map<Key, Mended> all(Tx tx) throws SQLException {
    Map<Key, Mended> out = new HashMap<>();
    tx.query(
        "SELECT source_file, kind, raw_target, links, left_broken FROM link_mend_steps ORDER BY id",
        row ->
            out.merge(
                new Key(
                    row.getString(1),
                    ReferenceKind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                    row.getString(3)),
                new Mended(row.getInt(4), row.getInt(5)),
                Mended::then));
    return out;
  }
}
