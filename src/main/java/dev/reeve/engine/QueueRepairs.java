package dev.reeve.engine;

import dev.reeve.engine.queue.Dispatcher;
import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.registry.Repairs;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Brings the reconciler's repairs to the work queue. */
record QueueRepairs(WorkQueue queue) implements Repairs {
  private static final Set<ItemState> OPEN =
      EnumSet.complementOf(EnumSet.of(ItemState.DONE, ItemState.CANCELLED));

  @Override
  public Map<String, Pending> pending() {
    return queue.list(OPEN, Integer.MAX_VALUE).stream()
        .collect(Collectors.toMap(WorkItem::path, QueueRepairs::pending));
  }

  private static Pending pending(WorkItem row) {
    return new Pending(
        Objects.requireNonNullElse(row.oldPath(), row.path()),
        row.state() == ItemState.DEAD_LETTER);
  }

  @Override
  public boolean isFlooded() {
    return queue.claimable(Dispatcher.BATCH) == Dispatcher.BATCH;
  }

  @Override
  public void submit(List<FileEvent> events) {
    queue.upsert(events);
  }
}
