package dev.reeve.engine;

import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.Trail;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.lock.LockEvent;
import dev.reeve.engine.lock.LockHandle;
import dev.reeve.engine.lock.LockParts;
import dev.reeve.engine.lock.Locks;
import dev.reeve.engine.queue.RetryPolicy;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.registry.Inventory;
import dev.reeve.engine.registry.Registry;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.registry.contract.QuarantinedRecords;
import dev.reeve.engine.settings.WorkspaceSettings;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.watch.Suppression;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms of one open workspace, each made of those before it, and closed in reverse. Making them
 * finishes or rolls back what a dead process left before anything else runs; nothing works yet.
 */
final class EngineRooms implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EngineRooms.class);

  final EventBus bus = new EventBus();
  final Store store;
  final Trail trail;
  final Locks locks;
  final Changes changes;
  final List<String> recovered;
  final EngineEvents events;
  final WorkQueue queue;
  final RegistryRoom registry;
  final WorkspaceSettings settings;
  final Executions executions;
  final Reissues reissues;
  final Links links;
  final HeldPlanDao heldPlans;
  final KeeperWork work;
  final Observation observation;
  final InboxRoom inbox;
  final LinksRoom linkIndex;

  private final Workspace workspace;
  private final @Nullable LockHandle keeper;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("timer").daemon().factory());
  private final ExecutorService scanPool =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().name("scan-", 0).daemon().factory());
  private final Opened opened = new Opened();

  EngineRooms(Workspace workspace, Engine.Role role, EngineClock clock) {
    this.workspace = workspace;
    try {
      this.store = Store.open(workspace.own("state", "reeve.db"), clock);
      opened.add(store::close);
      opened.add(timer::shutdownNow);
      this.trail = Trail.open(workspace, clock);
      this.locks =
          Locks.open(LockParts.of(workspace, store, clock, bus, timer, new BrokenLocks(trail)));
      opened.add(locks::close);
      this.keeper = keeper(role);
      if (keeper != null) {
        opened.add(keeper::close);
      }
      opened.add(scanPool::shutdownNow);
      Suppression suppression = new Suppression(store, clock);
      this.changes =
          new Changes(
              workspace,
              store,
              clock,
              bus,
              trail,
              new WriteLeases(locks.paths()),
              new SessionOwners(locks),
              new SuppressedWrites(suppression));
      this.recovered = List.copyOf(changes.recovery().run());
      this.events = EngineEvents.start(workspace, store, clock, bus, keeper != null);
      opened.add(events::close);
      Registry file =
          RegistryRoom.open(workspace, store, clock, bus, locks, changes, trail, scanPool);
      opened.add(file::close);
      Inventory inventory = new Inventory(store, file.writer()::current, bus);
      this.queue = new WorkQueue(store, clock, bus, inventory, RetryPolicy.standard(new Random()));
      this.registry =
          new RegistryRoom(
              workspace, store, clock, locks, changes, file, inventory, queue, scanPool);
      opened.add(registry.handler()::close);
      registry
          .reconciler()
          .afterEach(differences -> bus.publish(new RegistryEvent.Compared(differences)));
      this.settings = new WorkspaceSettings(workspace, changes, trail, keeper != null);
      FollowUp followUp = new FollowUp(queue, changes.history(), clock);
      changes.executor().afterEach(followUp::executed);
      changes.recovery().afterEach(ids -> ids.forEach(followUp::endedLater));
      recovered.forEach(followUp::endedLater);
      this.executions =
          new Executions(
              changes,
              file.revert(),
              new QuarantinedRecords(file.writer()),
              settings,
              trail,
              followUp);
      this.reissues = new Reissues(changes, registry.reissuing());
      this.links =
          new Links(workspace, store, clock, bus, scanPool, new LinkChanges(changes, locks));
      this.heldPlans = new HeldPlanDao(store);
      this.work =
          new KeeperWork(
              workspace,
              clock,
              bus,
              locks,
              queue,
              registry,
              suppression,
              changes,
              new Routine(
                  new RoutineDao(store), clock, workspace.config().registry().validateEvery()),
              heldPlans,
              timer,
              scanPool);
      opened.add(work::close);
      this.observation = new Observation(workspace, bus, queue, file.view(), executions, timer);
      opened.add(observation::close);
      if (keeper != null) {
        boolean alarmed = file.view().summary().alarm() != null;
        ClosedRegistry waiting =
            new ClosedRegistry(file.writer()::open, queue::reopen, alarmed, bus, timer);
        opened.add(waiting::close);
      }
      StoreAlarm alarm = new StoreAlarm(events.log(), bus, work, timer);
      opened.add(alarm::close);
      store.onFailure(alarm::raise);
      this.inbox =
          new InboxRoom(
              new InboxRoom.Rooms(
                  store,
                  changes,
                  trail,
                  locks,
                  queue,
                  file.view(),
                  work.watcher(),
                  heldPlans,
                  alarm),
              clock,
              bus,
              timer,
              keeper != null);
      opened.add(inbox::close);
      this.linkIndex = new LinksRoom(workspace, clock, bus, scanPool, timer, keeper != null);
      opened.add(linkIndex::close);
      work.watcher().listen(linkIndex::changed);
      opened.add(bus.subscribe(this::stopWhenReplaced)::close);
    } catch (RuntimeException e) {
      opened.closeAfter(e);
      throw e;
    }
  }

  /** A keeper whose lease went to another must not go on beside it. */
  private void stopWhenReplaced(EngineEvent event) {
    if (event instanceof LockEvent.LeaseLost lost && lost.name().equals("keeper")) {
      LOG.error("This process no longer keeps {}; it stops watching and working", workspace.root());
      Thread.ofVirtual().name("replaced").start(work::close);
    }
  }

  private @Nullable LockHandle keeper(Engine.Role role) {
    return switch (role) {
      case KEEPER -> locks.subsystem().takeKeeper(keeping());
      case KEEPER_IF_FREE -> locks.subsystem().tryKeeper(keeping()).orElse(null);
      case VISITOR -> null;
    };
  }

  private String keeping() {
    return workspace.config().engine().live()
        ? "watches and writes"
        : "watches and plans, in observe mode";
  }

  /** Whether this process keeps the workspace. */
  boolean keeps() {
    return keeper != null;
  }

  @Override
  public void close() {
    opened.close();
  }
}
