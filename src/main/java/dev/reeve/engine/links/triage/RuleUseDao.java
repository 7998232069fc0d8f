package dev.reeve.engine.links.triage;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of how rules are used. */
final class RuleUseDao {
  private RuleUseDao() {}

  /** What is kept of one rule. */
  record Row(String id, Instant firstSeen, int atFirst, int now, @Nullable Instant lastUsed) {}

  static void note(Tx tx, String rule, int now, Instant at) throws SQLException {
    String time = Utc.format(at);
    tx.update(
        "INSERT INTO link_rule_uses (rule_id, first_seen_at, at_first, now_count, last_used_at)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (rule_id) DO UPDATE SET now_count ="
            + " excluded.now_count, last_used_at = coalesce(excluded.last_used_at, last_used_at)",
        rule,
        time,
        now,
        now,
        now > 0 ? time : null);
  }

  static Map<String, Row> all(Tx tx) throws SQLException {
    Map<String, Row> out = new HashMap<>();
    tx.query(
            "SELECT rule_id, first_seen_at, at_first, now_count, last_used_at FROM link_rule_uses",
            row -> {
              String used = row.getString(5);
              return new Row(
                  row.getString(1),
                  Utc.parse(row.getString(2)),
                  row.getInt(3),
                  row.getInt(4),
                  used == null ? null : Utc.parse(used));
            })
        .forEach(row -> out.put(row.id(), row));
    return out;
  }
}
