package dev.reeve.engine;

import dev.reeve.engine.change.Changes;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.lock.Locks;
import dev.reeve.engine.queue.Dispatcher;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueSummary;
import dev.reeve.engine.queue.Settled;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.watch.FileWatcher;
import dev.reeve.engine.watch.Rescan;
import dev.reeve.engine.watch.Suppression;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.WorkInHand;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What only the keeper does: watch, claim, reconcile and validate by the clock, thin out evidence.
 */
final class KeeperWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeeperWork.class);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  /** Two readings in a row must find nothing to do: between them an event may be on its way. */
  private static final int QUIET_LOOKS = 5;

  private static final Set<ItemState> BUSY =
      EnumSet.of(
          ItemState.QUEUED, ItemState.STABLE_PENDING, ItemState.STABLE_READY, ItemState.RUNNING);

  /** There is one registry writer; a second batch would only lose the race for its hash. */
  private static final int PARALLEL = 1;

  private final boolean live;
  private final List<String> watched;
  private final EngineClock clock;
  private final RegistryRoom registry;
  private final EventBus bus;
  private final WorkQueue queue;
  private final Changes changes;
  private final ScheduledExecutorService timer;
  private final Dispatcher dispatcher;
  private final FileWatcher watcher;
  private @Nullable ScheduledFuture<?> settling;
  private final Routine routine;
  private final HeldPlanDao heldPlans;
  private final AtomicBoolean routineRuns = new AtomicBoolean();
  private final ReentrantLock retaining = new ReentrantLock();
  private final WorkInHand inHand = new WorkInHand();
  private final Comparisons comparisons;
  private @Nullable ScheduledFuture<?> everyMinute;
  private volatile boolean started;
  private volatile boolean closing;

  KeeperWork(
      Workspace workspace,
      EngineClock clock,
      EventBus bus,
      Locks locks,
      WorkQueue queue,
      RegistryRoom registry,
      Suppression suppression,
      Changes changes,
      Routine routine,
      HeldPlanDao heldPlans,
      ScheduledExecutorService timer,
      Executor scanPool) {
    this.live = workspace.config().engine().live();
    this.watched = workspace.config().watch().roots();
    this.clock = clock;
    this.registry = registry;
    this.bus = bus;
    this.queue = queue;
    this.changes = changes;
    this.routine = routine;
    this.heldPlans = heldPlans;
    this.timer = timer;
    this.dispatcher =
        new Dispatcher(
            queue,
            registry.handler(),
            locks.session().id(),
            PARALLEL,
            bus,
            clock,
            Locks::waitedByThisThread);
    this.comparisons = new Comparisons(registry, heldPlans, bus, inHand, () -> closing);
    Rescan rescan = (root, reason) -> comparisons.begin(root, false);
    this.watcher =
        new FileWatcher(
            workspace,
            registry.ignore(),
            queue,
            suppression,
            registry.inventory(),
            rescan,
            bus,
            clock,
            scanPool);
  }

  FileWatcher watcher() {
    return watcher;
  }

  /** Works the queue without watching. */
  void startQueue() {
    dispatch();
    settling =
        timer.scheduleWithFixedDelay(
            () -> inBackground("settle", this::settle), 0, 1, TimeUnit.SECONDS);
  }

  /**
   * Nobody watches, so nobody would say that a file has come to rest for which a killed watcher
   * waited: each is tried, and the worker reads it only while it holds still.
   */
  private void settle() {
    try {
      queue.settle(
          queue.list(Set.of(ItemState.STABLE_PENDING), Integer.MAX_VALUE).stream()
              .map(item -> new Settled(item.path(), null))
              .toList());
    } catch (EngineException e) {
      LOG.warn("Rows that wait to settle still wait: {}", e.getMessage());
    }
  }

  private void dispatch() {
    started = true;
    dispatcher.start();
  }

  void start() {
    registry.declareOutputs();
    if (heldPlans.keepOnly(watched)) {
      bus.publish(new RegistryEvent.PlansHeld());
    }
    dispatch();
    watcher.start();
    everyMinute = timer.scheduleWithFixedDelay(this::lookAtRoutine, 1, 1, TimeUnit.MINUTES);
    inBackground("retention", this::retain);
    inBackground("edges", this::tendEdges);
  }

  /** What runs so is awaited at close: the rooms it uses must outlive it. */
  private void inBackground(String name, Runnable work) {
    Thread.ofVirtual().name(name).start(() -> inHand.run(work));
  }

  /** On the timer's thread, which must not block. */
  private void lookAtRoutine() {
    if (!closing && routineRuns.compareAndSet(false, true)) {
      inBackground("routine", this::doRoutine);
    }
  }

  private void doRoutine() {
    try {
      runDue();
    } catch (EngineException e) {
      LOG.warn("The routine of this hour was not done; it is tried again", e);
    } finally {
      routineRuns.set(false);
    }
  }

  /** Does what is due now; what it starts may still run afterwards. */
  void runDue() {
    boolean hour = routine.due(Routine.Task.RECONCILE);
    boolean deep = routine.due(Routine.Task.DEEP_RECONCILE);
    if (hour || deep) {
      tendEdges();
      watcher.roots().forEach(root -> comparisons.begin(root.root(), deep));
      routine.done(Routine.Task.RECONCILE);
      if (deep) {
        routine.done(Routine.Task.DEEP_RECONCILE);
      }
    }
    if (!closing && routine.due(Routine.Task.STRICT_VALIDATION)) {
      registry.registry().view().validate(true);
      routine.done(Routine.Task.STRICT_VALIDATION);
    }
    if (routine.due(Routine.Task.RETENTION)) {
      retain();
    }
  }

  /** Nothing new is claimed until {@link #resume}; returns at once. */
  void hold() {
    dispatcher.hold();
  }

  void resume() {
    dispatcher.resume();
  }

  private void tendEdges() {
    if (!live || closing) {
      return;
    }
    try {
      warn("The evidence of edges did not age", registry.edges().age());
      warn("Imports were not made edges", registry.edges().link());
    } catch (EngineException e) {
      LOG.warn("Edges were not tended: {}", e.getMessage());
    }
  }

  private static void warn(String what, @Nullable WriteResult result) {
    if (result != null && !result.success()) {
      LOG.warn("{}: {}", what, result.message());
    }
  }

  private void retain() {
    retaining.lock(); // at the opening, and then by the clock
    try {
      if (!closing) {
        changes.retention().run();
        routine.done(Routine.Task.RETENTION);
      }
    } catch (IOException | EngineException e) {
      LOG.warn("Old evidence was not removed", e);
    } finally {
      retaining.unlock();
    }
  }

  boolean awaitIdle(@Nullable Duration longest, CountDownLatch ended) throws InterruptedException {
    long start = clock.nanos();
    int quiet = 0;
    while (quiet < QUIET_LOOKS) {
      if (longest != null && clock.nanos() - start > longest.toNanos()) {
        return false;
      }
      if (ended.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
      quiet = isIdle() ? quiet + 1 : 0;
    }
    return true;
  }

  private boolean isIdle() {
    if (comparisons.isRunning() || !watcher.isQuiet()) {
      return false;
    }
    QueueSummary summary = queue.summary();
    return BUSY.stream().allMatch(state -> summary.byState().getOrDefault(state, 0L) == 0);
  }

  /** Safe to call twice; the second caller waits for the first. */
  @Override
  public synchronized void close() {
    if (closing) {
      return;
    }
    closing = true;
    for (ScheduledFuture<?> repeated : Arrays.asList(everyMinute, settling)) {
      if (repeated != null) {
        repeated.cancel(false);
      }
    }
    if (started) {
      watcher.close();
    }
    if (!inHand.close(STOP_LIMIT)) {
      LOG.warn("Comparisons or the routine have not stopped within {}", STOP_LIMIT);
    }
    if (started) {
      dispatcher.close();
    }
  }
}
