package dev.reeve.engine.lock;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one implementation of a handle, for subsystems, the keeper and path sets. */
final class LeaseHandle implements LockHandle {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseHandle.class);

  private final Leases leases;
  private final LockOperation operation;
  private final String phase;
  private final boolean disabled;
  private final ReentrantLock guard = new ReentrantLock();
  // read without the guard: verify() runs on the store's writer, which a renewal waits for
  private volatile List<Claim> claims = List.of();
  private int rank;
  private @Nullable Future<?> heartbeat;
  private volatile boolean lost;
  private volatile boolean released;

  /**
   * @param disabled whether locks are switched off: renewing nothing is no error then
   */
  LeaseHandle(Leases leases, LockOperation operation, String phase, boolean disabled) {
    this.leases = leases;
    this.operation = operation;
    this.phase = phase;
    this.disabled = disabled;
  }

  LockOperation operation() {
    return operation;
  }

  String phase() {
    return phase;
  }

  /**
   * Takes the claims, all or none.
   *
   * @param first canonical place of the first claim; nothing of the operation may stand behind it
   * @param last canonical place of the last
   */
  Optional<Leases.Blocked> take(List<Claim> wanted, int first, int last, Patience patience) {
    guard.lock();
    try {
      if (!claims.isEmpty()) {
        throw EngineException.of(
                Kind.CONFLICT,
                "ALREADY_HELD",
                "Nothing more was locked: this handle holds " + String.join(", ", held()) + ".")
            .with("What is held is still held.", "Release it first, then take everything as one.");
      }
      if (wanted.isEmpty()) {
        return Optional.empty();
      }
      operation.mayTake(wanted.getFirst().name(), first);
      Optional<Leases.Blocked> blocked = leases.acquire(operation, wanted, patience);
      if (blocked.isEmpty()) {
        claims = List.copyOf(wanted);
        rank = last;
        lost = false;
        released = false;
        operation.took(label(), rank);
        heartbeat = beat();
      }
      return blocked;
    } finally {
      guard.unlock();
    }
  }

  private String label() {
    return String.join(", ", claims.stream().map(Claim::name).toList());
  }

  private Future<?> beat() {
    long period = leases.settings().ttl().toNanos() / 3;
    return leases
        .timer()
        .scheduleAtFixedRate(
            () -> Thread.startVirtualThread(this::renewOnTime),
            period,
            period,
            TimeUnit.NANOSECONDS);
  }

  private void renewOnTime() {
    guard.lock();
    try {
      if (!claims.isEmpty() && !lost && !leases.isClosed()) {
        renewHeld();
      }
    } catch (EngineException e) {
      LOG.error("{} of {} was not renewed", label(), operation.name(), e);
    } finally {
      guard.unlock();
    }
  }

  @Override
  public List<String> held() {
    return claims.stream().flatMap(claim -> claim.labels().stream()).toList();
  }

  @Override
  public long fence(String name) {
    return claims.stream()
        .filter(claim -> claim.name().equals(name) || claim.labels().contains(name))
        .findFirst()
        .map(Claim::fence)
        .orElseThrow(() -> notHeld(name));
  }

  private static EngineException notHeld(String name) {
    return EngineException.of(Kind.CONFLICT, "NOT_HELD", name + " is not held by this handle.");
  }

  @Override
  public void renew() {
    guard.lock();
    try {
      if (!claims.isEmpty()) {
        renewHeld();
      } else if (!disabled) {
        throw notHeld("A lock to renew");
      }
    } finally {
      guard.unlock();
    }
  }

  private void renewHeld() {
    List<String> gone = new ArrayList<>();
    try {
      gone.addAll(leases.renew(claims));
    } catch (EngineException e) {
      lose(claims.stream().map(Claim::name).toList());
      throw e;
    }
    if (!gone.isEmpty()) {
      lose(gone);
      throw EngineException.of(
              Kind.BUSY,
              "LEASE_LOST",
              "%s was not renewed for %s: it is no longer ours."
                  .formatted(String.join(", ", gone), operation.name()))
          .with("Nothing more may be written under it.", "Start the operation again.");
    }
  }

  private void lose(List<String> names) {
    lost = true;
    names.forEach(name -> leases.bus().publish(new LockEvent.LeaseLost(name)));
  }

  @Override
  public boolean isLost() {
    return lost;
  }

  @Override
  public void verify(Tx tx) throws SQLException {
    if (released) {
      throw notHeld("A lock to write under");
    }
    for (Claim claim : claims) {
      if (lost || !leases.isCurrent(tx, claim.name(), claim.fence())) {
        throw Leases.stale(claim.name(), claim.fence());
      }
    }
  }

  @Override
  public void close() {
    guard.lock();
    try {
      if (claims.isEmpty()) {
        return;
      }
      if (heartbeat != null) {
        heartbeat.cancel(false);
      }
      operation.gave(label(), rank);
      released = true;
      List<Claim> given = claims;
      claims = List.of();
      leases.release(given);
    } finally {
      guard.unlock();
    }
  }
}
