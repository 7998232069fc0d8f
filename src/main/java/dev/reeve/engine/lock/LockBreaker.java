package dev.reeve.engine.lock;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes a lease away by an operator's decision, when all conditions hold. They are asked in a fixed
 * order and each refuses with a message of its own.
 */
final class LockBreaker {
  private final Store store;
  private final LeaseDao dao;
  private final LeaseJudge judge;
  private final LockBoard board;
  private final Leases leases;
  private final EventBus bus;
  private final LockTrail trail;

  LockBreaker(
      Store store,
      LeaseDao dao,
      LeaseJudge judge,
      LockBoard board,
      Leases leases,
      EventBus bus,
      LockTrail trail) {
    this.store = store;
    this.dao = dao;
    this.judge = judge;
    this.board = board;
    this.leases = leases;
    this.bus = bus;
    this.trail = trail;
  }

  /** Breaks the lock; gives the record that was removed, empty when there was none. */
  Optional<LockStatus> breakLock(String name, boolean force, String reason, String operator) {
    if (reason.isBlank()) {
      throw EngineException.of(
              Kind.INVALID,
              "REASON_MISSING",
              "The lock %s was not released: the reason is missing.".formatted(name))
          .with("Nothing was changed.", "Say why; it goes into the trail.");
    }
    Optional<LockBoard.Shown> found = board.lease(name);
    if (found.isEmpty()) {
      refuseForWorkItem(name);
      return Optional.empty();
    }
    Lease lease = found.get().lease();
    LockStatus old = found.get().status();
    check(lease, name, force);
    trail.record(operator, reason, old);
    remove(lease, new LockEvent.Broken(name, operator, reason));
    return Optional.of(old);
  }

  /** A work item's lock has no record to remove: it ends with its process. */
  private void refuseForWorkItem(String name) {
    board
        .resource(name)
        .ifPresent(
            held -> {
              throw refused(
                  "LOCK_HOLDER_RUNNING", name, held.holder() + " is running; end it first");
            });
  }

  private void remove(Lease lease, LockEvent.Broken event) {
    boolean removed =
        store.write(
            tx -> {
              boolean gone = dao.remove(tx, lease);
              if (gone) {
                dao.raiseFence(tx, lease.name());
                tx.afterCommit(() -> bus.publish(event));
              }
              return gone;
            });
    if (!removed) {
      throw refused("LOCK_CHANGED", event.name(), "its record changed in the meantime");
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
      throw refused("LOCK_NOT_EXPIRED", name, judge.untilReleasable(expires));
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
            Kind.CONFLICT, code, "The lock %s was not released: %s.".formatted(name, why))
        .with("Nothing was changed.", "");
  }
}
