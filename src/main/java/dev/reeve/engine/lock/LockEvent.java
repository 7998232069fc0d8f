package dev.reeve.engine.lock;

import dev.reeve.engine.event.EngineEvent;

/** What the lock room tells. */
public sealed interface LockEvent extends EngineEvent {
  /** A lock was granted, released, or waited for: read the status again. */
  record Changed(String name) implements LockEvent {}

  /** A dead session's lock went to another. */
  record LeaseTakenOver(String name, String from, String to) implements LockEvent {}

  /** An operator broke a lock. */
  record Broken(String name, String operator, String reason) implements LockEvent {}

  /** This process's leases are no longer its own; its operation stops before its next write. */
  record LeaseLost(String name) implements LockEvent {}
}
