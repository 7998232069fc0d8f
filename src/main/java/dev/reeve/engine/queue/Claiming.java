package dev.reeve.engine.queue;

import com.github.f4b6a3.ulid.UlidCreator;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives rows to a worker under a lease, and lets it keep them. One object serves one unit. */
final class Claiming {
  private final WorkItemDao items;
  private final ClaimDao claims;
  private final RetryPolicy policy;
  private final Instant now;
  private final List<WorkItem> changed = new ArrayList<>();

  Claiming(WorkItemDao items, ClaimDao claims, RetryPolicy policy, Instant now) {
    this.items = items;
    this.claims = claims;
    this.policy = policy;
    this.now = now;
  }

  /** Rows whose retry was due, and then those that were claimed. */
  List<WorkItem> changed() {
    return changed;
  }

  /** Takes the most urgent rows that can be claimed, those whose retry is due by now among them. */
  List<Claim> claim(String worker, int max) throws SQLException {
    Map<Long, ItemRow> due = new LinkedHashMap<>();
    items.promoteDue(now, now.plus(policy.longest())).forEach(row -> due.put(row.id, row));
    String token = UlidCreator.getMonotonicUlid().toString();
    List<Claim> taken = new ArrayList<>();
    for (ItemRow row : claims.claim(worker, token, max, now, now.plus(WorkQueue.LEASE))) {
      due.remove(row.id);
      taken.add(
          new Claim(
              row.item(policy.maxAttempts()),
              token,
              row.claims,
              row.change.reconcileKind(),
              row.fingerprint));
    }
    due.values().forEach(row -> changed.add(row.item(policy.maxAttempts())));
    taken.forEach(claim -> changed.add(claim.item()));
    return taken;
  }

  /** Extends leases; gives the claims that were lost. */
  List<Claim> renew(List<Claim> held) throws SQLException {
    Map<String, List<Claim>> byToken = new LinkedHashMap<>();
    held.forEach(
        claim -> byToken.computeIfAbsent(claim.token(), ignored -> new ArrayList<>()).add(claim));
    List<Claim> lost = new ArrayList<>(held);
    for (Map.Entry<String, List<Claim>> each : byToken.entrySet()) {
      List<Long> ids = each.getValue().stream().map(Finishing::id).toList();
      Set<Long> still = items.renew(ids, each.getKey(), now.plus(WorkQueue.LEASE));
      lost.removeIf(
          claim -> claim.token().equals(each.getKey()) && still.contains(Finishing.id(claim)));
    }
    return lost;
  }
}
