package dev.reeve.engine.lock;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock room of one open workspace: this process's session, the leases on subsystems and paths,
 * the short locks of work items, and what a person sees of all of them. Source: {@code
 * docs/reference/locks.md}. Calls block; safe on any thread but the JavaFX one.
 */
public final class Locks implements LockView, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Locks.class);

  private final Store store;
  private final Session session;
  private final LeaseDao dao;
  private final LeaseJudge judge;
  private final Leases leases;
  private final LockBreaker breaker;
  private final SubsystemLocks subsystem;
  private final PathLocks paths;
  private final ResourceLocks resources;
  private final ResourceHolderDao holders = new ResourceHolderDao();

  /**
   * Opens the lock room of an adopted workspace: starts a session and clears up after dead ones.
   *
   * @param timer one thread that wakes others; not closed here
   * @param trail where breaking a lock is recorded
   * @throws EngineException {@code SESSION_UNAVAILABLE}, {@code STORE_FAILED}
   */
  public static Locks open(
      Workspace workspace,
      Store store,
      EngineClock clock,
      EventBus bus,
      ScheduledExecutorService timer,
      LockTrail trail) {
    LockSettings settings = LockSettings.of(workspace.config().locks());
    return open(
        workspace, store, clock, bus, timer, trail, settings, ResourceLocks.Timeouts.defaults());
  }

  /** The same with other numbers than the configuration's. */
  public static Locks open(
      Workspace workspace,
      Store store,
      EngineClock clock,
      EventBus bus,
      ScheduledExecutorService timer,
      LockTrail trail,
      LockSettings settings,
      ResourceLocks.Timeouts timeouts) {
    Session session = Session.open(workspace, clock);
    Locks locks =
        new Locks(workspace, store, clock, bus, timer, trail, settings, timeouts, session);
    locks.clearUp(new Sessions(workspace, session));
    return locks;
  }

  private Locks(
      Workspace workspace,
      Store store,
      EngineClock clock,
      EventBus bus,
      ScheduledExecutorService timer,
      LockTrail trail,
      LockSettings settings,
      ResourceLocks.Timeouts timeouts,
      Session session) {
    Sessions sessions = new Sessions(workspace, session);
    StoreCalls calls = new StoreCalls(store);
    this.store = store;
    this.session = session;
    this.dao = new LeaseDao(workspace.caseInsensitive());
    this.judge = new LeaseJudge(sessions, clock, settings);
    this.leases = new Leases(calls, dao, session, judge, clock, bus, timer, settings);
    this.breaker = new LockBreaker(calls, dao, judge, leases, bus, trail);
    this.subsystem = new SubsystemLocks(leases);
    this.paths = new PathLocks(leases, workspace.caseInsensitive());
    this.resources = new ResourceLocks(workspace, sessions, store, clock, timer, timeouts);
  }

  /** This process's session. */
  public Session session() {
    return session;
  }

  /** Leases on subsystems, and the keeper's. */
  public SubsystemLocks subsystem() {
    return subsystem;
  }

  /** Leases on sets of paths. */
  public PathLocks paths() {
    return paths;
  }

  /** The short locks of work items. */
  public ResourceLocks resources() {
    return resources;
  }

  /**
   * Paths that a dead session left locked are free again, and its places in the lines; its other
   * leases stay on view until somebody takes them.
   */
  private void clearUp(Sessions sessions) {
    Set<String> named = new HashSet<>();
    List<Lease> abandoned = new ArrayList<>();
    for (Lease lease : store.read(dao::all)) {
      boolean dead = judge.liveness(lease) == Liveness.DEAD;
      if (dead && (!lease.granted() || lease.name().equals(Lease.PATH))) {
        abandoned.add(lease);
      } else {
        named.add(lease.sessionId());
      }
    }
    if (!abandoned.isEmpty()) {
      LOG.info("{} leases of ended sessions are cleared away", abandoned.size());
      store.write(
          tx -> {
            for (Lease lease : abandoned) {
              dao.remove(tx, lease);
            }
            return abandoned;
          });
    }
    sessions.sweep(named);
  }

  @Override
  public List<LockStatus> status() {
    List<Lease> all = store.read(dao::all);
    List<LockStatus> out = new ArrayList<>();
    for (Lease lease : all) {
      if (lease.granted()) {
        out.addAll(statusOf(lease, all));
      }
    }
    out.addAll(resources.status());
    out.sort(Comparator.comparingInt(Locks::place).thenComparing(LockStatus::name));
    return List.copyOf(out);
  }

  private List<LockStatus> statusOf(Lease lease, List<Lease> all) {
    LockStatus.State state = judge.state(lease);
    if (!lease.name().equals(Lease.PATH)) {
      return List.of(statusOf(lease, lease.name(), state, waiters(lease, all)));
    }
    PathSet set = lease.paths();
    if (set == null) {
      return List.of(statusOf(lease, Lease.pathLabel("?"), state, waiters(lease, all)));
    }
    int waiters = waiters(lease, all);
    return set.texts().stream()
        .map(path -> statusOf(lease, Lease.pathLabel(path), state, waiters))
        .toList();
  }

  private static int waiters(Lease held, List<Lease> all) {
    return (int)
        all.stream()
            .filter(other -> !other.granted() && other.name().equals(held.name()))
            .filter(other -> held.isInTheWayOf(other.paths()))
            .count();
  }

  private static LockStatus statusOf(
      Lease lease, String name, LockStatus.State state, int waiters) {
    return new LockStatus(
        name,
        state,
        lease.owner(),
        lease.holder(),
        lease.sessionId(),
        lease.token().substring(0, Math.min(8, lease.token().length())),
        lease.fence(),
        lease.since(),
        lease.lastRenewed(),
        lease.expires(),
        waiters,
        lease.purpose(),
        lease.executionId());
  }

  /** Canonical order: subsystems, then path, doc, registry and what follows it. */
  private static int place(LockStatus status) {
    String kind = status.name().split(":", 2)[0];
    for (Subsystem known : Subsystem.values()) {
      if (known.text().equals(kind)) {
        return known.index();
      }
    }
    for (Resource known : Resource.values()) {
      if (known.text().equals(kind)) {
        return LockOperation.PATH_RANK + known.ordinal();
      }
    }
    return Integer.MAX_VALUE;
  }

  @Override
  public Optional<LockStatus> keeper() {
    return status(Subsystem.KEEPER.text()).stream()
        .filter(status -> status.state() != LockStatus.State.STALE)
        .findFirst();
  }

  @Override
  public List<LockStatus> status(String name) {
    checkName(name);
    return status().stream().filter(status -> status.name().equals(name)).toList();
  }

  @Override
  public Optional<LockStatus> breakLock(
      String name, boolean force, String reason, String operator) {
    checkName(name);
    if (reason.isBlank()) {
      throw EngineException.of(
              Kind.INVALID,
              "REASON_MISSING",
              "The lock " + name + " was not broken: the reason is missing.")
          .with("Nothing was changed.", "Say why; it goes into the trail.");
    }
    List<Lease> all = store.read(dao::all);
    for (Lease lease : all) {
      if (lease.granted()) {
        for (LockStatus status : statusOf(lease, all)) {
          if (status.name().equals(name)) {
            breaker.breakLease(lease, status, force, reason, operator);
            return Optional.of(status);
          }
        }
      }
    }
    refuseToBreakResource(name);
    return Optional.empty();
  }

  private void refuseToBreakResource(String name) {
    resources.status().stream()
        .filter(status -> status.name().equals(name))
        .findFirst()
        .ifPresent(
            status -> {
              throw EngineException.of(
                      Kind.CONFLICT,
                      "LOCK_HOLDER_RUNNING",
                      "The lock %s was not broken: %s is running; it is free when that ends."
                          .formatted(name, status.holder()))
                  .with("Nothing was changed.", "");
            });
  }

  /** Refuses a name before anything is looked up with it. */
  private static void checkName(String name) {
    String[] parts = name.split(":", 2);
    boolean known =
        parts.length == 1 ? Subsystem.isKnown(name) || isResource(name) : isKeyed(parts);
    if (!known) {
      throw Subsystem.unknown(name);
    }
  }

  private static boolean isResource(String name) {
    return anyResource(kind -> kind.acrossProcesses() && kind.text().equals(name));
  }

  private static boolean isKeyed(String[] parts) {
    boolean keyed = anyResource(kind -> !kind.acrossProcesses() && kind.text().equals(parts[0]));
    return keyed && (!parts[0].equals(Lease.PATH) || isPath(parts[1]));
  }

  private static boolean anyResource(Predicate<Resource> wanted) {
    for (Resource kind : Resource.values()) {
      if (wanted.test(kind)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPath(String text) {
    if (text.equals(PathSet.ROOT) || text.equals("?")) {
      return true;
    }
    try {
      SafePath.of(text);
      return true;
    } catch (SafePath.Refused e) {
      return false;
    }
  }

  /** Gives every lease of this session back and ends it. Close it after everything that locks. */
  @Override
  public void close() {
    leases.close();
    try {
      store.write(
          tx -> {
            dao.removeSession(tx, session.id());
            holders.removeSession(tx, session.id());
            return session;
          });
      session.closeAndForget();
    } catch (EngineException | IOException e) {
      LOG.warn("The session ended without clearing up; the next one does it", e);
      session.close();
    }
  }
}
