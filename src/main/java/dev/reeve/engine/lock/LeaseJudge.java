package dev.reeve.engine.lock;

import dev.reeve.engine.workspace.EngineClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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

  /**
   * What one look came to.
   *
   * @param lives whether the holder is known to live
   */
  record Judged(LockStatus.State state, boolean lives) {}

  /** The state and the holder's life, both of one look. */
  Judged judge(Lease lease) {
    if (lease.damaged()) {
      return new Judged(LockStatus.State.DAMAGED, false);
    }
    Long renewed = renewedByToken.get(lease.token());
    if (renewed != null) {
      boolean inTime = clock.nanos() - renewed <= settings.ttl().toNanos();
      return new Judged(inTime ? LockStatus.State.HELD : LockStatus.State.OVERDUE, true);
    }
    Liveness life = liveness(lease);
    return new Judged(state(life, lease.expires()), life == Liveness.ALIVE);
  }

  private LockStatus.State state(Liveness life, @Nullable Instant expires) {
    if (life == Liveness.DEAD) {
      return LockStatus.State.STALE;
    }
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

  /** What is added to the time to live. */
  Duration grace() {
    return settings.grace();
  }

  /** Whether the time to live and the grace are over. */
  boolean isExpired(Instant expires) {
    return clock.now().isAfter(expires.plus(settings.grace()));
  }

  /** How long an operator has to wait yet for a lease that is not expired, in words. */
  String untilReleasable(Instant expires) {
    Duration left = Duration.between(clock.now(), expires.plus(settings.grace()));
    return "it can be released in %s, when its lease and %s of grace are over"
        .formatted(words(left), words(settings.grace()));
  }

  /** A part of a second counts as one, so that nobody comes too early. */
  private static String words(Duration span) {
    long seconds = span.plusNanos(999_999_999).toSeconds();
    return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
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
