package dev.reeve.engine.queue;

/** What happened to a path. Source: {@code docs/reference/queue.md}. */
public enum FileEventKind {
  ADDED,
  MODIFIED,
  MOVED,
  DELETED,
  /** Nothing happened on disk; reconciliation found a difference. Never overrides a file event. */
  RECONCILE
}
