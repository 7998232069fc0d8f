package dev.reeve.engine;

import dev.reeve.engine.change.WriteLocks;
import dev.reeve.engine.lock.LockHandle;
import dev.reeve.engine.lock.LockOperation;
import dev.reeve.engine.lock.PathLocks;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.SafePath;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Gives executions their paths as leases of the lock room. */
record WriteLeases(PathLocks paths) implements WriteLocks {
  private static final String PHASE = "apply";

  @Override
  public Held acquire(
      Set<SafePath> wanted,
      boolean wholeWorkspace,
      String executionId,
      Duration timeout,
      BooleanSupplier cancelled) {
    LockOperation operation = new LockOperation("execution", "change set", executionId);
    LockHandle handle =
        wholeWorkspace
            ? paths.acquireRoot(operation, PHASE, timeout, cancelled)
            : paths.acquire(operation, PHASE, wanted, timeout, cancelled);
    return new Leased(handle);
  }

  private record Leased(LockHandle handle) implements Held {
    @Override
    public void require(Tx tx) throws SQLException {
      handle.verify(tx);
    }

    @Override
    public void close() {
      handle.close();
    }
  }
}
