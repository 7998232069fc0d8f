package dev.reeve.engine.lock;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lease table and the fence counters. */
final class LeaseDao {
  private final boolean caseInsensitive;

  LeaseDao(boolean caseInsensitive) {
    this.caseInsensitive = caseInsensitive;
  }

  /** Every row, holders and waiters, in order of arrival. */
  List<Lease> all(Tx tx) throws SQLException {
    return tx.query("SELECT * FROM leases ORDER BY seq", this::read);
  }

  /** Holder and waiters of one name, in order of arrival. */
  List<Lease> of(Tx tx, String name) throws SQLException {
    return tx.query("SELECT * FROM leases WHERE name = ? ORDER BY seq", this::read, name);
  }

  /** Puts a claim at the end of the line; gives its place. */
  long register(
      Tx tx, Claim claim, Session session, LockOperation operation, Instant now, Instant until)
      throws SQLException {
    PathSet paths = claim.paths();
    Instant started = session.processStartedAt();
    return tx.number(
        "INSERT INTO leases (name, granted, paths, owner, token, fence, session_id, pid,"
            + " process_started_at, host, created_at, last_renewed_at, expires_at, purpose,"
            + " execution_id) VALUES (?, 0, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq",
        claim.name(),
        paths == null ? null : paths.json(),
        claim.owner(),
        claim.token(),
        session.id(),
        session.pid(),
        started == null ? null : Utc.format(started),
        session.host(),
        Utc.format(now),
        Utc.format(now),
        Utc.format(until),
        operation.purpose(),
        operation.executionId());
  }

  /** Says that a waiter is still there; false when its row is gone. */
  boolean keepWaiting(Tx tx, Claim claim, Instant now, Instant until) throws SQLException {
    return tx.update(
            "UPDATE leases SET last_renewed_at = ?, expires_at = ? WHERE token = ? AND granted = 0",
            Utc.format(now),
            Utc.format(until),
            claim.token())
        == 1;
  }

  /** Makes a registered claim the holder, with the next fence of its name. */
  long grant(Tx tx, Claim claim, Instant now, Duration ttl) throws SQLException {
    long fence = raiseFence(tx, claim.name());
    tx.update(
        "UPDATE leases SET granted = 1, fence = ?, created_at = ?, last_renewed_at = ?,"
            + " expires_at = ? WHERE token = ?",
        fence,
        Utc.format(now),
        Utc.format(now),
        Utc.format(now.plus(ttl)),
        claim.token());
    return fence;
  }

  /** The next fence of a name; never given before. */
  long raiseFence(Tx tx, String name) throws SQLException {
    return tx.number(
        "INSERT INTO lock_fences VALUES (?, 1)"
            + " ON CONFLICT (name) DO UPDATE SET fence = fence + 1 RETURNING fence",
        name);
  }

  /** Extends a lease that is still ours and readable; false when it is not. */
  boolean renew(Tx tx, Claim claim, Instant now, Duration ttl) throws SQLException {
    boolean ours =
        of(tx, claim.name()).stream()
            .anyMatch(row -> row.token().equals(claim.token()) && !row.damaged());
    return ours
        && tx.update(
                "UPDATE leases SET last_renewed_at = ?, expires_at = ?"
                    + " WHERE token = ? AND fence = ? AND granted = 1",
                Utc.format(now),
                Utc.format(now.plus(ttl)),
                claim.token(),
                claim.fence())
            == 1;
  }

  /** Removes a claim's row, held or waiting; false when it is no longer there or not ours. */
  boolean remove(Tx tx, Claim claim) throws SQLException {
    return tx.update(
            "DELETE FROM leases WHERE token = ?1 AND (?2 = 0 OR fence = ?2)",
            claim.token(),
            claim.fence())
        == 1;
  }

  /** Removes a row that may be damaged, by its place; false when it is no longer there. */
  boolean remove(Tx tx, Lease lease) throws SQLException {
    return tx.update("DELETE FROM leases WHERE seq = ?", lease.seq()) == 1;
  }

  void removeSession(Tx tx, String sessionId) throws SQLException {
    tx.update("DELETE FROM leases WHERE session_id = ?", sessionId);
  }

  boolean isCurrent(Tx tx, String name, long fence) throws SQLException {
    return tx.number(
            "SELECT count(*) FROM leases WHERE name = ? AND fence = ? AND granted = 1", name, fence)
        == 1;
  }

  private Lease read(ResultSet row) throws SQLException {
    Fields fields = new Fields(row);
    return new Lease(
        row.getLong("seq"),
        fields.text("name"),
        row.getInt("granted") != 0,
        fields.paths("paths", caseInsensitive),
        fields.text("owner"),
        fields.text("token"),
        fields.number("fence"),
        fields.text("session_id"),
        fields.number("pid"),
        fields.time("process_started_at"),
        fields.text("host"),
        fields.time("created_at"),
        fields.time("last_renewed_at"),
        fields.time("expires_at"),
        fields.text("purpose"),
        row.getObject("execution_id") == null ? null : fields.text("execution_id"),
        !fields.damaged.isEmpty());
  }

  /** Reads what it can, and notes what it cannot. */
  private static final class Fields {
    private final ResultSet row;
    private final Set<String> damaged = new HashSet<>();

    Fields(ResultSet row) {
      this.row = row;
    }

    String text(String column) throws SQLException {
      if (row.getObject(column) instanceof String text) {
        return text;
      }
      damaged.add(column);
      return Lease.UNREADABLE;
    }

    long number(String column) throws SQLException {
      if (row.getObject(column) instanceof Number number) {
        return number.longValue();
      }
      damaged.add(column);
      return 0;
    }

    @Nullable Instant time(String column) throws SQLException {
      if (row.getObject(column) == null) {
        return null;
      }
      String text = text(column);
      try {
        if (text.endsWith("Z")) {
          return Utc.parse(text);
        }
      } catch (DateTimeParseException e) {
        // falls through: a time that is none is as damaged as one with an offset
      }
      damaged.add(column);
      return null;
    }

    @Nullable PathSet paths(String column, boolean caseInsensitive) throws SQLException {
      if (row.getObject(column) == null) {
        return null;
      }
      try {
        return PathSet.parse(text(column), caseInsensitive);
      } catch (JsonProcessingException e) {
        damaged.add(column);
        return null;
      }
    }
  }
}
