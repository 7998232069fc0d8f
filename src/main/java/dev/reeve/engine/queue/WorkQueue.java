package dev.reeve.engine.queue;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The durable work queue: one row a path, kept in the workspace's database. New events join the row
 * they find, workers claim rows under a lease, failures are retried or become dead letters, and
 * what happens to a path while its row runs is never lost. Every method returns when its change is
 * durable; events are published after commit. Safe on any thread that may block, best on virtual
 * threads. Throws {@link dev.reeve.engine.workspace.EngineException} {@code STORE_BUSY} or {@code
 * STORE_FAILED} when the database did not take a change. Source: {@code docs/reference/queue.md}.
 */
public final class WorkQueue implements QueueView {
  /** How long a claim holds without being renewed. */
  public static final Duration LEASE = Duration.ofSeconds(60);

  /** How long finished rows are kept. */
  public static final Duration KEPT = Duration.ofHours(24);

  /** A file that was found changing for this long is given up. */
  public static final Duration NEVER_STABLE = Duration.ofMinutes(10);

  /** The pipeline state of a file that has its record; it says nothing of what is in the file. */
  public static final String REGISTERED = "registered";

  /** The pipeline state of a file that could not be parsed; not a failure of the row. */
  public static final String PARSE_FAILED = "parse_failed";

  /** The pipeline state of a file that could not be parsed {@link #PARSE_FAILURES} times. */
  public static final String QUARANTINE = "quarantine";

  /** Parse failures in a row that quarantine a file. */
  public static final int PARSE_FAILURES = 10;

  private final Store store;
  private final EngineClock clock;
  private final EventBus bus;
  private final KnownPaths known;
  private final RetryPolicy policy;

  public WorkQueue(
      Store store, EngineClock clock, EventBus bus, KnownPaths known, RetryPolicy policy) {
    this.store = store;
    this.clock = clock;
    this.bus = bus;
    this.known = known;
    this.policy = policy;
  }

  /** Adds events that need no settling, in their order; rows become claimable at once. */
  public void upsert(List<FileEvent> events) {
    join(events, ItemState.QUEUED);
  }

  /** Adds events of files that may still be changing; rows wait for {@link #settle}. */
  public void observe(List<FileEvent> events) {
    join(events, ItemState.STABLE_PENDING);
  }

  private void join(List<FileEvent> events, ItemState state) {
    if (events.isEmpty()) {
      return;
    }
    write(
        unit -> {
          unit.join(events, state);
          return events.size();
        });
  }

  /** These paths have come to rest; rows that do not wait for that are left alone. */
  public void settle(List<Settled> settled) {
    if (settled.isEmpty()) {
      return;
    }
    write(unit -> unit.tell(new Settling(unit.rows()).settle(settled)));
  }

  /** Makes dead letters of rows that wait to settle and never will. */
  public void giveUp(Set<String> paths, String code, String error) {
    write(
        unit -> {
          Finishing finishing = unit.finishing(null);
          for (ItemRow row : unit.rows().byPath(paths)) {
            if (row.state == ItemState.STABLE_PENDING) {
              finishing.giveUp(row, code, error);
            }
          }
          return unit.tell(finishing);
        });
  }

  /**
   * Takes up to {@code max} of the most urgent claimable rows for a worker, for {@link #LEASE}.
   * Nothing while the queue is paused. No two callers, in any process, get the same row.
   *
   * @param worker unique to the running process
   */
  public List<Claim> claim(String worker, int max) {
    return write(
        unit -> {
          Claiming claiming = unit.claiming();
          List<Claim> claims = claiming.claim(worker, max);
          unit.tellItems(claiming.changed());
          return claims;
        });
  }

  /** How many rows can be claimed; counts no further than {@code max}. */
  public int claimable(int max) {
    return Math.toIntExact(store.read(tx -> new ClaimDao(tx).claimable(max)));
  }

  /** Whether some rows can be claimed, but fewer than {@code max}, while others come to rest. */
  boolean willHaveMore(int max) {
    return store.read(tx -> new ClaimDao(tx).willHaveMore(max));
  }

  /** When the next retry is due. */
  public Optional<Instant> nextDue() {
    return store.read(tx -> new WorkItemDao(tx).nextDue());
  }

  /** Extends leases to {@link #LEASE} from now; gives the claims that were lost. */
  public List<Claim> renew(List<Claim> claims) {
    if (claims.isEmpty()) {
      return List.of();
    }
    return write(unit -> unit.claiming().renew(claims));
  }

  /**
   * Ends tries. A row to which something happened since it was claimed is queued again, or waits to
   * settle, with just that. Gives the claims that were no longer held; their outcomes count for
   * nothing.
   */
  public List<Claim> finish(List<? extends Outcome> outcomes) {
    return finish(outcomes, null);
  }

  /**
   * The same for tries that were handled together.
   *
   * @param lockWait how long they waited for locks, null when that is not known
   */
  List<Claim> finish(List<? extends Outcome> outcomes, @Nullable Duration lockWait) {
    if (outcomes.isEmpty()) {
      return List.of();
    }
    return write(
        unit -> {
          Finishing finishing = unit.finishing(lockWait);
          List<Claim> lost = finishing.finish(outcomes);
          unit.tell(finishing);
          return lost;
        });
  }

  /** Gives claims back untried; no attempt is counted. */
  public void release(List<Claim> claims) {
    write(
        unit -> {
          Finishing finishing = unit.finishing(null);
          finishing.release(claims);
          return unit.tell(finishing);
        });
  }

  /** Frees the rows whose lease ended; call it at start and every 30 s. Gives their number. */
  public int recover() {
    return crashed(unit -> unit.rows().leaseEnded(unit.now(), unit.now().plus(LEASE)));
  }

  /**
   * Frees every row that another worker has, whatever is left of its lease. Only for the process
   * that keeps the workspace, at its start: nobody else works the queue, so the other worker is
   * dead.
   */
  public int takeOver(String worker) {
    return crashed(unit -> unit.rows().heldByOthers(worker));
  }

  /** Their workers are dead. */
  private int crashed(QueueUnit.Work<List<ItemRow>> which) {
    return write(
        unit -> {
          Finishing finishing = unit.finishing(null);
          for (ItemRow row : which.in(unit)) {
            finishing.crashed(row);
          }
          return unit.tell(finishing);
        });
  }

  /**
   * What was closed to all rows is open again: those that wait for it are due now. Gives their
   * number.
   */
  public int reopen() {
    return store.write(tx -> new WorkItemDao(tx).due(FailureCodes.CLOSED, now()));
  }

  /** Removes rows that were done or dropped more than {@link #KEPT} ago; gives their number. */
  public int purge() {
    return store.write(
        tx -> {
          List<String> ids = new WorkItemDao(tx).purge(now().minus(KEPT));
          new CanaryDao(tx).purge(now().minus(KEPT));
          if (!ids.isEmpty()) {
            tx.afterCommit(() -> bus.publish(new QueueEvent.Removed(ids)));
          }
          return ids.size();
        });
  }

  @Override
  public List<WorkItem> list(Set<ItemState> states, int limit) {
    return items(store.read(tx -> new WorkItemDao(tx).list(states, limit)));
  }

  /** These rows, as far as they are there. */
  public List<WorkItem> find(List<String> ids) {
    return store.read(
        tx -> items(new WorkItemDao(tx).byId(ids.stream().map(Long::valueOf).toList())));
  }

  @Override
  public QueueSummary summary() {
    Instant now = now();
    return store.read(tx -> Figures.read(tx, now));
  }

  @Override
  public List<Attempt> history(String itemId) {
    return store.read(tx -> new AttemptDao(tx).history(Long.parseLong(itemId)));
  }

  @Override
  public int retryNow(List<String> ids) {
    return operate(ids, (row, now) -> row.retryNow());
  }

  @Override
  public int requeue(List<String> ids) {
    return operate(ids, (row, now) -> row.state.ended() && row.requeue(now));
  }

  @Override
  public Optional<Canary> requeueOneFirst(List<String> ids) {
    return write(unit -> unit.requeueOneFirst(ids.stream().map(Long::valueOf).toList()));
  }

  @Override
  public List<Canary> canaries() {
    Instant since = now().minus(KEPT);
    return store.read(tx -> new CanaryDao(tx).since(since));
  }

  @Override
  public int drop(List<String> ids) {
    return operate(ids, ItemRow::drop);
  }

  /** Changes a row as the operator asked; false leaves it. */
  private interface Operation {
    boolean on(ItemRow row, Instant now);
  }

  private int operate(List<String> ids, Operation operation) {
    return write(
        unit -> {
          List<ItemRow> changed = new ArrayList<>();
          for (ItemRow row : unit.rows().byId(ids.stream().map(Long::valueOf).toList())) {
            if (operation.on(row, unit.now())) {
              unit.rows().save(row);
              changed.add(row);
            }
          }
          return unit.tell(changed);
        });
  }

  @Override
  public void pause(boolean paused) {
    store.write(
        tx -> {
          boolean changed = new WorkItemDao(tx).pause(paused);
          if (changed) {
            tx.afterCommit(() -> bus.publish(new QueueEvent.Paused(paused)));
          }
          return changed;
        });
  }

  private <T> T write(QueueUnit.Work<T> work) {
    return store.write(tx -> work.in(new QueueUnit(tx, bus, known, policy, now())));
  }

  private List<WorkItem> items(Iterable<ItemRow> rows) {
    List<WorkItem> out = new ArrayList<>();
    rows.forEach(row -> out.add(row.item(policy.maxAttempts())));
    return out;
  }

  private Instant now() {
    return clock.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
