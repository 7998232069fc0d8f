package dev.reeve.engine.change;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.SafePath;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/**
 * What the executor needs of the lock room: the paths of one change set as one set of leases.
 * {@code Engine} wires it. Source: {@code docs/reference/executions.md}.
 */
public interface WriteLocks {

  /**
   * Takes all paths, or none.
   *
   * @param wholeWorkspace lock the root instead
   * @param cancelled asked while waiting
   * @throws dev.reeve.engine.workspace.EngineException {@code LOCK_TIMEOUT} naming the holder, or
   *     {@code CANCELLED}
   */
  Held acquire(
      Set<SafePath> paths,
      boolean wholeWorkspace,
      String executionId,
      Duration timeout,
      java.util.function.BooleanSupplier cancelled);

  /** Leases that are held until closed; closing twice is safe. */
  interface Held extends AutoCloseable, WriteFence {
    @Override
    void close();
  }

  /** Proof, inside the transaction of an intent record, that the writer's leases are its own. */
  @FunctionalInterface
  interface WriteFence {
    /** For writers whose caller holds the umbrella of an OS lock. */
    WriteFence NONE = tx -> {};

    /**
     * @throws dev.reeve.engine.workspace.EngineException {@code STALE_FENCE} when a lease went to
     *     another meanwhile
     */
    void require(Tx tx) throws SQLException;
  }
}
