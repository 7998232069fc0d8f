package dev.reeve.engine.queue;

/** Where a work item stands. Source: {@code docs/reference/queue.md}. */
public enum ItemState {
  /** Waiting for its turn. */
  QUEUED,
  /** The file is still changing. */
  STABLE_PENDING,
  /** The file has come to rest. */
  STABLE_READY,
  /** A worker has it under a lease. */
  RUNNING,
  /** Failed for a reason that may pass; waits for its next try. */
  RETRY_WAIT,
  /** Finished. */
  DONE,
  /** Gave up; a person decides. */
  DEAD_LETTER,
  /** Dropped by the operator. */
  CANCELLED;

  /** Whether nothing more happens by itself. */
  public boolean ended() {
    return this == DONE || this == DEAD_LETTER || this == CANCELLED;
  }
}
