package dev.reeve.engine.change;

/** What {@link Trail#verify} found. Source: {@code docs/reference/trail.md}. */
public sealed interface TrailCheck {
  /** The chain is whole. */
  record Whole(long lines) implements TrailCheck {}

  /**
   * The first place where the chain does not hold.
   *
   * @param file file name in the trail folder
   * @param line from 1
   * @param reason for people
   */
  record Broken(String file, int line, String reason) implements TrailCheck {}
}
