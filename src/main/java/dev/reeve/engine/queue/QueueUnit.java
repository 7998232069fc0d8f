package dev.reeve.engine.queue;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One unit of work on the queue: its rows, and what follows from changing them in the same
 * transaction. Whoever waits for a row that ended goes on, events of other paths join their rows,
 * and all of it is told after the commit. Lives on the writer thread.
 */
final class QueueUnit {

  /** What is done in one unit. */
  @FunctionalInterface
  interface Work<T> {
    T in(QueueUnit unit) throws SQLException;
  }

  private final Tx tx;
  private final EventBus bus;
  private final KnownPaths known;
  private final RetryPolicy policy;
  private final Instant now;
  private final WorkItemDao rows;

  QueueUnit(Tx tx, EventBus bus, KnownPaths known, RetryPolicy policy, Instant now) {
    this.tx = tx;
    this.bus = bus;
    this.known = known;
    this.policy = policy;
    this.now = now;
    this.rows = new WorkItemDao(tx);
  }

  WorkItemDao rows() {
    return rows;
  }

  /** Gives rows to workers. */
  Claiming claiming() {
    return new Claiming(rows, new ClaimDao(tx), policy, now);
  }

  /** The time of the unit, in whole milliseconds. */
  Instant now() {
    return now;
  }

  /**
   * Ends tries.
   *
   * @param lockWait how long those that end now waited for locks, null when that is not known
   */
  Finishing finishing(@Nullable Duration lockWait) {
    return new Finishing(rows, new AttemptDao(tx, lockWait), policy, now);
  }

  /** Adds events, in their order, to the rows of their paths. */
  void join(List<FileEvent> events, ItemState state) throws SQLException {
    Folding folding = new Folding(rows, known);
    folding.join(events, state);
    folding.write();
    tell(folding.written());
    List<String> removed = folding.removed();
    if (!removed.isEmpty()) {
      tx.afterCommit(() -> bus.publish(new QueueEvent.Removed(removed)));
      follow(List.of(), removed);
    }
  }

  /** Requeues one of these dead letters; the others follow when it is done. */
  Optional<Canary> requeueOneFirst(Collection<Long> ids) throws SQLException {
    OneFirst oneFirst = oneFirst();
    tell(oneFirst.start(ids).stream().toList());
    tell(oneFirst);
    return oneFirst.told().stream().findFirst();
  }

  /** Gives how many rows there are to tell of. */
  int tell(Finishing finishing) throws SQLException {
    int changed = tellItems(finishing.changed());
    if (!finishing.handedOn().isEmpty()) {
      join(finishing.handedOn(), ItemState.QUEUED);
    }
    return changed;
  }

  /** The same for rows that were saved. */
  int tell(Collection<ItemRow> changed) throws SQLException {
    List<WorkItem> items = new ArrayList<>();
    changed.forEach(row -> items.add(row.item(policy.maxAttempts())));
    return tellItems(items);
  }

  /** The same for their snapshots. */
  int tellItems(List<WorkItem> items) throws SQLException {
    if (!items.isEmpty()) {
      List<WorkItem> snapshots = List.copyOf(items);
      tx.afterCommit(() -> bus.publish(new QueueEvent.Changed(snapshots)));
      follow(snapshots, List.of());
    }
    return items.size();
  }

  /** Whoever waits for a row that has just ended follows it, or learns that it failed. */
  private void follow(List<WorkItem> changed, List<String> removed) throws SQLException {
    OneFirst oneFirst = oneFirst();
    tell(oneFirst.follow(changed, removed));
    tell(oneFirst);
  }

  private void tell(OneFirst oneFirst) {
    for (Canary canary : oneFirst.told()) {
      tx.afterCommit(() -> bus.publish(new QueueEvent.OneFirst(canary)));
    }
  }

  private OneFirst oneFirst() {
    return new OneFirst(rows, new CanaryDao(tx), now);
  }
}
