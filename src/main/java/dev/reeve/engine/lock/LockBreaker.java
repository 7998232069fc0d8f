package dev.reeve.engine.lock;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Utc;
import java.time.Instant;

/**
 * Takes a lease away by an operator's decision, when all conditions hold. They are asked in a fixed
 * order and each refuses with a message of its own.
 */
final class LockBreaker {
  private final StoreCalls calls;
  private final LeaseDao dao;
  private final LeaseJudge judge;
  private final Leases leases;
  private final EventBus bus;
  private final LockTrail trail;

  LockBreaker(
      StoreCalls calls,
      LeaseDao dao,
      LeaseJudge judge,
      Leases leases,
      EventBus bus,
      LockTrail trail) {
    this.calls = calls;
    this.dao = dao;
    this.judge = judge;
    this.leases = leases;
    this.bus = bus;
    this.trail = trail;
  }

  /**
   * Breaks it.
   *
   * @param old the lease as a person sees it
   */
  void breakLease(Lease lease, LockStatus old, boolean force, String reason, String operator) {
    check(lease, old.name(), force);
    trail.record(operator, reason, old);
    boolean removed =
        calls
            .store()
            .write(
                tx -> {
                  boolean gone = dao.remove(tx, lease);
                  if (gone) {
                    dao.raiseFence(tx, lease.name());
                    tx.afterCommit(
                        () -> bus.publish(new LockEvent.Broken(old.name(), operator, reason)));
                  }
                  return gone;
                });
    if (!removed) {
      throw refused("LOCK_CHANGED", old.name(), "its record changed in the meantime");
    }
    leases.wake();
  }

  private void check(Lease lease, String name, boolean force) {
    if (lease.damaged() && !force) {
      throw refused("LOCK_DAMAGED", name, "its record cannot be read; that needs force");
    }
    Instant expires = lease.damaged() ? null : lease.expires();
    if (expires == null && !lease.damaged() && !force) {
      throw refused(
          "LOCK_EXPIRY_UNKNOWN",
          name,
          "its record does not say when it expires; that needs force and its name typed");
    }
    if (expires != null && !judge.isExpired(expires)) {
      throw refused(
          "LOCK_NOT_EXPIRED",
          name,
          "it expires at " + Utc.format(expires) + ", and the grace comes on top");
    }
    switch (judge.liveness(lease)) {
      case ALIVE ->
          throw refused("LOCK_HOLDER_RUNNING", name, lease.holder() + " is running; end it first");
      case UNKNOWN -> {
        if (!force) {
          throw refused(
              "LOCK_HOLDER_UNKNOWN",
              name,
              "whether " + lease.holder() + " is running cannot be told; that needs force");
        }
      }
      case DEAD, ABSENT -> {}
    }
  }

  private static EngineException refused(String code, String name, String why) {
    return EngineException.of(
            Kind.CONFLICT, code, "The lock %s was not broken: %s.".formatted(name, why))
        .with("Nothing was changed.", "");
  }
}
