package dev.reeve.console.queue;

import dev.reeve.console.fx.LiveList;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.watch.Settling;
import dev.reeve.engine.watch.WatchView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * How files come to rest whose jobs wait for that; the watcher tells no event of it. Screen thread.
 */
final class SettlingJobs {
  private final WatchView watch;
  private final LiveList<WorkItem, QueueRow> list;
  private final ReadOnlyObjectWrapper<@Nullable List<QueueRow>> rows =
      new ReadOnlyObjectWrapper<>(null);

  SettlingJobs(WatchView watch, LiveList<WorkItem, QueueRow> list) {
    this.watch = watch;
    this.list = list;
  }

  /** Takes the jobs that wait so, as they are now. */
  void are(List<QueueRow> now) {
    rows.set(now);
  }

  /** The paths of their files; null before any jobs were read. Collected for who listens alone. */
  ObservableValue<@Nullable List<String>> files() {
    return rows.map(SettlingJobs::paths);
  }

  private static @Nullable List<String> paths(@Nullable List<QueueRow> now) {
    return now == null ? null : now.stream().map(row -> row.snapshot().path()).toList();
  }

  /** Asks the watcher about them in the background. */
  void read() {
    if (!known().isEmpty()) {
      list.screen().work().run(watch::settling, this::take, list.problemProperty()::set);
    }
  }

  private void take(Map<String, Settling> files) {
    List<QueueRow> changed =
        known().stream().filter(row -> !Objects.equals(row.settling(), of(row, files))).toList();
    if (!changed.isEmpty()) {
      list.rows().tell(changed, row -> row.settling(of(row, files)));
      list.lookAgain();
    }
    list.sayWhy();
  }

  private List<QueueRow> known() {
    List<QueueRow> now = rows.get();
    return now == null ? List.of() : now;
  }

  private static @Nullable Settling of(QueueRow row, Map<String, Settling> files) {
    return files.get(row.snapshot().path());
  }
}
