package dev.reeve.engine.lock;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grants, renews and takes back leases. One line of arrival in the database serves the waiters of
 * all processes: a claim is granted when nobody holds what it wants and nobody who came earlier
 * still waits for it. Inside the process a release wakes the waiters; for the rest they look again.
 */
final class Leases {
  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
  private static final Duration NOTE_EVERY = Duration.ofSeconds(5);
  private static final Duration RELEASE_AGAIN = Duration.ofSeconds(5);

  /** Why a set was not granted. */
  record Blocked(Claim claim, Lease by, LockStatus.State state) {}

  private final StoreCalls calls;
  private final LeaseDao dao;
  private final LeaseLine line;
  private final LeaseJudge judge;
  private final EngineClock clock;
  private final EventBus bus;
  private final ScheduledExecutorService timer;
  private final LockSettings settings;
  private final Bell bell = new Bell();
  private volatile boolean closed;

  Leases(
      StoreCalls calls,
      LeaseDao dao,
      Session session,
      LeaseJudge judge,
      EngineClock clock,
      EventBus bus,
      ScheduledExecutorService timer,
      LockSettings settings) {
    this.calls = calls;
    this.dao = dao;
    this.line = new LeaseLine(dao, session, judge, clock, bus, settings);
    this.judge = judge;
    this.clock = clock;
    this.bus = bus;
    this.timer = timer;
    this.settings = settings;
  }

  LockSettings settings() {
    return settings;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  EventBus bus() {
    return bus;
  }

  Patience patience(Duration limit, BooleanSupplier cancelled) {
    return new Patience(clock, limit, cancelled);
  }

  /**
   * Takes all claims in their order, or none.
   *
   * @return empty when granted; else what was in the way when the deadline came
   */
  Optional<Blocked> acquire(LockOperation operation, List<Claim> claims, Patience patience) {
    boolean granted = false;
    try {
      Optional<Blocked> blocked = waitFor(operation, claims, patience);
      granted = blocked.isEmpty();
      return blocked;
    } finally {
      if (!granted) {
        release(claims.stream().filter(Claim::isKnown).toList());
      }
    }
  }

  private Optional<Blocked> waitFor(
      LockOperation operation, List<Claim> claims, Patience patience) {
    Set<String> passed = new HashSet<>();
    Duration noteAt = NOTE_EVERY;
    while (true) {
      CompletableFuture<Void> turn = bell.next();
      LeaseLine.Look look =
          calls.write(
              patience, tx -> line.look(tx, operation, claims, passed), () -> releaseSoon(claims));
      look.grants().forEach(this::granted);
      if (look.by() == null) {
        return Optional.empty();
      }
      Claim next = claims.stream().filter(claim -> !claim.isGranted()).findFirst().orElseThrow();
      next.standsAt(look.seq());
      Blocked blocked = new Blocked(next, look.by(), stateOf(look.by()));
      if (mayPass(blocked)) {
        passed.add(look.by().token());
        continue;
      }
      if (patience.isOver()) {
        return Optional.of(blocked);
      }
      if (patience.waited().compareTo(noteAt) >= 0) {
        noteAt = patience.waited().plus(NOTE_EVERY);
        note(blocked);
      }
      patience.await(turn, nextLook(patience));
    }
  }

  private LockStatus.State stateOf(Lease lease) {
    return lease.granted() ? judge.judge(lease).state() : LockStatus.State.HELD;
  }

  private boolean mayPass(Blocked blocked) {
    return blocked.by().granted()
        ? blocked.state() == LockStatus.State.STALE
        : judge.hasLeft(blocked.by());
  }

  private Duration nextLook(Patience patience) {
    double jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
    Duration poll = Duration.ofNanos((long) (settings.poll().toNanos() * jitter));
    return poll.compareTo(patience.remaining()) < 0 ? poll : patience.remaining();
  }

  private void granted(LeaseLine.Grant grant) {
    grant.claim().grantedWith(grant.fence());
    judge.renewed(grant.claim());
  }

  private void note(Blocked blocked) {
    Lease by = blocked.by();
    String label = by.label(blocked.claim().paths());
    LOG.info("{} waits for {}, held by {}", blocked.claim().owner(), label, by.owner());
    bus.publish(
        new LockEvent.Waiting(
            label, blocked.claim().owner(), by.owner(), by.since(), by.expires()));
  }

  /**
   * Extends the claims' leases.
   *
   * @return the names that are no longer ours
   */
  List<String> renew(List<Claim> claims) {
    Patience patience = patience(Duration.ZERO, () -> false);
    List<String> lost =
        calls.writeFirmly(
            patience,
            tx -> {
              List<String> gone = new ArrayList<>();
              for (Claim claim : claims) {
                if (!dao.renew(tx, claim, clock.now(), settings.ttl())) {
                  gone.add(claim.name());
                }
              }
              return gone;
            });
    claims.stream().filter(claim -> !lost.contains(claim.name())).forEach(judge::renewed);
    return lost;
  }

  /** Takes rows away, held or waiting, in reverse order; tries again later when it cannot. */
  void release(List<Claim> claims) {
    List<Claim> left = claims.stream().filter(claim -> !claim.isReleased()).toList();
    if (left.isEmpty() || closed) {
      return;
    }
    left.forEach(judge::forget);
    try {
      calls.writeFirmly(patience(Duration.ZERO, () -> false), tx -> remove(tx, left));
      left.forEach(Claim::released);
    } catch (EngineException e) {
      LOG.error("Locks were not given back yet: {}", e.getMessage());
      LOG.debug("Because", e);
      var _ =
          timer.schedule(
              () -> releaseSoon(claims), RELEASE_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void releaseSoon(List<Claim> claims) {
    Thread.startVirtualThread(() -> release(claims));
  }

  private int remove(Tx tx, List<Claim> claims) throws SQLException {
    int removed = 0;
    for (Claim claim : claims.reversed()) {
      if (dao.remove(tx, claim)) {
        removed++;
        line.changed(tx, claim.name());
      } else if (claim.isGranted()) {
        LOG.warn("release_skipped_not_owner: {} of {}", claim.name(), claim.owner());
      }
    }
    tx.afterCommit(bell::ring);
    return removed;
  }

  /** Wakes this process's waiters after something else than a release made room. */
  void wake() {
    bell.ring();
  }

  /** From now on nothing is renewed or given back: the session ends, and with it every lease. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  boolean isCurrent(Tx tx, String name, long fence) throws SQLException {
    return dao.isCurrent(tx, name, fence);
  }

  static EngineException stale(String name, long fence) {
    return EngineException.of(
            Kind.BUSY,
            "STALE_FENCE",
            "The change was not made: %s with fence %d is no longer held.".formatted(name, fence))
        .with("Nothing was written.", "Start the operation again.");
  }
}
