package dev.reeve.engine.lock;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the console and the command line read of locks and ask of them. Source: {@code
 * docs/reference/locks.md}. Calls block; never on the JavaFX thread.
 */
public interface LockView {
  /** Every lease on record, by canonical order, then name. */
  List<LockStatus> status();

  /**
   * One lock: empty when nobody has it.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code UNKNOWN_LOCK}
   */
  default List<LockStatus> status(String name) {
    return status().stream().filter(lock -> lock.name().equals(name)).toList();
  }

  /** Who keeps the workspace, if anybody does. */
  Optional<LockStatus> keeper();

  /**
   * How long after its expiry a lease is kept before {@link #breakLock} removes it; not negative.
   */
  Duration grace();

  /**
   * Breaks a lock whose holder is dead, or, with force, one whose holder cannot be examined.
   * Callers have the name typed before they force a lock that does not say when it expires.
   *
   * @param name as {@link #status} shows it; a path's whole set is broken
   * @param reason non-blank, goes into the trail
   * @return the record that was removed, empty when there was none
   * @throws dev.reeve.engine.workspace.EngineException when it may not be broken, in this order:
   *     {@code LOCK_DAMAGED}, {@code LOCK_EXPIRY_UNKNOWN}, {@code LOCK_NOT_EXPIRED}, {@code
   *     LOCK_HOLDER_RUNNING}, {@code LOCK_HOLDER_UNKNOWN}; {@code UNKNOWN_LOCK}, {@code
   *     REASON_MISSING}, {@code LOCK_CHANGED}
   */
  Optional<LockStatus> breakLock(String name, boolean force, String reason, String operator);
}
