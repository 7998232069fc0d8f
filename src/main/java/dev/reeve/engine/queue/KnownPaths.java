package dev.reeve.engine.queue;

/**
 * Whether a path has a record in the inventory; decides if an addition that was deleted again
 * leaves anything to do. Called on the database's writer thread: answers from memory, at once, and
 * says true when it cannot tell. Source: {@code docs/reference/queue.md}.
 */
@FunctionalInterface
public interface KnownPaths {
  /** Whether the path, relative and canonical, has a record. */
  boolean hasRecord(String path);
}
