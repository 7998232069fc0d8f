package dev.reeve.engine.lock;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the lock room of a workspace is made of: {@link #of} for this process and by the
 * configuration's numbers, and the same with one thing different. Immutable. Source: {@code
 * docs/reference/locks.md}.
 *
 * @param workspace adopted
 * @param timer one thread that wakes others; not closed by the lock room
 * @param trail where breaking a lock is recorded
 * @param settings numbers of the leases
 * @param timeouts numbers of the short locks
 * @param pid the process in whose name the session is opened
 */
public record LockParts(
    Workspace workspace,
    Store store,
    EngineClock clock,
    EventBus bus,
    ScheduledExecutorService timer,
    LockTrail trail,
    LockSettings settings,
    ResourceLocks.Timeouts timeouts,
    long pid) {

  /** This process's, by the configuration of the workspace. */
  public static LockParts of(
      Workspace workspace,
      Store store,
      EngineClock clock,
      EventBus bus,
      ScheduledExecutorService timer,
      LockTrail trail) {
    return new LockParts(
        workspace,
        store,
        clock,
        bus,
        timer,
        trail,
        LockSettings.of(workspace.config().locks()),
        ResourceLocks.Timeouts.defaults(),
        ProcessHandle.current().pid());
  }

  /** The same by other numbers than the configuration's. */
  LockParts with(LockSettings numbers, ResourceLocks.Timeouts waits) {
    return new LockParts(workspace, store, clock, bus, timer, trail, numbers, waits, pid);
  }

  /**
   * The same in the name of another process of this machine. For who plays its part, as the sample
   * plays a program that was killed; nobody else has a reason.
   *
   * @param other id of that process; it need not live
   */
  public LockParts inNameOf(long other) {
    return new LockParts(workspace, store, clock, bus, timer, trail, settings, timeouts, other);
  }
}
