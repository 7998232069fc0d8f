package dev.reeve.engine.event;

import dev.reeve.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two tables of events, seen as one sequence, and what is noted about it. */
final class EventDao {
  private static final String TRANSITIONS =
      "SELECT seq, event_id, transitioned_at AS at, entity_type || '_state_transition' AS type,"
          + " severity, entity_type, entity_id, from_state, to_state, trigger, reason, metadata,"
          + " operator, context, prev_hash, hash FROM state_transitions WHERE ";
  private static final String OTHERS =
      "SELECT seq, event_id, occurred_at, event_type, severity, entity_type, entity_id, NULL, NULL,"
          + " NULL, reason, metadata, operator, context, prev_hash, hash FROM engine_events WHERE ";

  private EventDao() {}

  /** The next number; taken back when the unit fails. */
  static long takeSeq(Tx tx) throws SQLException {
    return tx.number(
        "UPDATE engine_meta SET value = value + 1 WHERE key = 'next_seq' RETURNING value - 1");
  }

  static String hashAt(Tx tx, long seq) throws SQLException {
    return tx.first(
            "SELECT hash FROM state_transitions WHERE seq = ?1"
                + " UNION ALL SELECT hash FROM engine_events WHERE seq = ?1",
            row -> row.getString(1),
            seq)
        .orElse(StoredEvent.NO_HASH);
  }

  static void insert(Tx tx, StoredEvent e, @Nullable String runId, NewEvent draft)
      throws SQLException {
    NewEvent.Change change = draft.change();
    if (change == null) {
      tx.update(
          "INSERT INTO engine_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          e.seq(),
          e.eventId(),
          e.type(),
          e.severity(),
          e.entityType(),
          e.entityId(),
          e.reason().isEmpty() ? null : e.reason(),
          e.metadata(),
          e.operator(),
          e.context(),
          e.timestamp(),
          e.prevHash(),
          e.hash());
      return;
    }
    tx.update(
        "INSERT INTO state_transitions VALUES"
            + " (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        e.seq(),
        e.eventId(),
        e.entityType(),
        e.entityId(),
        change.from(),
        change.to(),
        change.trigger(),
        e.reason().isEmpty() ? null : e.reason(),
        e.severity(),
        e.metadata(),
        e.operator(),
        e.context(),
        runId,
        change.version(),
        change.commandId(),
        e.timestamp(),
        e.prevHash(),
        e.hash());
  }

  /** In order of seq, both ends included. */
  static List<StoredEvent> between(Tx tx, long first, long last) throws SQLException {
    return tx.query(
        TRANSITIONS
            + "seq BETWEEN ?1 AND ?2 UNION ALL "
            + OTHERS
            + "seq BETWEEN ?1 AND ?2 ORDER BY 1",
        EventDao::read,
        first,
        last);
  }

  static List<StoredEvent> transitionsOf(Tx tx, String entityType, String entityId)
      throws SQLException {
    return tx.query(
        TRANSITIONS + "entity_type = ? AND entity_id = ? ORDER BY seq",
        EventDao::read,
        entityType,
        entityId);
  }

  /** Newest first, of this severity or a higher one. */
  static List<StoredEvent> latest(Tx tx, Severity least, int limit) throws SQLException {
    String severe =
        "severity IN ("
            + String.join(
                ", ",
                java.util.Arrays.stream(Severity.values())
                    .filter(severity -> severity.compareTo(least) >= 0)
                    .map(severity -> "'" + severity.code() + "'")
                    .toList())
            + ")";
    return tx.query(
        TRANSITIONS + severe + " UNION ALL " + OTHERS + severe + " ORDER BY 1 DESC LIMIT ?",
        EventDao::read,
        limit);
  }

  private static StoredEvent read(ResultSet row) throws SQLException {
    String to = row.getString(9);
    String reason = row.getString(11);
    return new StoredEvent(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        to == null ? null : new StoredEvent.Change(row.getString(8), to, row.getString(10)),
        reason == null ? "" : reason,
        row.getString(12),
        row.getString(13),
        row.getString(14),
        row.getString(15),
        row.getString(16));
  }
}
