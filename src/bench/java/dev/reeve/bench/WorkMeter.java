package dev.reeve.bench;

import dev.reeve.engine.Engine;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.registry.RegistryEvent;
import java.util.HashSet;
import java.util.Set;

/** Listens to an engine: registry writes made, rows of the queue, when the last of them ended. */
final class WorkMeter implements AutoCloseable {
  private final EventBus.Subscription subscription;
  private final Set<String> rows = new HashSet<>();
  private final Set<String> paths = new HashSet<>();
  private int ends;
  private int writes;
  private long lastEnd = System.nanoTime();

  WorkMeter(Engine engine) {
    subscription = engine.bus().subscribe(this::hear);
  }

  private synchronized void hear(EngineEvent event) {
    switch (event) {
      case RegistryEvent.Written written -> writes++;
      case QueueEvent.Changed changed -> changed.items().forEach(this::count);
      default -> {}
    }
  }

  private void count(WorkItem item) {
    rows.add(item.id());
    paths.add(item.path());
    if (item.state() == ItemState.DONE) {
      ends++;
      lastEnd = System.nanoTime();
    }
  }

  synchronized int writes() {
    return writes;
  }

  /** Different rows that were seen. */
  synchronized int rows() {
    return rows.size();
  }

  /** Different paths of those rows. */
  synchronized int paths() {
    return paths.size();
  }

  /** How often a row was done. */
  synchronized int ends() {
    return ends;
  }

  /** When the last row was done, as {@link System#nanoTime}. */
  synchronized long lastEnd() {
    return lastEnd;
  }

  @Override
  public void close() {
    subscription.close();
  }
}
