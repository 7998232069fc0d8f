package dev.reeve.engine.lock;

import dev.reeve.engine.workspace.SafePath;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Leases on sets of workspace paths, held across processes. Two sets conflict when a path of one
 * equals, or is a folder above, a path of the other; conflicting sets are granted strictly in the
 * order in which they were asked for, others at once. A set is taken in one transaction, all of it
 * or nothing. Source: {@code docs/reference/locks.md}. Calls block; safe on any thread but the
 * JavaFX one.
 */
public final class PathLocks {
  private final Leases leases;
  private final boolean caseInsensitive;

  PathLocks(Leases leases, boolean caseInsensitive) {
    this.leases = leases;
    this.caseInsensitive = caseInsensitive;
  }

  /**
   * Takes the paths as one set. An operation holds one set at a time.
   *
   * @param phase second part of the owner
   * @param timeout zero is one attempt
   * @param cancelled looked at while waiting; true ends the wait within 200 ms
   * @throws dev.reeve.engine.workspace.EngineException {@code LOCK_TIMEOUT} naming the holder (its
   *     cause is a {@link LockTimeout}), {@code LOCK_ORDER_VIOLATION} when the operation has a set
   *     already, {@code LOCK_STORE_UNAVAILABLE}, {@code CANCELLED}, {@code INTERRUPTED}; nothing is
   *     held then
   */
  public LockHandle acquire(
      LockOperation operation,
      String phase,
      Collection<SafePath> paths,
      Duration timeout,
      BooleanSupplier cancelled) {
    return acquire(operation, phase, PathSet.of(paths, caseInsensitive), timeout, cancelled);
  }

  /** Takes the whole workspace: conflicts with every other set. Else as for a set of paths. */
  public LockHandle acquireRoot(
      LockOperation operation, String phase, Duration timeout, BooleanSupplier cancelled) {
    return acquire(operation, phase, PathSet.wholeRoot(), timeout, cancelled);
  }

  private LockHandle acquire(
      LockOperation operation,
      String phase,
      PathSet paths,
      Duration timeout,
      BooleanSupplier cancelled) {
    LeaseHandle handle = new LeaseHandle(leases, operation, phase, false);
    List<Claim> claims =
        paths.isEmpty()
            ? List.of()
            : List.of(new Claim(Lease.PATH, paths, operation.owner(phase, Lease.PATH)));
    Patience patience = leases.patience(timeout, cancelled);
    int rank = LockOperation.PATH_RANK;
    handle
        .take(claims, rank, rank, patience)
        .ifPresent(
            blocked -> {
              throw Refusals.timeout("Failed to lock the paths", claims, blocked, patience);
            });
    return handle;
  }
}
