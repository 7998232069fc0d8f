package dev.reeve.engine.change;

/**
 * Limits for change sets handed in from outside; those of the engine's own features have their
 * feature's limits. Source: {@code docs/reference/changes.md}.
 *
 * @param maxChanges operations in one set
 * @param maxFileBytes bytes of one file's new content
 * @param maxTotalBytes bytes of all new contents
 */
public record IntakeLimits(int maxChanges, long maxFileBytes, long maxTotalBytes) {
  /** 1,000 operations, 5 MiB a file, 50 MiB in all. */
  public static final IntakeLimits DEFAULT = new IntakeLimits(1000, 5L << 20, 50L << 20);
}
