package dev.reeve.console.links;

/** Where the keys go next in the Doc links pane. */
public enum Spot {
  TABLE,
  RATIONALE,
  TARGET,
  SEARCH
}
