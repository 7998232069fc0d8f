package dev.reeve.engine.queue;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
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
 * Brings claimable rows to the handler: claims when something was committed or is due, hands
 * batches to virtual threads, keeps their leases alive, frees the rows of dead workers. One lives
 * in the process that keeps the workspace. Safe on any thread. Source: {@code
 * docs/reference/queue.md}.
 */
public final class Dispatcher implements AutoCloseable {
  /** Most claims handed over together, unless more of them wait. */
  public static final int BATCH = 100;

  /** Most claims handed over together in a flood of changes. */
  static final int LARGE_BATCH = 500;

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration RENEW = Duration.ofSeconds(20);
  private static final Duration RECOVER = Duration.ofSeconds(30);
  private static final Duration PURGE = Duration.ofHours(1);
  private static final Duration GRACE = Duration.ofSeconds(8);

  /** How long a batch that is not full waits for rows that are about to come to rest. */
  private static final Duration GATHER = Duration.ofMillis(250);

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
  private final Set<Batch> running = ConcurrentHashMap.newKeySet();
  private final Semaphore woken = new Semaphore(0);
  private volatile boolean stopping;
  private volatile boolean held;
  private @Nullable Thread loop;
  private @Nullable Long gatheringSince;
  private long renewedAt;
  private long recoveredAt;
  private long purgedAt;

  /** Claims in the hands of one thread. */
  private final class Batch implements Runnable {
    private final List<Claim> claims;
    private volatile @Nullable Thread thread;

    /** Its rows are given back: from here on they need no lease. */
    private volatile boolean ending;

    Batch(List<Claim> claims) {
      this.claims = claims;
    }

    void interrupt() {
      Thread held = thread;
      if (held != null) {
        held.interrupt();
      }
    }

    @Override
    public void run() {
      thread = Thread.currentThread();
      try {
        long waitedBefore = lockWaits.getAsLong();
        List<? extends Outcome> outcomes = outcomes(claims);
        ending = true;
        end(claims, outcomes, Duration.ofNanos(lockWaits.getAsLong() - waitedBefore));
      } catch (EngineException e) {
        LOG.error("{} claims could not be ended; their leases will run out", claims.size(), e);
      } finally {
        running.remove(this);
        slots.release();
        wake();
      }
    }
  }

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
    long now = clock.nanos();
    this.renewedAt = now;
    this.recoveredAt = now - RECOVER.toNanos(); // due at start
    this.purgedAt = now - PURGE.toNanos();
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
    keepUp();
    while (!stopping && !held && slots.availablePermits() > 0) {
      Duration gathering = gathering();
      if (gathering.isPositive()) {
        return gathering;
      }
      slots.acquireUninterruptibly(); // only this thread takes them
      List<Claim> claims = List.of();
      try {
        claims = claim();
      } finally {
        if (claims.isEmpty()) {
          slots.release();
        }
      }
      if (claims.isEmpty()) {
        break;
      }
      Batch batch = new Batch(claims);
      running.add(batch);
      Thread.ofVirtual().name("queue-worker").start(batch);
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

  /**
   * A flood is worked in large batches, so that it costs few writes: what waits beyond a full batch
   * for every free slot. Nobody who asked for something waits behind a large one.
   */
  private List<Claim> claim() {
    List<Claim> claims = queue.claim(worker, BATCH);
    boolean mayGrow =
        claims.size() == BATCH
            && claims.stream().allMatch(c -> c.item().priority() > Priority.OPERATOR.value());
    if (!mayGrow) {
      return claims;
    }
    List<Claim> all = new ArrayList<>(claims);
    try {
      int forOthers = slots.availablePermits() * BATCH;
      int more = queue.claimable(forOthers + LARGE_BATCH - BATCH) - forOthers;
      if (more > 0) {
        all.addAll(queue.claim(worker, more));
      }
    } catch (EngineException e) {
      LOG.warn("The batch stays small: {}", e.getMessage()); // what is claimed must not be lost
    }
    return all;
  }

  /**
   * What is done for a batch costs nearly the same for one row as for a hundred. Gives how long to
   * wait for more.
   */
  private Duration gathering() {
    if (!queue.willHaveMore(BATCH)) {
      gatheringSince = null;
      return Duration.ZERO;
    }
    long now = clock.nanos();
    if (gatheringSince == null) {
      gatheringSince = now;
    }
    Duration left = GATHER.minusNanos(now - gatheringSince);
    if (!left.isPositive()) {
      gatheringSince = null;
    }
    return left;
  }

  /**
   * Leases are renewed before anything else, and whenever others are looked at: a machine that
   * slept, or whose clock was set, must not free its own rows.
   */
  private void keepUp() {
    long now = clock.nanos();
    boolean recovering = now - recoveredAt >= RECOVER.toNanos();
    if (recovering || now - renewedAt >= RENEW.toNanos()) {
      renewedAt = now;
      renew(List.copyOf(running));
    }
    if (recovering) {
      recoveredAt = now;
      queue.recover();
    }
    if (now - purgedAt >= PURGE.toNanos()) {
      purgedAt = now;
      queue.purge();
    }
  }

  private void renew(List<Batch> batches) {
    Set<Claim> lost =
        new HashSet<>(queue.renew(batches.stream().flatMap(b -> b.claims.stream()).toList()));
    batches.stream().filter(batch -> batch.ending).forEach(batch -> lost.removeAll(batch.claims));
    if (!lost.isEmpty()) {
      LOG.warn("{} leases were lost; what their workers report will not count", lost.size());
    }
  }

  private List<? extends Outcome> outcomes(List<Claim> claims) {
    try {
      return handler.handle(claims);
    } catch (RuntimeException e) {
      LOG.error("The handler failed on {} claims", claims.size(), e);
      return claims.stream().map(claim -> Outcome.failed(claim, e)).toList();
    }
  }

  private void end(List<Claim> claims, List<? extends Outcome> outcomes, Duration lockWait) {
    List<Claim> open = new ArrayList<>(claims);
    outcomes.forEach(outcome -> open.remove(outcome.claim()));
    List<Outcome> all = new ArrayList<>(outcomes);
    if (stopping) {
      queue.release(open);
    } else {
      for (Claim claim : open) {
        all.add(
            Outcome.failed(
                claim, FailureCodes.HANDLER_FAILED, "The handler gave no outcome for this row."));
      }
    }
    queue.finish(all, lockWait);
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
          running.forEach(batch -> queue.release(batch.claims));
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
