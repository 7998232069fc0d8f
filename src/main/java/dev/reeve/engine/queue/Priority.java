package dev.reeve.engine.queue;

import org.jspecify.annotations.Nullable;

/**
 * Classes of urgency, most urgent first; each full minute of waiting lifts a row by one class.
 * Source: {@code docs/reference/queue.md}.
 */
public enum Priority {
  OPERATOR(0),
  MOVED_OR_DELETED(10),
  ADDED(20),
  MODIFIED(30),
  RECONCILE(50),
  /** A file's content is to be described; its record is there already. */
  DESCRIBE(60),
  GENERATOR(70);

  private static final String STALE_GENERATOR = "STALE_GENERATOR";
  private static final String STALE_DESCRIPTOR = "STALE_DESCRIPTOR";
  private final int value;

  Priority(int value) {
    this.value = value;
  }

  /** The number stored with the row; lower goes first. */
  public int value() {
    return value;
  }

  static Priority of(FileEventKind kind, @Nullable String reconcileKind) {
    return switch (kind) {
      case MOVED, DELETED -> MOVED_OR_DELETED;
      case ADDED -> ADDED;
      case MODIFIED -> MODIFIED;
      case RECONCILE -> ofDifference(reconcileKind);
    };
  }

  private static Priority ofDifference(@Nullable String reconcileKind) {
    return switch (reconcileKind) {
      case STALE_GENERATOR -> GENERATOR;
      case STALE_DESCRIPTOR -> DESCRIBE;
      case null, default -> RECONCILE;
    };
  }
}
