package dev.reeve.engine.change;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Successful results that answer the same request again for a while. Whether the files still are as
 * that execution left them is for the caller to check. Every method works inside the unit it is
 * given. Source: {@code docs/reference/changes.md}.
 */
public final class IdempotencyDao {
  private final Duration ttl;

  /**
   * @param ttl how long a result may answer
   */
  public IdempotencyDao(Duration ttl) {
    this.ttl = ttl;
  }

  /** The key of a request: 16 hex digits. */
  public static String key(String planId, String checksum) {
    return Sha256.of(planId + ":" + checksum).substring(0, 16);
  }

  /** The id of the execution that did the same and is not too old. */
  public Optional<String> lookup(Tx tx, String planId, String checksum, Instant now)
      throws SQLException {
    return tx.first(
        "SELECT execution_id FROM idempotency WHERE idempotency_key = ? AND plan_id = ?"
            + " AND checksum = ? AND executed_at > ?",
        row -> row.getString(1),
        key(planId, checksum),
        planId,
        checksum,
        Utc.format(now.minus(ttl)));
  }

  /**
   * Keeps a result; dry runs, failures and results whose verification failed are not kept.
   *
   * @return whether it was kept
   */
  public boolean record(Tx tx, ExecutionHead head, ExecutionOutcome outcome) throws SQLException {
    if (head.dryRun() || !outcome.success() || Boolean.FALSE.equals(outcome.verificationPassed())) {
      return false;
    }
    tx.update(
        "INSERT OR REPLACE INTO idempotency (idempotency_key, execution_id, plan_id, changeset_id,"
            + " checksum, status, executed_at, files_changed, verification_passed, message,"
            + " ttl_seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        key(head.planId(), head.checksum()),
        head.id(),
        head.planId(),
        head.changeSetId(),
        head.checksum(),
        outcome.status().code(),
        Utc.format(outcome.endedAt()),
        outcome.filesChanged(),
        outcome.verificationPassed(),
        outcome.message(),
        ttl.toSeconds());
    return true;
  }

  /** Forgets the result of a request, when its files were changed since. */
  public void forget(Tx tx, String planId, String checksum) throws SQLException {
    tx.update("DELETE FROM idempotency WHERE idempotency_key = ?", key(planId, checksum));
  }

  /** Forgets what is too old; at start. */
  public int purge(Tx tx, Instant now) throws SQLException {
    return tx.update("DELETE FROM idempotency WHERE executed_at <= ?", Utc.format(now.minus(ttl)));
  }
}
