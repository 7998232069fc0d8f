package dev.reeve.engine.lock;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
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
  private final Sessions sessions;
  private final LeaseDao dao;
  private final LeaseJudge judge;
  private final Leases leases;
  private final LockBoard board;
  private final LockBreaker breaker;
  private final SubsystemLocks subsystem;
  private final PathLocks paths;
  private final ResourceLocks resources;
  private final ResourceHolderDao holders = new ResourceHolderDao();

  /**
   * Opens the lock room of an adopted workspace: starts a session and clears up after dead ones.
   *
   * @throws EngineException {@code SESSION_UNAVAILABLE}, {@code STORE_FAILED}
   */
  public static Locks open(LockParts parts) {
    Session session = Session.open(parts.workspace(), parts.clock(), parts.pid());
    try {
      Locks locks = new Locks(parts, session);
      locks.clearUp(parts.clock().now());
      return locks;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private Locks(LockParts parts, Session session) {
    boolean caseInsensitive = parts.workspace().caseInsensitive();
    EngineClock clock = parts.clock();
    EventBus bus = parts.bus();
    ScheduledExecutorService timer = parts.timer();
    this.store = parts.store();
    this.session = session;
    this.sessions = new Sessions(parts.workspace(), session);
    this.dao = new LeaseDao(caseInsensitive);
    this.judge = new LeaseJudge(sessions, clock, parts.settings());
    this.leases =
        new Leases(new StoreCalls(store), dao, session, judge, clock, bus, timer, parts.settings());
    this.subsystem = new SubsystemLocks(leases);
    this.paths = new PathLocks(leases, caseInsensitive);
    HolderNotes notes = new HolderNotes(store, sessions, timer);
    this.resources = new ResourceLocks(parts.workspace(), sessions, notes, clock, parts.timeouts());
    this.board = new LockBoard(store, dao, judge, resources);
    this.breaker = new LockBreaker(store, dao, judge, board, leases, bus, parts.trail());
  }

  /** This process's session. */
  public Session session() {
    return session;
  }

  /** Whether a session's process lives; false only when it is proved gone. May look at its file. */
  public boolean sessionLives(String sessionId) {
    return sessions.live(sessionId);
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
  private void clearUp(Instant now) {
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
    sessions.sweep(named, now);
  }

  @Override
  public List<LockStatus> status() {
    return board.status();
  }

  @Override
  public List<LockStatus> status(String name) {
    LockNames.check(name);
    return board.status().stream().filter(status -> status.name().equals(name)).toList();
  }

  @Override
  public Optional<LockStatus> keeper() {
    return status(Subsystem.KEEPER.text()).stream()
        .filter(status -> status.state() != LockStatus.State.STALE)
        .findFirst();
  }

  @Override
  public Duration grace() {
    return judge.grace();
  }

  @Override
  public Optional<LockStatus> breakLock(
      String name, boolean force, String reason, String operator) {
    LockNames.check(name);
    return breaker.breakLock(name, force, reason, operator);
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
      LOG.warn("The session ended without clearing up; the next one does it: {}", e.getMessage());
      LOG.debug("Because", e);
      session.close();
    }
  }

  /**
   * How long the calling thread has waited for locks in all, in ns: the difference of two calls is
   * what the work between them waited.
   */
  public static long waitedByThisThread() {
    return Patience.waitedByThisThread();
  }
}
