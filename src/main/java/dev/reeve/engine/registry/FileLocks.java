package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.SafePath;
import java.util.Collection;

/**
 * The path locks of one batch of work; {@code Engine} wires the lock room. They are held while
 * files are made to carry their ids, so they must not be those that {@link CarrierWriter} itself
 * takes. Source: {@code docs/reference/ids.md}.
 */
@FunctionalInterface
public interface FileLocks {
  /**
   * Locks all paths in sorted order, or none.
   *
   * @param workItem who asks, for people
   * @throws dev.reeve.engine.workspace.EngineException {@code PATH_LOCK_BUSY} when it was not had
   *     in time
   */
  Held acquire(String workItem, Collection<SafePath> paths);

  /** Locks that are held. */
  interface Held extends AutoCloseable {
    /** Gives them back; does not throw. */
    @Override
    void close();
  }
}
