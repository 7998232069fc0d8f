package dev.reeve.console.links;

/** By what the rows of the Doc links pane are put together. */
public enum Grouping {
  /** By what they miss: one missing document explains many links. */
  TARGET,
  /** By the document they stand in. */
  SOURCE,
  /** By what is wrong with them. */
  REASON,
  /** Not at all. */
  FLAT
}
