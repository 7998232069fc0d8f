package dev.reeve.engine.change;

/**
 * What a person says about an execution that needs attention. Source: {@code
 * docs/reference/executions.md}.
 */
public enum Settlement {
  /** Try again to put the files back. */
  RESTORE,
  /** Take the files as they are now. */
  ACCEPT,
  /** They were put back by hand, which is checked. */
  RESTORED
}
