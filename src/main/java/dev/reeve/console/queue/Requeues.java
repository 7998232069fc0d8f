package dev.reeve.console.queue;

import dev.reeve.console.fx.CountedTask;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueView;
import dev.reeve.engine.queue.WorkItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Jobs that somebody brought back, as tasks until each has ended again: how many have, and how the
 * rest is taken from the queue. One job alone is no task; its row tells. Screen thread.
 */
public final class Requeues {
  private final QueueView queue;
  private final Screen screen;
  private final LiveList<WorkItem, QueueRow> list;
  private final Consumer<Problem> failed;
  private final List<Batch> running = new ArrayList<>();

  Requeues(QueueView queue, LiveList<WorkItem, QueueRow> list) {
    this.queue = queue;
    this.screen = list.screen();
    this.list = list;
    this.failed = list.problemProperty()::set;
  }

  /**
   * Jobs that were brought back together.
   *
   * @param ids of all that were asked for
   * @param came how many of them did come back
   */
  private record Batch(
      List<String> ids, int came, Set<String> ended, Instant since, CountedTask task) {}

  /** Brings the jobs back and says how many came. */
  public void run(List<String> ids) {
    Instant since = screen.ticker().now();
    screen
        .work()
        .run(
            () -> queue.requeue(ids),
            count -> {
              screen.notices().say(Texts.get("queue.done.requeued", count));
              if (count > 1) {
                follow(ids, count, since);
              }
            },
            failed);
  }

  private void follow(List<String> ids, int came, Instant since) {
    CountedTask task =
        new CountedTask(
            screen.tasks(),
            Texts.get("queue.task.requeue", came),
            "queue.task.ended",
            came,
            () -> drop(ids));
    running.add(new Batch(ids, came, new HashSet<>(), since, task));
    look();
  }

  /** Looks how far they are, after rows have changed. */
  void look() {
    for (Batch batch : List.copyOf(running)) {
      batch.ids().stream().filter(id -> ended(id, batch.since())).forEach(batch.ended()::add);
      int ended = Math.min(batch.ended().size(), batch.came());
      batch.task().done(ended);
      if (ended == batch.came()) {
        batch.task().end();
        running.remove(batch);
      }
    }
  }

  /** A row that was not told anew since still shows how it had ended before. */
  private boolean ended(String id, Instant since) {
    Optional<WorkItem> item = list.rows().find(id).map(QueueRow::snapshot);
    Instant at = item.map(WorkItem::endedAt).orElse(null);
    return item.isEmpty()
        || (item.get().state().ended() && at != null && !at.isBefore(since))
        || item.get().state() == ItemState.CANCELLED;
  }

  /** What runs now ends; the rest is taken from the queue, and comes back with Undo. */
  private void drop(List<String> ids) {
    List<String> waiting =
        ids.stream()
            .filter(
                id ->
                    list.rows()
                        .find(id)
                        .map(QueueRow::snapshot)
                        .filter(item -> !item.state().ended() && item.state() != ItemState.RUNNING)
                        .isPresent())
            .toList();
    screen
        .work()
        .run(
            () -> queue.drop(waiting),
            dropped ->
                screen.notices().say(Texts.get("queue.done.dropped", dropped), () -> run(waiting)),
            failed);
  }
}
