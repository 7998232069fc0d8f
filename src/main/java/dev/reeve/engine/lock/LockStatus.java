package dev.reeve.engine.lock;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One lease as a person sees it. Source: {@code docs/reference/locks.md}.
 *
 * @param name subsystem name, {@code path:...}, {@code doc:...} or {@code registry}
 * @param lives whether the holder is known to live, as of the look that told the state; what is
 *     held may be by one that cannot be looked at, and of a damaged record it is not asked
 * @param owner {@code operation:phase:lock}
 * @param token first 8 characters
 * @param holder process and host in words, such as {@code pid 4711 on atlas}
 */
public record LockStatus(
    String name,
    State state,
    boolean lives,
    String owner,
    String holder,
    String sessionId,
    String token,
    long fence,
    @Nullable Instant since,
    @Nullable Instant lastRenewed,
    @Nullable Instant expires,
    int waiters,
    String purpose,
    @Nullable String executionId) {

  /** Whether the holder lives, and whether somebody else may take it. */
  public enum State {
    HELD,
    /** Past its time, but the holder lives; the fence protects the data. */
    OVERDUE,
    /** The holder is gone; the next asker gets it at once. */
    STALE,
    /**
     * Whether the holder lives, or when its time is over, cannot be told; only an operator may
     * break it.
     */
    UNKNOWN,
    /** The record cannot be read; only an operator may break it. */
    DAMAGED
  }
}
