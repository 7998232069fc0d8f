package dev.reeve.engine.queue;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.testing.SettableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A queue on a real database, with a clock that the test moves. */
final class QueueFixture implements AutoCloseable {
  final SettableClock clock = new SettableClock();
  final EventBus bus = new EventBus();
  final Set<String> records = ConcurrentHashMap.newKeySet();
  final List<EngineEvent> events = new CopyOnWriteArrayList<>();
  final Store store;
  final WorkQueue queue;

  QueueFixture(Path folder) {
    store = Store.open(folder.resolve("reeve.db"), clock);
    queue =
        new WorkQueue(
            store, clock, bus, records::contains, RetryPolicy.standard(new Random(20260101)));
    bus.subscribe(events::add);
  }

  FileEvent added(String path) {
    return FileEvent.of(path, FileEventKind.ADDED, clock.now());
  }

  FileEvent modified(String path) {
    return FileEvent.of(path, FileEventKind.MODIFIED, clock.now());
  }

  FileEvent deleted(String path) {
    return FileEvent.of(path, FileEventKind.DELETED, clock.now());
  }

  FileEvent moved(String from, String to) {
    return FileEvent.moved(from, to, clock.now());
  }

  FileEvent reconcile(String path, String kind) {
    return new FileEvent(".", path, null, FileEventKind.RECONCILE, clock.now(), kind, null);
  }

  /** The only row of a path, as the database has it. */
  WorkItem row(String path) {
    return rows().stream().filter(item -> item.path().equals(path)).findFirst().orElseThrow();
  }

  List<WorkItem> rows() {
    return queue.list(Set.of(), 100_000);
  }

  Claim claimOne() {
    List<Claim> claims = queue.claim("worker", 1);
    if (claims.size() != 1) {
      throw new AssertionError("claimed " + claims);
    }
    return claims.getFirst();
  }

  @Override
  public void close() {
    store.close();
  }
}
