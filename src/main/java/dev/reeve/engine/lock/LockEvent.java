package dev.reeve.engine.lock;

import dev.reeve.engine.event.EngineEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the lock room tells. Source: {@code docs/reference/locks.md}. */
public sealed interface LockEvent extends EngineEvent {
  /** A lock was granted, released, or waited for: read the status again. */
  record Changed(String name) implements LockEvent {}

  /**
   * Somebody waits for a lock; told every 5 s.
   *
   * @param owner who waits
   * @param heldBy owner of what is in the way
   * @param since when that was taken; null when its record does not say
   * @param expires when it runs out; null when its record does not say
   */
  record Waiting(
      String name, String owner, String heldBy, @Nullable Instant since, @Nullable Instant expires)
      implements LockEvent {}

  /** A dead session's lock went to another. */
  record LeaseTakenOver(String name, String from, String to) implements LockEvent {}

  /** An operator broke a lock. */
  record Broken(String name, String operator, String reason) implements LockEvent {}

  /** This process's leases are no longer its own; its operation stops before its next write. */
  record LeaseLost(String name) implements LockEvent {}
}
