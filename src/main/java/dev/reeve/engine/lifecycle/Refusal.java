package dev.reeve.engine.lifecycle;

/**
 * Why a change of state was refused, in the order in which it is looked for; the first that holds
 * is the answer. Source: {@code docs/reference/lifecycle.md}.
 */
public enum Refusal {
  /** No such machine, or no such row. */
  UNKNOWN_ENTITY,
  /** Creation of a row whose id is taken. */
  DUPLICATE_ID,
  /** The machine has no state of exactly this name. */
  UNKNOWN_STATE,
  /** The command id was used before, for something else. */
  DUPLICATE_COMMAND,
  /** The row changed since the caller read it. */
  STALE_VERSION,
  /** What has ended never changes again. */
  TERMINAL_STATE,
  /** The machine has no such edge. */
  EDGE_NOT_ALLOWED,
  /** The edge is not taken for this cause. */
  TRIGGER_NOT_ALLOWED,
  /** Only a person may do this, and none is named. */
  OPERATOR_REQUIRED,
  /** This needs a reason that is not blank. */
  REASON_REQUIRED,
  /** Conditions do not hold; each is listed. */
  GUARD_FAILED,
  /** The rows would contradict each other. */
  INVARIANT_VIOLATED,
  /** The store did not take it. */
  STORE_FAILED
}
