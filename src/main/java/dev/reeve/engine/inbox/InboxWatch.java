package dev.reeve.engine.inbox;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the inbox up to date: at most once a second it reads the sources that events have touched,
 * and now and then all of them, for what changes without an event: a holder dies, time passes,
 * another process writes. Safe on any thread. Source: {@code docs/reference/inbox.md}.
 */
public final class InboxWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InboxWatch.class);
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration ANYWAY = Duration.ofSeconds(5);

  private final Inbox inbox;
  private final ScheduledExecutorService timer;
  private final EventBus.Subscription subscription;
  private final EngineClock clock;
  private final Object looking = new Object();
  private final Set<InboxSource> touched = new HashSet<>();
  private boolean armed;
  private long last;
  private volatile boolean closed;
  private volatile @Nullable ScheduledFuture<?> anyway;

  /** Listens from now on; {@link #start} begins to read. */
  public InboxWatch(Inbox inbox, EventBus bus, EngineClock clock, ScheduledExecutorService timer) {
    this.inbox = inbox;
    this.clock = clock;
    this.timer = timer;
    this.last = clock.nanos() - LEAST.toNanos();
    this.subscription = bus.subscribe(this::hear);
  }

  /** Reads everything, now and from time to time. */
  public void start() {
    anyway =
        timer.scheduleWithFixedDelay(
            () -> ask(inbox.sources()), 0, ANYWAY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void hear(EngineEvent event) {
    List<InboxSource> changed =
        inbox.sources().stream().filter(source -> source.changedBy(event)).toList();
    if (!changed.isEmpty() && anyway != null) {
      ask(changed);
    }
  }

  private synchronized void ask(List<InboxSource> sources) {
    touched.addAll(sources);
    if (armed || closed) {
      return;
    }
    armed = true;
    long wait = Math.max(0, LEAST.toNanos() - (clock.nanos() - last));
    var _ =
        timer.schedule(
            () -> Thread.ofVirtual().name("inbox").start(this::look), wait, TimeUnit.NANOSECONDS);
  }

  private synchronized List<InboxSource> take() {
    armed = false;
    last = clock.nanos();
    List<InboxSource> taken = new ArrayList<>(touched);
    touched.clear();
    return taken;
  }

  private void look() {
    synchronized (looking) {
      if (closed) {
        return;
      }
      try {
        inbox.look(take());
      } catch (EngineException e) {
        LOG.warn("The inbox was not brought up to date: {}", e.getMessage());
      }
    }
  }

  /** Waits for a look under way: what it reads is closed next. */
  @Override
  public void close() {
    closed = true;
    subscription.close();
    ScheduledFuture<?> repeated = anyway;
    if (repeated != null) {
      repeated.cancel(false);
    }
    synchronized (looking) {
      LOG.debug("The inbox is no longer brought up to date");
    }
  }
}
