package dev.reeve.engine.queue;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** A worker process that claims one row, says so, and never ends it. */
final class ClaimAndHang {
  private ClaimAndHang() {}

  public static void main(String[] args) throws Exception {
    EngineClock clock = EngineClock.system();
    Store store = Store.open(Path.of(args[0]), clock);
    WorkQueue queue =
        new WorkQueue(
            store, clock, new EventBus(), path -> false, RetryPolicy.standard(new Random(1)));
    System.out.println(queue.claim("child", 1).getFirst().path());
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
