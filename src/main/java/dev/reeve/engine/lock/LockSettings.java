package dev.reeve.engine.lock;

import dev.reeve.engine.workspace.Config;
import java.time.Duration;

/**
 * The numbers of the lock room. Source: {@code docs/reference/locks.md}. Immutable.
 *
 * @param subsystem false is the disabled mode: subsystem locks do nothing, the umbrella stays
 * @param ttl how long a lease runs without being renewed; it is renewed every third of that
 * @param grace added to the expiry of a lease whose holder cannot be examined
 * @param timeout what a caller without a wish of its own waits for a whole set
 * @param poll how often a waiter looks again for locks of other processes
 */
public record LockSettings(
    boolean subsystem, Duration ttl, Duration grace, Duration timeout, Duration poll) {
  private static final Duration POLL = Duration.ofMillis(500);

  /** What the workspace's configuration says. */
  public static LockSettings of(Config.Locks config) {
    return new LockSettings(
        config.subsystem(), config.ttl(), config.grace(), config.timeout(), POLL);
  }

  /** The same with another time between two looks. */
  public LockSettings withPoll(Duration other) {
    return new LockSettings(subsystem, ttl, grace, timeout, other);
  }
}
