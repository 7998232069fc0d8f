package dev.reeve.console.queue;

import dev.reeve.console.fx.CountedTask;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.queue.Foresight.Failing;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueView;
import dev.reeve.engine.queue.WorkItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that somebody brings back, as tasks until each has ended again: how many have, and how the
 * rest is taken from the queue. One job alone is no task; its row tells. Screen thread.
 */
final class Requeues {
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
   * @param task null for one job alone
   */
  private record Batch(
      List<String> ids, int came, Set<String> ended, Instant since, @Nullable CountedTask task) {}

  /**
   * Looks first whether they would fail again, and asks then; else they are brought back at once,
   * or after the other question where there is one.
   *
   * @param otherwise what is asked when nothing speaks against it, null for nothing
   */
  public void consider(
      List<String> ids, @Nullable Question otherwise, BiConsumer<Question, Runnable> asker) {
    screen
        .work()
        .run(
            () -> queue.foresee(ids),
            failing -> {
              Question question = failing.isEmpty() ? otherwise : failsAgain(ids.size(), failing);
              if (question == null) {
                run(ids);
              } else {
                asker.accept(question, () -> run(ids));
              }
            },
            failed);
  }

  private static Question failsAgain(int asked, List<Failing> failing) {
    return Question.unadvised(
        Texts.get("queue.requeue.title", asked),
        Texts.get("queue.requeue.fails-again", asked, failing.size()),
        failing.stream().map(Requeues::line).toList(),
        Texts.get("queue.requeue.anyway"));
  }

  /** "docs/a.md: ID_CONFLICT. 1 is carried by … First: give one of the two files another ID." */
  private static String line(Failing failing) {
    return Texts.get(
        "queue.requeue.line",
        failing.path(),
        failing.code(),
        failing.error(),
        Failures.remedy(failing.code()));
  }

  /** Brings the jobs back, says how many came, and later which of them failed again. */
  public void run(List<String> ids) {
    Instant since = screen.ticker().now();
    screen
        .work()
        .run(
            () -> queue.requeue(ids),
            count -> {
              screen.notices().say(Texts.get("queue.done.requeued", count));
              if (count > 0) {
                follow(ids, count, since);
              }
            },
            failed);
  }

  private void follow(List<String> ids, int came, Instant since) {
    CountedTask task =
        came == 1
            ? null
            : new CountedTask(
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
      CountedTask task = batch.task();
      if (task != null) {
        task.done(ended);
      }
      if (ended == batch.came()) {
        if (task != null) {
          task.end();
        }
        running.remove(batch);
        tellDead(batch.ids());
      }
    }
  }

  /** Who brought them back believes them done until told otherwise. */
  private void tellDead(List<String> ids) {
    List<WorkItem> dead =
        ids.stream()
            .flatMap(id -> list.rows().find(id).map(QueueRow::snapshot).stream())
            .filter(item -> item.state() == ItemState.DEAD_LETTER)
            .toList();
    if (!dead.isEmpty()) {
      screen
          .notices()
          .say(
              Texts.get(
                  "queue.done.failed-again",
                  dead.size(),
                  dead.getFirst().path(),
                  Formats.orNone(dead.getFirst().errorCode())));
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
