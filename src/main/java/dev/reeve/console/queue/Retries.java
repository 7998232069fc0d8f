package dev.reeve.console.queue;

import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.WorkItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of jobs that somebody had tried at once: it is told when the try of each has ended, for
 * a row that fails again within a moment looks as if nothing had happened. Screen thread.
 */
final class Retries {
  private final LiveList<WorkItem, QueueRow> list;
  private final List<List<WorkItem>> asked = new ArrayList<>();

  Retries(LiveList<WorkItem, QueueRow> list) {
    this.list = list;
  }

  /**
   * Waits for the next try of jobs that were made due together.
   *
   * @param before as they were when that was asked for
   */
  void follow(List<WorkItem> before) {
    asked.add(before);
    look();
  }

  /** Looks which tries have ended, after rows have changed. */
  void look() {
    for (List<WorkItem> before : List.copyOf(asked)) {
      if (before.stream().allMatch(this::tried)) {
        asked.remove(before);
        tell(before.stream().flatMap(item -> now(item).stream()).toList());
      }
    }
  }

  private Optional<WorkItem> now(WorkItem before) {
    return list.rows().find(before.id()).map(QueueRow::snapshot);
  }

  /** One that is gone will not be tried any more. */
  private boolean tried(WorkItem before) {
    WorkItem item = now(before).orElse(null);
    return item == null
        || item.state().ended()
        || (item.state() == ItemState.RETRY_WAIT
            && !Objects.equals(item.startedAt(), before.startedAt()));
  }

  private void tell(List<WorkItem> items) {
    List<WorkItem> failed = items.stream().filter(Retries::failed).toList();
    List<WorkItem> done = items.stream().filter(item -> item.state() == ItemState.DONE).toList();
    int tried = failed.size() + done.size();
    if (tried > 0) { // whoever dropped the others was told of that
      list.screen().notices().say(tried == 1 ? one(failed, done) : all(failed, done.size()));
    }
  }

  private static boolean failed(WorkItem item) {
    return item.state() == ItemState.RETRY_WAIT || item.state() == ItemState.DEAD_LETTER;
  }

  private static String one(List<WorkItem> failed, List<WorkItem> done) {
    if (failed.isEmpty()) {
      return Texts.get("queue.retried.done", done.getFirst().path());
    }
    WorkItem item = failed.getFirst();
    return Texts.get("queue.retried.failed", item.path(), cause(item), next(item));
  }

  private static String all(List<WorkItem> failed, int done) {
    return failed.isEmpty()
        ? Texts.get("queue.retried.all-done", done)
        : Texts.get(
            "queue.retried.some-failed",
            done,
            failed.size(),
            failed.getFirst().path(),
            cause(failed.getFirst()),
            next(failed.getFirst()));
  }

  private static String cause(WorkItem item) {
    return Failures.name(item.errorCode()).orElseGet(() -> Formats.orNone(item.errorCode()));
  }

  private static String next(WorkItem item) {
    return item.state() == ItemState.DEAD_LETTER
        ? Texts.get("queue.retried.given-up")
        : Texts.get("queue.retried.next", Formats.clock(item.notBefore()));
  }
}
