package dev.reeve.engine.queue;

import dev.reeve.engine.queue.Canary.Outcome;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Requeues one of many dead letters, and the others once that one is done. Who waits for whom is a
 * row of its own, and the others follow in the very transaction that ends the first: a crash leaves
 * neither half. One object serves one unit of work.
 */
final class OneFirst {
  private final WorkItemDao items;
  private final CanaryDao canaries;
  private final Instant now;
  private final List<Canary> told = new ArrayList<>();

  OneFirst(WorkItemDao items, CanaryDao canaries, Instant now) {
    this.items = items;
    this.canaries = canaries;
    this.now = now;
  }

  /** What was started or ended here. */
  List<Canary> told() {
    return told;
  }

  /**
   * Requeues the one that failed last, for its cause is the newest; empty when none of them is a
   * dead letter. Gives its row.
   */
  Optional<ItemRow> start(Collection<Long> ids) throws SQLException {
    List<ItemRow> dead = new ArrayList<>(dead(ids));
    Optional<ItemRow> first =
        dead.stream()
            .max(
                Comparator.<ItemRow, Instant>comparing(
                        row -> row.endedAt == null ? row.lastSeen : row.endedAt)
                    .thenComparing(row -> row.id));
    if (first.isPresent()) {
      ItemRow leader = first.get();
      dead.remove(leader);
      leader.requeue(now);
      items.save(leader);
      told.add(canaries.start(leader, dead.stream().map(row -> row.id).toList(), now));
    }
    return first;
  }

  /** Looks whether rows that others wait for have ended; gives the rows that follow. */
  List<ItemRow> follow(Collection<WorkItem> changed, Collection<String> removed)
      throws SQLException {
    List<Canary> running = canaries.running();
    List<ItemRow> following = new ArrayList<>();
    for (Canary canary : running) {
      if (removed.contains(canary.itemId())) {
        end(canary, Outcome.DROPPED, 0);
      }
      for (WorkItem item : changed) {
        if (item.id().equals(canary.itemId()) && item.state().ended()) {
          switch (item.state()) {
            case DONE -> following.addAll(followers(canary));
            case DEAD_LETTER -> end(canary, Outcome.FAILED, 0);
            default -> end(canary, Outcome.DROPPED, 0);
          }
        }
      }
    }
    return following;
  }

  private List<ItemRow> followers(Canary canary) throws SQLException {
    List<ItemRow> dead = dead(canaries.followers(canary));
    for (ItemRow row : dead) {
      row.requeue(now);
      items.save(row);
    }
    end(canary, Outcome.FOLLOWED, dead.size());
    return dead;
  }

  /** A person may have decided about some of them meanwhile. */
  private List<ItemRow> dead(Collection<Long> ids) throws SQLException {
    return items.byId(ids).stream().filter(row -> row.state == ItemState.DEAD_LETTER).toList();
  }

  private void end(Canary canary, Outcome outcome, int followed) throws SQLException {
    told.add(canaries.end(canary, outcome, followed, now));
  }
}
