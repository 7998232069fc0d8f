package dev.reeve.engine.watch;

import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows Reeve's own writes, so that they do not come back as work. A write is registered just
 * before it happens, with the content it will leave; an event is Reeve's own only when the path
 * holds exactly that. A person's edit, however soon, differs and is work. Safe on any thread.
 * Source: {@code docs/reference/watch.md}.
 */
public final class Suppression {
  /** How long a registration waits for its event. */
  public static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Suppression.class);

  /**
   * What a path will hold after Reeve's write.
   *
   * @param path relative to the workspace
   * @param sha256 hash of the content, null when the path will be absent
   */
  public record Expected(String path, @Nullable String sha256) {}

  /**
   * What became of the registrations since the start.
   *
   * @param tracked registered
   * @param active waiting for their event
   * @param matched met their event, which was dropped
   * @param expired waited in vain
   * @param mismatched events of a registered path with another content; they became work
   */
  public record Counters(long tracked, long active, long matched, long expired, long mismatched) {}

  /**
   * @param until the deadline as wall time, for people
   */
  private record Own(String operationId, Expected expected, long deadline, Instant until) {}

  private final Store store;
  private final EngineClock clock;
  private final Map<String, List<Own>> byPath = new HashMap<>();
  private long tracked;
  private long matched;
  private long expired;
  private long mismatched;

  /** Takes up what an earlier process registered and did not meet; blocks. */
  public Suppression(Store store, EngineClock clock) {
    this.store = store;
    this.clock = clock;
    Instant now = clock.now();
    for (OwnWriteDao.Row row : store.read(tx -> new OwnWriteDao(tx).all())) {
      Duration left = Duration.between(now, row.expiresAt());
      Duration usable = left.compareTo(DEADLINE) > 0 ? DEADLINE : left;
      add(
          new Own(
              row.operationId(),
              row.expected(),
              clock.nanos() + usable.toNanos(),
              now.plus(usable)));
    }
  }

  /**
   * Registers what an operation is about to write; both paths of a rename. Returns at once; the
   * registration becomes durable with the next commit.
   *
   * @param operationId names the operation for {@link #withdraw}
   */
  public void register(String operationId, List<Expected> expected) {
    Instant expiresAt = clock.now().plus(DEADLINE);
    synchronized (this) {
      long deadline = clock.nanos() + DEADLINE.toNanos();
      expected.forEach(each -> add(new Own(operationId, each, deadline, expiresAt)));
      tracked += expected.size();
    }
    persist(dao -> dao.add(operationId, expected, expiresAt));
  }

  private void add(Own own) {
    List<Own> owns = byPath.computeIfAbsent(own.expected().path(), ignored -> new ArrayList<>());
    owns.removeIf(earlier -> earlier.operationId().equals(own.operationId()));
    owns.add(own);
  }

  /** The operation failed: what it registered is no longer expected. */
  public void withdraw(String operationId) {
    synchronized (this) {
      byPath.values().forEach(owns -> owns.removeIf(own -> own.operationId().equals(operationId)));
      byPath.values().removeIf(List::isEmpty);
    }
    persist(dao -> dao.withdraw(operationId));
  }

  /** Whether a write of this path is registered, so that its content must be looked at. */
  synchronized boolean expects(String path) {
    expire();
    return byPath.containsKey(path);
  }

  /**
   * Whether an event is Reeve's own: the path holds what a registration says. That registration is
   * used up, and those before it.
   *
   * @param sha256 what the path holds now, null when it is absent
   */
  boolean isOwn(String path, @Nullable String sha256) {
    List<Own> met;
    synchronized (this) {
      expire();
      List<Own> owns = byPath.getOrDefault(path, List.of());
      int index = owns.size() - 1;
      while (index >= 0 && !Objects.equals(owns.get(index).expected().sha256(), sha256)) {
        index--;
      }
      if (index < 0) {
        mismatched += owns.isEmpty() ? 0 : 1;
        return false;
      }
      met = List.copyOf(owns.subList(0, index + 1));
      owns.subList(0, index + 1).clear();
      if (owns.isEmpty()) {
        byPath.remove(path);
      }
      matched++;
    }
    persist(
        dao -> {
          for (Own own : met) {
            dao.remove(own.operationId(), path);
          }
        });
    return true;
  }

  private void expire() {
    long now = clock.nanos();
    Iterator<List<Own>> all = byPath.values().iterator();
    boolean any = false;
    while (all.hasNext()) {
      List<Own> owns = all.next();
      int before = owns.size();
      owns.removeIf(own -> own.deadline() - now <= 0);
      expired += before - owns.size();
      any |= before > owns.size();
      if (owns.isEmpty()) {
        all.remove();
      }
    }
    if (any) {
      Instant wall = clock.now();
      persist(dao -> dao.expire(wall));
    }
  }

  /** Until when the last of the expected writes below a folder is waited for. */
  synchronized Optional<Instant> expectedUntil(String folder) {
    expire();
    String below = folder.equals(".") ? "" : folder + "/";
    return byPath.entrySet().stream()
        .filter(each -> each.getKey().startsWith(below))
        .flatMap(each -> each.getValue().stream())
        .map(Own::until)
        .max(Instant::compareTo);
  }

  /** The figures. */
  public synchronized Counters counters() {
    expire();
    long active = byPath.values().stream().mapToLong(List::size).sum();
    return new Counters(tracked, active, matched, expired, mismatched);
  }

  private interface Change {
    void on(OwnWriteDao dao) throws java.sql.SQLException;
  }

  private void persist(Change change) {
    store
        .submit(
            tx -> {
              change.on(new OwnWriteDao(tx));
              return true;
            })
        .exceptionally(
            failure -> {
              LOG.warn("Own writes are known to this process only: {}", failure.getMessage());
              LOG.debug("Because", failure);
              return false;
            });
  }
}
