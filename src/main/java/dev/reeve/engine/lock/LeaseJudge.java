package dev.reeve.engine.lock;

import dev.reeve.engine.workspace.EngineClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the state of a lease from its record, the life of its holder, and the time. Leases of this
 * process are judged by the monotonic clock, so that a jump of the wall clock means nothing to
 * them.
 */
final class LeaseJudge {
  private final Sessions sessions;
  private final EngineClock clock;
  private final LockSettings settings;
  private final Map<String, Long> renewedByToken = new ConcurrentHashMap<>();

  LeaseJudge(Sessions sessions, EngineClock clock, LockSettings settings) {
    this.sessions = sessions;
    this.clock = clock;
    this.settings = settings;
  }

  void renewed(Claim claim) {
    renewedByToken.put(claim.token(), clock.nanos());
  }

  void forget(Claim claim) {
    renewedByToken.remove(claim.token());
  }

  Liveness liveness(Lease lease) {
    return sessions.of(lease.sessionId(), lease.host(), lease.pid(), lease.processStartedAt());
  }

  LockStatus.State state(Lease lease) {
    if (lease.damaged()) {
      return LockStatus.State.DAMAGED;
    }
    Long renewed = renewedByToken.get(lease.token());
    if (renewed != null) {
      boolean inTime = clock.nanos() - renewed <= settings.ttl().toNanos();
      return inTime ? LockStatus.State.HELD : LockStatus.State.OVERDUE;
    }
    Liveness life = liveness(lease);
    if (life == Liveness.DEAD) {
      return LockStatus.State.STALE;
    }
    Instant expires = lease.expires();
    if (expires == null) {
      return LockStatus.State.UNKNOWN;
    }
    if (life == Liveness.ALIVE) {
      return clock.now().isAfter(expires) ? LockStatus.State.OVERDUE : LockStatus.State.HELD;
    }
    if (!isExpired(expires)) {
      return LockStatus.State.HELD;
    }
    return life == Liveness.ABSENT ? LockStatus.State.STALE : LockStatus.State.UNKNOWN;
  }

  /** Whether the holder of a lease in that state is known to live. */
  boolean lives(Lease lease, LockStatus.State state) {
    return switch (state) {
      case HELD -> renewedByToken.containsKey(lease.token()) || liveness(lease) == Liveness.ALIVE;
      case OVERDUE -> true;
      case STALE, UNKNOWN, DAMAGED -> false;
    };
  }

  /** Whether the time to live and the grace are over. */
  boolean isExpired(Instant expires) {
    return clock.now().isAfter(expires.plus(settings.grace()));
  }

  /** Whether a waiter neither polls nor lives any more, so that others may pass it. */
  boolean hasLeft(Lease waiter) {
    return switch (liveness(waiter)) {
      case DEAD, ABSENT -> true;
      case ALIVE, UNKNOWN -> false;
    };
  }

  /** How long a waiter keeps its place without looking again. */
  Duration patienceWithWaiters() {
    return settings.poll().multipliedBy(4).plusSeconds(1);
  }
}
