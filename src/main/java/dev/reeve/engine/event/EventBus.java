package dev.reeve.engine.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each event to every subscriber on the publisher's thread. A subscriber must return at once
 * (the console's only keeps the newest snapshot); one that throws is logged and does not stop the
 * next. Safe on any thread. Source: {@code docs/reference/lifecycle.md}.
 */
public final class EventBus {
  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final List<Consumer<EngineEvent>> subscribers = new CopyOnWriteArrayList<>();

  /** Ends a subscription; safe to call twice. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** Calls the subscriber with every later event. */
  public Subscription subscribe(Consumer<EngineEvent> subscriber) {
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  /** Tells all subscribers. */
  public void publish(EngineEvent event) {
    for (Consumer<EngineEvent> subscriber : subscribers) {
      try {
        subscriber.accept(event);
      } catch (RuntimeException | Error e) {
        LOG.error("A subscriber failed on {}", event, e);
      }
    }
  }
}
