package dev.reeve.engine.lock;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineClock;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line of arrival in the lease table: who is next for what. One look is one transaction, which
 * decides by what it reads itself; who was found dead before it is told.
 */
final class LeaseLine {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseLine.class);

  /** A claim and the fence it got. */
  record Grant(Claim claim, long fence) {}

  /**
   * What one look gave.
   *
   * @param seq place of the first claim that was not granted
   * @param by what is in its way; null when all claims are granted
   */
  record Look(List<Grant> grants, long seq, @Nullable Lease by) {}

  private final LeaseDao dao;
  private final Session session;
  private final LeaseJudge judge;
  private final EngineClock clock;
  private final EventBus bus;
  private final LockSettings settings;

  LeaseLine(
      LeaseDao dao,
      Session session,
      LeaseJudge judge,
      EngineClock clock,
      EventBus bus,
      LockSettings settings) {
    this.dao = dao;
    this.session = session;
    this.judge = judge;
    this.clock = clock;
    this.bus = bus;
    this.settings = settings;
  }

  /**
   * Grants what can be granted of a set, in its order, and stops at the first that cannot.
   *
   * @param passed tokens of leases whose holder or waiter is gone
   */
  Look look(Tx tx, LockOperation operation, List<Claim> claims, Set<String> passed)
      throws SQLException {
    List<Grant> grants = new ArrayList<>();
    for (Claim claim : claims) {
      if (claim.isGranted()) {
        continue;
      }
      Instant now = clock.now();
      Instant until = now.plus(judge.patienceWithWaiters());
      long seq = claim.seq();
      if (seq == 0 || !dao.keepWaiting(tx, claim, now, until)) {
        seq = dao.register(tx, claim, session, operation, now, until);
        changed(tx, claim.name());
      }
      Lease inTheWay = firstInTheWay(tx, claim, seq, now, passed);
      if (inTheWay != null) {
        return new Look(grants, seq, inTheWay);
      }
      grants.add(new Grant(claim, dao.grant(tx, claim, now, settings.ttl())));
      if (claim.seq() != 0) {
        changed(tx, claim.name());
      }
    }
    return new Look(grants, 0, null);
  }

  /** Clears away those that may be passed, up to the first that may not. */
  private @Nullable Lease firstInTheWay(
      Tx tx, Claim claim, long seq, Instant now, Set<String> passed) throws SQLException {
    for (Lease other : dao.of(tx, claim.name())) {
      if (!isInTheWay(other, claim, seq, now)) {
        continue;
      }
      if (!passed.contains(other.token())) {
        return other;
      }
      dao.remove(tx, other);
      if (other.granted()) {
        takenOver(tx, other, claim);
      }
    }
    return null;
  }

  private static boolean isInTheWay(Lease other, Claim claim, long seq, Instant now) {
    if (other.token().equals(claim.token()) || !other.isInTheWayOf(claim.paths())) {
      return false;
    }
    if (other.granted()) {
      return true;
    }
    Instant until = other.expires();
    return other.seq() < seq && !other.damaged() && until != null && !now.isAfter(until);
  }

  private void takenOver(Tx tx, Lease from, Claim to) {
    String heir = to.owner() + " (" + session.holder() + ")";
    LockEvent event =
        new LockEvent.LeaseTakenOver(
            from.label(to.paths()), from.owner() + " (" + from.holder() + ")", heir);
    LOG.warn("{}", event);
    tx.afterCommit(() -> bus.publish(event));
  }

  void changed(Tx tx, String name) {
    tx.afterCommit(() -> bus.publish(new LockEvent.Changed(name)));
  }
}
