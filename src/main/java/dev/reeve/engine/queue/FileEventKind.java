package dev.reeve.engine.queue;

/** What happened to a path. */
public enum FileEventKind {
  ADDED,
  MODIFIED,
  MOVED,
  DELETED,
  /** Nothing happened on disk; reconciliation found a difference. Never overrides a file event. */
  RECONCILE
}
