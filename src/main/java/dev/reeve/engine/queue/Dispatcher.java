package dev.reeve.engine.queue;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings claimable rows to the handler: claims when something was committed or is due ({@link
 * BatchSizing}), hands batches to virtual threads ({@link Batch}), and keeps the queue in order by
 * the clock ({@link QueueUpkeep}). One lives in the process that keeps the workspace. Safe on any
 * thread. Source: {@code docs/reference/queue.md}.
 */
public final class Dispatcher implements AutoCloseable {
  /** Most claims handed over together, unless more of them wait. */
  public static final int BATCH = 100;

  /** Most claims handed over together in a flood of changes. */
  static final int LARGE_BATCH = 500;

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration GRACE = Duration.ofSeconds(8);
  private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

  /** How often the queue is asked without a reason: another process may have changed it. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  private final WorkQueue queue;
  private final Handler handler;
  private final String worker;
  private final EngineClock clock;
  private final Semaphore slots;
  private final int parallel;
  private final LongSupplier lockWaits;
  private final Duration grace;
  private final Duration idle;
  private final EventBus.Subscription subscription;
  private final BatchSizing sizing;
  private final QueueUpkeep upkeep;
  private final Set<Batch> running = ConcurrentHashMap.newKeySet();
  private final Semaphore woken = new Semaphore(0);
  private volatile boolean stopping;
  private volatile boolean held;
  private @Nullable Thread loop;

  /** For a handler that takes no locks. */
  public Dispatcher(
      WorkQueue queue,
      Handler handler,
      String worker,
      int parallel,
      EventBus bus,
      EngineClock clock) {
    this(queue, handler, worker, parallel, bus, clock, () -> 0);
  }

  /**
   * @param worker unique to the running process
   * @param parallel most batches handled at a time
   * @param lockWaits how long the calling thread has waited for locks in all, in ns
   */
  public Dispatcher(
      WorkQueue queue,
      Handler handler,
      String worker,
      int parallel,
      EventBus bus,
      EngineClock clock,
      LongSupplier lockWaits) {
    this(queue, handler, worker, parallel, GRACE, IDLE, bus, clock, lockWaits);
  }

  Dispatcher(
      WorkQueue queue,
      Handler handler,
      String worker,
      int parallel,
      Duration grace,
      Duration idle,
      EventBus bus,
      EngineClock clock,
      LongSupplier lockWaits) {
    this.lockWaits = lockWaits;
    this.queue = queue;
    this.handler = handler;
    this.worker = worker;
    this.parallel = parallel;
    this.grace = grace;
    this.idle = idle;
    this.clock = clock;
    this.slots = new Semaphore(parallel);
    this.sizing = new BatchSizing(queue, worker, clock);
    this.upkeep = new QueueUpkeep(queue, clock);
    this.subscription = bus.subscribe(this::hear);
  }

  private void hear(EngineEvent event) {
    switch (event) {
      case QueueEvent.Changed changed when anyWork(changed.items()) -> wake();
      case QueueEvent.Paused paused -> wake();
      default -> {}
    }
  }

  private static boolean anyWork(List<WorkItem> items) {
    for (WorkItem item : items) {
      switch (item.state()) {
        case QUEUED, STABLE_READY, RETRY_WAIT -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /** Frees the rows of dead workers and begins to claim. */
  public void start() {
    queue.takeOver(worker);
    loop = Thread.ofVirtual().name("dispatcher").start(this::loop);
  }

  /** Looks at the queue as soon as a slot is free. */
  public void wake() {
    woken.release();
  }

  /** Claims nothing more until {@link #resume}; what runs goes on. Returns at once. */
  public void hold() {
    held = true;
  }

  /** Ends what {@link #hold} began. */
  public void resume() {
    held = false;
    wake();
  }

  private void loop() {
    while (!stopping) {
      Duration pause = idle;
      try {
        pause = step();
      } catch (EngineException e) {
        LOG.warn("The queue was not asked: {}", e.getMessage(), e);
      }
      try {
        woken.tryAcquire(pause.toMillis() + 1, TimeUnit.MILLISECONDS);
        woken.drainPermits();
      } catch (InterruptedException e) {
        return; // only the end of the process interrupts it
      }
    }
  }

  /** Does what is due and fills the free slots; gives the time until it should be called again. */
  Duration step() {
    upkeep.keepUp(running);
    while (!stopping && !held && slots.availablePermits() > 0) {
      Duration gathering = sizing.gathering();
      if (gathering.isPositive()) {
        return gathering;
      }
      slots.acquireUninterruptibly(); // only this thread takes them
      List<Claim> claims = List.of();
      try {
        claims = sizing.claim(slots.availablePermits());
      } finally {
        if (claims.isEmpty()) {
          slots.release();
        }
      }
      if (claims.isEmpty()) {
        break;
      }
      begin(new Batch(claims, queue, handler, lockWaits, () -> stopping));
    }
    if (held || slots.availablePermits() == 0) {
      return idle; // what is due cannot be taken before something else wakes this thread
    }
    return queue
        .nextDue()
        .map(due -> Duration.between(clock.now(), due))
        .filter(wait -> wait.compareTo(idle) < 0)
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
        .orElse(idle);
  }

  private void begin(Batch batch) {
    running.add(batch);
    Thread.ofVirtual()
        .name("queue-worker")
        .start(
            () -> {
              try {
                batch.run();
              } finally {
                running.remove(batch);
                slots.release();
                wake();
              }
            });
  }

  /**
   * Stops within 10 s: nothing more is claimed; running batches may end, then their threads are
   * interrupted, and what they still hold is given back untried.
   */
  @Override
  public void close() {
    stopping = true;
    subscription.close();
    wake();
    try {
      if (loop != null) {
        loop.join();
      }
      if (!ended(grace)) {
        running.forEach(Batch::interrupt);
        if (!ended(LAST_MOMENT)) {
          running.forEach(Batch::release);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean ended(Duration within) throws InterruptedException {
    return slots.tryAcquire(parallel, within.toNanos(), TimeUnit.NANOSECONDS);
  }
}
