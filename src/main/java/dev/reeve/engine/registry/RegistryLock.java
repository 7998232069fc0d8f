package dev.reeve.engine.registry;

import java.time.Duration;

/**
 * The one lock under which the registry is read, compared and replaced, across processes. Source:
 * {@code docs/reference/registry.md}.
 */
@FunctionalInterface
public interface RegistryLock {
  /**
   * Waits for the lock; fair among threads.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code REGISTRY_LOCK_BUSY} when it was not
   *     had in time
   */
  Held acquire(Duration wait);

  /** A lock that is held. */
  interface Held extends AutoCloseable {
    /** Gives it back; does not throw. */
    @Override
    void close();
  }
}
