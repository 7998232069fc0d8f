package dev.reeve.engine.lock;

import dev.reeve.engine.store.Tx;
import java.sql.SQLException;
import java.util.List;

/**
 * What one holder has, from its granting to {@link #close}. Renewed by itself every third of its
 * time to live. Hold it with try-with-resources. Source: {@code docs/reference/locks.md}. Safe on
 * any thread that may block.
 */
public interface LockHandle extends AutoCloseable {

  /** Names in the order they were taken, {@code path:...} for paths; empty when nothing is held. */
  List<String> held();

  /**
   * The fencing token of a held name, which every write made under it carries.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code NOT_HELD}
   */
  long fence(String name);

  /**
   * Extends every lease now.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code LEASE_LOST} when one is no longer
   *     ours, {@code LOCK_STORE_UNAVAILABLE} when it could not be written (the handle counts as
   *     lost then too), {@code NOT_HELD} when the handle holds nothing
   */
  void renew();

  /** Whether a lease went to somebody else: the operation must stop before its next write. */
  boolean isLost();

  /**
   * Proves, inside the transaction of the write itself, that everything is still ours.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code STALE_FENCE} (BUSY), {@code NOT_HELD}
   *     after close; nothing may be written then
   */
  void verify(Tx tx) throws SQLException;

  /**
   * Gives everything back in reverse order, what is no longer ours excepted. Safe to call twice;
   * does not throw: what could not be given back is tried again in the background.
   */
  @Override
  void close();
}
