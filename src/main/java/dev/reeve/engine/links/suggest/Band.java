package dev.reeve.engine.links.suggest;

/** How sure a score is. Source: {@code docs/reference/links.md}. */
public enum Band {
  HIGH,
  MEDIUM,
  LOW,
  /** There is no candidate. */
  NONE
}
