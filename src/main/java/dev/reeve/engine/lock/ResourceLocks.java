package dev.reeve.engine.lock;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FileLayer.OsLock;
import dev.reeve.engine.workspace.FullDisk;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The short locks of single work items: paths and id streams, fair inside the process, and
 * registry, id ledger and trail, which are also locked across processes by the operating system on
 * a file that is never deleted. A killed process frees the latter at once. Source: {@code
 * docs/reference/locks.md}. Safe on any thread.
 */
public final class ResourceLocks {

  /** How long a work item waits for each kind. */
  public record Timeouts(Duration path, Duration doc, Duration registry) {
    /** 30 s, 10 s, 60 s. */
    public static Timeouts defaults() {
      return new Timeouts(Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    Duration of(Resource kind) {
      return switch (kind) {
        case PATH -> path;
        case DOC -> doc;
        case REGISTRY, ID_LEDGER, TRAIL -> registry;
      };
    }
  }

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration ALARM_AFTER = Duration.ofMinutes(5);

  private final Workspace workspace;
  private final Sessions sessions;
  private final EngineClock clock;
  private final HolderNotes notes;
  private final Timeouts timeouts;
  private final FairLocks lines = new FairLocks();
  private final Map<String, Hold> held = new ConcurrentHashMap<>();

  ResourceLocks(
      Workspace workspace,
      Sessions sessions,
      HolderNotes notes,
      EngineClock clock,
      Timeouts timeouts) {
    this.workspace = workspace;
    this.sessions = sessions;
    this.clock = clock;
    this.notes = notes;
    this.timeouts = timeouts;
  }

  /**
   * The locks of one work item; close it when the item is done.
   *
   * @param workItem its id or name, for people
   * @param purpose what it is doing, for people
   * @param cancelled looked at while waiting; true ends the wait within 200 ms
   */
  public LockScope scope(String workItem, String purpose, BooleanSupplier cancelled) {
    return new LockScope(this, workItem, purpose, cancelled);
  }

  String key(SafePath path) {
    return path.key(workspace.caseInsensitive());
  }

  Hold take(LockScope scope, Resource kind, String name) {
    Patience patience = new Patience(clock, timeouts.of(kind), scope.cancelled());
    FairLocks.Ticket ticket = lines.acquire(name, patience);
    if (ticket == null) {
      throw busy(kind, name, patience);
    }
    OsLock osLock = null;
    boolean taken = false;
    try {
      if (kind.acrossProcesses()) {
        osLock = lockFile(kind, name, patience);
      }
      Instant now = clock.now();
      HolderNotes.Note note = osLock == null ? null : notes.begin(holder(name, scope, now));
      Hold hold = new Hold(kind, name, scope, ticket, osLock, note, now, clock.nanos());
      held.put(name, hold);
      taken = true;
      return hold;
    } finally {
      if (!taken) {
        if (osLock != null) {
          osLock.close();
        }
        lines.release(ticket);
      }
    }
  }

  void give(Hold hold) {
    held.remove(hold.name());
    try {
      if (hold.note() != null) {
        hold.note().end();
      }
      if (hold.osLock() != null) {
        hold.osLock().close();
      }
    } finally {
      lines.release(hold.ticket());
    }
  }

  private ResourceHolderDao.Holder holder(String name, LockScope scope, Instant since) {
    Session own = sessions.own();
    return new ResourceHolderDao.Holder(
        name, scope.workItem(), own.id(), own.holder(), scope.purpose(), since);
  }

  private OsLock lockFile(Resource kind, String name, Patience patience) {
    Path file = workspace.own("state", "locks", name + Sessions.SUFFIX);
    while (true) {
      OsLock lock;
      try {
        lock = workspace.ownFiles().tryLock(file);
      } catch (IOException e) {
        throw EngineException.of(
                Kind.UNAVAILABLE,
                FullDisk.codeOr("LOCK_STORE_UNAVAILABLE", e),
                name + " was not locked: " + file + " cannot be used: " + e.getMessage())
            .with("Nothing was changed.", "Check the rights and the free space of .reeve/state.")
            .causedBy(e);
      }
      if (lock != null) {
        return lock;
      }
      if (patience.isOver()) {
        throw busy(kind, name, patience);
      }
      patience.pause(POLL.compareTo(patience.remaining()) < 0 ? POLL : patience.remaining());
    }
  }

  private EngineException busy(Resource kind, String name, Patience patience) {
    String by =
        status().stream()
            .filter(status -> status.name().equals(name))
            .findFirst()
            .map(
                status ->
                    "%s (%s)%s"
                        .formatted(status.owner(), status.holder(), Refusals.since(status.since())))
            .orElse("another process");
    return EngineException.of(
            Kind.BUSY, kind.busyCode(), "%s was not locked: it is held by %s.".formatted(name, by))
        .with(
            "Waited %d ms; nothing was changed.".formatted(patience.waited().toMillis()),
            "It is tried again later.");
  }

  /** Who holds what: this process's locks, and those of others that lasted longer than a moment. */
  List<LockStatus> status() {
    List<LockStatus> out = new ArrayList<>();
    for (Hold hold : held.values()) {
      boolean late = clock.nanos() - hold.sinceNanos() > ALARM_AFTER.toNanos();
      ResourceHolderDao.Holder holder = holder(hold.name(), hold.scope(), hold.since());
      out.add(status(holder, late, lines.length(hold.name()) - 1));
    }
    for (ResourceHolderDao.Holder other : notes.ofOthers()) {
      boolean late = clock.now().isAfter(other.since().plus(ALARM_AFTER));
      out.add(status(other, late, lines.length(other.name())));
    }
    return out;
  }

  private static LockStatus status(ResourceHolderDao.Holder holder, boolean late, int waiters) {
    return new LockStatus(
        holder.name(),
        late ? LockStatus.State.OVERDUE : LockStatus.State.HELD,
        true,
        holder.owner(),
        holder.holder(),
        holder.sessionId(),
        "",
        0,
        holder.since(),
        null,
        holder.since().plus(ALARM_AFTER),
        waiters,
        holder.purpose(),
        null);
  }

  /**
   * One lock held by one work item of this process.
   *
   * @param osLock null for what is locked inside the process only
   * @param note null where nobody outside has to know
   */
  record Hold(
      Resource kind,
      String name,
      LockScope scope,
      FairLocks.Ticket ticket,
      @Nullable OsLock osLock,
      HolderNotes.@Nullable Note note,
      Instant since,
      long sinceNanos) {}
}
