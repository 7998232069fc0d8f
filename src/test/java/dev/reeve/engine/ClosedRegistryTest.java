package dev.reeve.engine;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.registry.RegistryEvent;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClosedRegistryTest {
  private final EventBus bus = new EventBus();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger reopened = new AtomicInteger();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1) {
        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
          return super.schedule(command, 1, TimeUnit.MILLISECONDS);
        }
      };

  @AfterEach
  void end() {
    timer.shutdownNow();
  }

  @Test
  @DisplayName("A failure nobody expected does not end the looking")
  void goesOnLooking() {
    try (ClosedRegistry closed =
        new ClosedRegistry(
            () -> {
              if (looks.incrementAndGet() < 3) {
                throw new IllegalStateException("the disk is away");
              }
              return true;
            },
            () -> {
              if (reopened.incrementAndGet() == 1) {
                throw new IllegalStateException("the queue is busy");
              }
            },
            false,
            bus,
            timer)) {
      bus.publish(new RegistryEvent.Alarm("FOREIGN_WRITE", "changed"));
      await().until(() -> reopened.get() == 2);
      assertEquals(4, looks.get());
    }
  }
}
