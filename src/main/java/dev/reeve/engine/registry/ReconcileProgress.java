package dev.reeve.engine.registry;

/**
 * Is told how far a run is; called often, from the running thread, and must return at once. Source:
 * {@code docs/reference/reconcile.md}.
 */
@FunctionalInterface
public interface ReconcileProgress {
  /** For callers that do not show any. */
  ReconcileProgress NONE = (phase, done, total) -> {};

  /** Steps of a run, in order. */
  enum Phase {
    WALK,
    HASH,
    COMPARE,
    QUEUE
  }

  /**
   * @param total 0 when it is not known
   */
  void at(Phase phase, long done, long total);
}
