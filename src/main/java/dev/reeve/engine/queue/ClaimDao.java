package dev.reeve.engine.queue;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The SQL by which workers take rows: the most urgent first, and what waits long becomes more
 * urgent.
 */
final class ClaimDao {
  private static final Duration AGEING = Duration.ofSeconds(60);
  private static final List<Integer> RANKS =
      Stream.of(Priority.values()).map(Priority::value).toList();

  /** What a person brings back is ordered without an index: there is seldom much of it. */
  private static final String WAITING_SINCE = "coalesce(requeued_at, first_seen)";

  private static final String CLAIM = claimStatement();

  private final Tx tx;

  ClaimDao(Tx tx) {
    this.tx = tx;
  }

  /**
   * The oldest rows of each class are candidates, so the index on (priority, first_seen) serves a
   * queue of any length; only they are ranked by class less full minutes waited.
   */
  private static String claimStatement() {
    List<String> candidates = new ArrayList<>();
    for (int rank = 0; rank < RANKS.size(); rank++) {
      candidates.add(
          "SELECT * FROM (SELECT work_item_id AS id, "
              + WAITING_SINCE
              + " AS seen, %d AS class FROM work_items WHERE status IN ('queued', 'stable_ready') AND priority = %d ORDER BY %s, work_item_id LIMIT ?1)"
                  .formatted(rank, RANKS.get(rank), rank == 0 ? WAITING_SINCE : "first_seen"));
    }
    List<String> minutes = new ArrayList<>();
    for (int waited = 1; waited < RANKS.size(); waited++) {
      minutes.add("(seen <= ?" + (5 + waited) + ")");
    }
    return "UPDATE work_items SET status = 'running', claimed_generation = generation, claims ="
        + " claims + 1, started_at = ?2, completed_at = NULL, lease_owner = ?3, lease_token = ?4,"
        + " lease_until = ?5, waits_for = NULL WHERE work_item_id IN (SELECT id FROM ("
        + String.join(" UNION ALL ", candidates)
        + ") WHERE NOT (SELECT paused FROM work_queue) ORDER BY max(0, class - ("
        + String.join(" + ", minutes)
        + ")), seen, id LIMIT ?1)"
        + WorkItemDao.RETURNING;
  }

  /** Takes the most urgent rows, in one statement; the order of the result is theirs. */
  List<ItemRow> claim(String worker, String token, int max, Instant now, Instant until)
      throws SQLException {
    int steps = RANKS.size() - 1;
    Object[] values = new Object[5 + steps];
    values[0] = max;
    values[1] = Utc.format(now);
    values[2] = worker;
    values[3] = token;
    values[4] = Utc.format(until);
    for (int i = 1; i <= steps; i++) {
      values[4 + i] = Utc.format(now.minus(AGEING.multipliedBy(i)));
    }
    List<ItemRow> rows = tx.query(CLAIM, ItemRow::read, values);
    rows.sort(
        Comparator.<ItemRow>comparingLong(row -> rank(row, now))
            .thenComparing(row -> row.firstSeen)
            .thenComparingLong(row -> row.id));
    return rows;
  }

  private static long rank(ItemRow row, Instant now) {
    long waited = Duration.between(row.firstSeen, now).dividedBy(AGEING);
    return Math.max(0, RANKS.indexOf(row.priority) - waited);
  }

  /** How many rows can be claimed; counts no further than {@code max}. */
  long claimable(int max) throws SQLException {
    return tx.number(
        "SELECT count(*) FROM (SELECT 1 FROM work_items WHERE status IN ('queued',"
            + " 'stable_ready') LIMIT ?)",
        max);
  }

  /** Whether some rows can be claimed, but fewer than {@code max}, while others come to rest. */
  boolean willHaveMore(int max) throws SQLException {
    long claimable = claimable(max);
    return claimable > 0
        && claimable < max
        && tx.number("SELECT EXISTS (SELECT 1 FROM work_items WHERE status = 'stable_pending')")
            == 1;
  }
}
