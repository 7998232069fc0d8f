package dev.reeve.engine.lock;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Leases on the areas of a workspace: {@code tidy}, {@code queue}, {@code runs}, {@code archive},
 * {@code docs}, and {@code keeper} apart from them. A set is taken in canonical order with one
 * deadline, or not at all. Source: {@code docs/reference/locks.md}. Calls block; safe on any thread
 * but the JavaFX one.
 */
public final class SubsystemLocks {
  private final Leases leases;

  SubsystemLocks(Leases leases) {
    this.leases = leases;
  }

  /** What a set waits for when the caller has no wish of its own. */
  public Duration timeout() {
    return leases.settings().timeout();
  }

  /**
   * Takes a set. Duplicates collapse; an empty set gives a handle that holds nothing. In disabled
   * mode only the umbrella is taken.
   *
   * @param phase second part of the owner
   * @param timeout for the whole set; zero is one attempt
   * @param cancelled looked at while waiting; true ends the wait within 200 ms
   * @throws EngineException {@code UNKNOWN_LOCK}, {@code LOCK_ORDER_VIOLATION}, {@code
   *     LOCK_TIMEOUT} (its cause is a {@link LockTimeout}), {@code LOCK_STORE_UNAVAILABLE}, {@code
   *     CANCELLED}, {@code INTERRUPTED}; nothing is held then
   */
  public LockHandle acquire(
      LockOperation operation,
      String phase,
      Collection<String> names,
      Duration timeout,
      BooleanSupplier cancelled) {
    LockHandle handle = new LeaseHandle(leases, operation, phase, !leases.settings().subsystem());
    acquire(handle, names, timeout, cancelled);
    return handle;
  }

  /**
   * Takes a set on a handle of this room that holds nothing any more.
   *
   * @throws EngineException {@code ALREADY_HELD} at once when it holds something, which stays held;
   *     else as {@link #acquire(LockOperation, String, Collection, Duration, BooleanSupplier)}
   */
  public void acquire(
      LockHandle handle, Collection<String> names, Duration timeout, BooleanSupplier cancelled) {
    LeaseHandle own = (LeaseHandle) handle;
    List<Subsystem> set = Subsystem.set(names).stream().filter(this::isInForce).toList();
    List<Claim> claims =
        set.stream()
            .map(
                lock ->
                    new Claim(lock.text(), null, own.operation().owner(own.phase(), lock.text())))
            .toList();
    int first = set.isEmpty() ? 0 : set.getFirst().index();
    int last = set.isEmpty() ? 0 : set.getLast().index();
    Patience patience = leases.patience(timeout, cancelled);
    own.take(claims, first, last, patience)
        .ifPresent(
            blocked -> {
              throw Refusals.timeout(
                  "Failed to acquire subsystem locks", claims, blocked, patience);
            });
  }

  private boolean isInForce(Subsystem lock) {
    return leases.settings().subsystem() || lock == Subsystem.TIDY;
  }

  /**
   * Takes the umbrella, or, for a dry run that is being diagnosed, nothing.
   *
   * @param lease false switches the umbrella off
   * @param executes whether the run changes anything
   * @throws EngineException {@code UNSAFE_WITHOUT_LEASE} when it is off and the run executes; else
   *     as for any set
   */
  public LockHandle umbrella(
      LockOperation operation,
      boolean lease,
      boolean executes,
      Duration timeout,
      BooleanSupplier cancelled) {
    if (!lease && executes) {
      throw EngineException.of(
              Kind.REFUSED,
              "UNSAFE_WITHOUT_LEASE",
              "The run was not started: without its lease a second one could run beside it.")
          .with("Nothing was changed.", "Leave the lease on, or make a dry run.");
    }
    List<String> names = lease ? List.of(Subsystem.TIDY.text()) : List.of();
    return acquire(operation, "run", names, timeout, cancelled);
  }

  /** Becomes the workspace's keeper when nobody living is; empty when somebody is. */
  public Optional<LockHandle> tryKeeper(String purpose) {
    LeaseHandle handle = keeperHandle(purpose);
    return takeKeeper(handle).isPresent() ? Optional.empty() : Optional.of(handle);
  }

  /**
   * Becomes the workspace's keeper.
   *
   * @param purpose what it does as keeper, for people
   * @throws EngineException {@code WORKSPACE_BUSY} naming the keeper
   */
  public LockHandle takeKeeper(String purpose) {
    LeaseHandle handle = keeperHandle(purpose);
    takeKeeper(handle)
        .ifPresent(
            blocked -> {
              throw Refusals.workspaceBusy(blocked.by());
            });
    return handle;
  }

  private LeaseHandle keeperHandle(String purpose) {
    return new LeaseHandle(leases, new LockOperation("reeve", purpose, null), "workspace", false);
  }

  private Optional<Leases.Blocked> takeKeeper(LeaseHandle handle) {
    String name = Subsystem.KEEPER.text();
    Claim claim = new Claim(name, null, handle.operation().owner(handle.phase(), name));
    int index = Subsystem.KEEPER.index();
    return handle.take(List.of(claim), index, index, leases.patience(Duration.ZERO, () -> false));
  }

  /**
   * Proves, inside the transaction of a write, that a fence is the one now in force.
   *
   * @param name a subsystem's name, or {@code path} for a path set
   * @throws EngineException {@code STALE_FENCE} (BUSY); nothing may be written then
   */
  public void verify(Tx tx, String name, long fence) throws SQLException {
    if (!leases.isCurrent(tx, name, fence)) {
      throw Leases.stale(name, fence);
    }
  }
}
