package dev.reeve.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.event.EventLog;
import dev.reeve.engine.event.NewEvent;
import dev.reeve.engine.event.Severity;
import dev.reeve.engine.workspace.EngineException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops scheduling when the database cannot be written, and tries until it can: what it tries with
 * is the event that tells of the failure. Source: {@code docs/reference/store.md}.
 */
final class StoreAlarm implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoreAlarm.class);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  private final EventLog log;
  private final EventBus bus;
  private final KeeperWork work;
  private final ScheduledExecutorService timer;
  private final AtomicBoolean failing = new AtomicBoolean();
  private volatile @Nullable String standing;
  private volatile boolean closed;

  StoreAlarm(EventLog log, EventBus bus, KeeperWork work, ScheduledExecutorService timer) {
    this.log = log;
    this.bus = bus;
    this.work = work;
    this.timer = timer;
  }

  /** Called on the store's writer, so it only says what is to be done. */
  void raise(EngineException failure) {
    if (closed || !failing.compareAndSet(false, true)) {
      return;
    }
    LOG.error("The database cannot be written; nothing new is begun", failure);
    standing = String.valueOf(failure.getMessage());
    work.hold();
    bus.publish(new AlarmEvent.StoreFailed(String.valueOf(failure.getMessage())));
    tryLater(failure);
  }

  /** Why the database cannot be written, while it cannot. */
  Optional<String> standing() {
    return Optional.ofNullable(standing);
  }

  private void tryLater(EngineException failure) {
    if (!closed) {
      var _ =
          timer.schedule(
              () -> Thread.ofVirtual().name("store-alarm").start(() -> tryNow(failure)),
              TRY_AGAIN.toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  private void tryNow(EngineException failure) {
    String message = String.valueOf(failure.getMessage());
    try {
      log.record(
          NewEvent.ofEngine(
              "store_failed",
              Severity.CRITICAL,
              JsonNodeFactory.instance.objectNode().put("message", message)));
    } catch (EngineException still) {
      tryLater(failure);
      return;
    }
    standing = null;
    failing.set(false);
    work.resume();
    bus.publish(new AlarmEvent.StoreRecovered());
  }

  @Override
  public void close() {
    closed = true;
  }
}
