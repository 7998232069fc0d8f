package dev.reeve.engine.lock;

/**
 * Where the breaking of a lock is written down; wired to the workspace's trail. Source: {@code
 * docs/reference/locks.md}.
 */
@FunctionalInterface
public interface LockTrail {

  /**
   * Records that an operator breaks a lock. Called before it is broken: when this throws, the lock
   * stays.
   *
   * @param old the record that is about to be removed
   */
  void record(String operator, String reason, LockStatus old);
}
