package dev.reeve.engine;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.registry.RegistryWriter;
import dev.reeve.engine.workspace.EngineException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, from an alarm of the registry on, whether the person has mended it: a merge was resolved,
 * a branch is back. Work that waited for that goes on then, and need not wait out its pause.
 */
final class ClosedRegistry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClosedRegistry.class);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final RegistryWriter writer;
  private final WorkQueue queue;
  private final EventBus bus;
  private final ScheduledExecutorService timer;
  private final EventBus.Subscription subscription;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile boolean closed;

  ClosedRegistry(
      RegistryWriter writer, WorkQueue queue, EventBus bus, ScheduledExecutorService timer) {
    this.writer = writer;
    this.queue = queue;
    this.bus = bus;
    this.timer = timer;
    this.subscription = bus.subscribe(this::hear);
  }

  private void hear(EngineEvent event) {
    if (event instanceof RegistryEvent.Alarm && looking.compareAndSet(false, true)) {
      lookLater();
    }
  }

  private void lookLater() {
    if (!closed) {
      var _ =
          timer.schedule(
              () -> Thread.ofVirtual().name("closed-registry").start(this::look),
              LOOK.toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    try {
      if (!closed && writer.open()) {
        looking.set(false);
        queue.reopen();
        bus.publish(new RegistryEvent.Reopened());
        return;
      }
    } catch (EngineException e) {
      LOG.warn("It is not known whether the registry can be written again", e);
    }
    lookLater();
  }

  @Override
  public void close() {
    closed = true;
    subscription.close();
  }
}
