package dev.reeve.engine;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.workspace.WorkInHand;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, from an alarm of the registry on, whether the person has mended it: a merge was resolved,
 * a branch is back. Work that waited for that goes on then, and need not wait out its pause.
 */
final class ClosedRegistry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClosedRegistry.class);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final BooleanSupplier open;
  private final Runnable reopen;
  private final EventBus bus;
  private final ScheduledExecutorService timer;
  private final EventBus.Subscription subscription;
  private final AtomicBoolean looking = new AtomicBoolean();
  private final WorkInHand inHand = new WorkInHand();
  private volatile boolean closed;

  /**
   * @param open whether the registry can be written again
   * @param reopen lets what waited for that go on
   * @param alarmed whether an alarm stands from before
   */
  ClosedRegistry(
      BooleanSupplier open,
      Runnable reopen,
      boolean alarmed,
      EventBus bus,
      ScheduledExecutorService timer) {
    this.open = open;
    this.reopen = reopen;
    this.bus = bus;
    this.timer = timer;
    this.subscription = bus.subscribe(this::hear);
    if (alarmed) {
      begin();
    }
  }

  private void hear(EngineEvent event) {
    if (event instanceof RegistryEvent.Alarm) {
      begin();
    }
  }

  private void begin() {
    if (looking.compareAndSet(false, true)) {
      lookLater();
    }
  }

  private void lookLater() {
    if (!closed) {
      var _ =
          timer.schedule(
              () -> Thread.ofVirtual().name("closed-registry").start(() -> inHand.run(this::look)),
              LOOK.toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    try {
      if (!closed && open.getAsBoolean()) {
        looking.set(false);
        reopen.run();
        bus.publish(new RegistryEvent.Reopened());
        return;
      }
    } catch (RuntimeException e) { // whatever it is, work waits for an answer
      looking.set(true);
      LOG.warn("It is not known whether the registry can be written again", e);
    }
    lookLater();
  }

  @Override
  public void close() {
    closed = true;
    subscription.close();
    inHand.close(STOP_LIMIT);
  }
}
