package dev.reeve.engine;

import dev.reeve.engine.change.ApprovalView;
import dev.reeve.engine.change.ExecutionView;
import dev.reeve.engine.change.Replay;
import dev.reeve.engine.change.Trail;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.inbox.InboxView;
import dev.reeve.engine.links.index.LinkIndex;
import dev.reeve.engine.lock.LockView;
import dev.reeve.engine.queue.QueueView;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.RegistryView;
import dev.reeve.engine.registry.edge.EdgesView;
import dev.reeve.engine.registry.export.RegistryExport;
import dev.reeve.engine.registry.generate.GeneratorsView;
import dev.reeve.engine.settings.SettingsView;
import dev.reeve.engine.watch.WatchView;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One open workspace: its rooms, joined. Opening finishes or rolls back what a dead process left
 * before anything else runs; {@link #start} begins to watch and to work, in the one process that
 * keeps the workspace. Source: {@code docs/architecture.md}. Safe on any thread but the JavaFX one,
 * which no call here may block.
 */
public final class Engine implements AutoCloseable {

  /** What this process wants to be. */
  public enum Role {
    /** Keep the workspace, or fail with {@code WORKSPACE_BUSY}. */
    KEEPER,
    /** Keep it when nobody else does, else observe. */
    KEEPER_IF_FREE,
    /** Only read, and make single changes under the locks. */
    VISITOR
  }

  private final Workspace workspace;
  private final EngineClock clock;
  final EngineRooms rooms; // the tests of this package look into them
  private final AtomicBoolean heldBack = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Opens a workspace in the mode its configuration names. */
  public static Engine open(Workspace workspace, Role role) {
    return open(workspace, role, false);
  }

  /**
   * Opens a workspace.
   *
   * @param live write, even where the configuration says observe
   * @throws EngineException {@code NOT_ADOPTED}, {@code WORKSPACE_BUSY}, {@code STORE_CORRUPT}, and
   *     what else keeps a workspace from being opened; nothing of the user's was changed then
   */
  public static Engine open(Workspace workspace, Role role, boolean live) {
    return open(workspace, role, live, EngineClock.system());
  }

  /** The same by another clock, which a test can make jump. */
  static Engine open(Workspace workspace, Role role, boolean live, EngineClock clock) {
    if (!workspace.adopted()) {
      throw EngineException.of(
              Kind.REFUSED,
              "NOT_ADOPTED",
              workspace.root() + " was not opened: it is not adopted yet.")
          .with("Nothing was changed.", "reeve adopt takes it into care, in observe mode.");
    }
    return new Engine(live ? workspace.inMode(true) : workspace, role, clock);
  }

  private Engine(Workspace workspace, Role role, EngineClock clock) {
    this.workspace = workspace;
    this.clock = clock;
    this.rooms = new EngineRooms(workspace, role, clock);
  }

  /** The account this process runs under; what a person does is recorded on it. */
  public static String account() {
    return System.getProperty("user.name", "unknown");
  }

  public Workspace workspace() {
    return workspace;
  }

  /** Whether this process keeps the workspace. */
  public boolean keeps() {
    return rooms.keeps();
  }

  /** Executions that a crash had cut off and that were ended when the workspace was opened. */
  public List<String> recovered() {
    return rooms.recovered;
  }

  /** Whether changes are made; else plans are only recorded. */
  public boolean live() {
    return workspace.config().engine().live();
  }

  /** The signed-in account. */
  public String operator() {
    return account();
  }

  public EngineClock clock() {
    return clock;
  }

  /** Where everything is told, after its commit. */
  public EventBus bus() {
    return rooms.bus;
  }

  /** The queue for a person, whose acts go into the trail. */
  public QueueView queue() {
    return new PersonsQueue(rooms.queue, rooms.registry.foresight(), rooms.trail, account());
  }

  public LockView locks() {
    return rooms.locks;
  }

  public WatchView watch() {
    return rooms.work.watcher();
  }

  /** How the workspace stands, in figures. Blocks. */
  public Figures figures() {
    return new FigureReader(this).read();
  }

  /** How far the workspace is on the way to being kept, by what was measured. */
  public Rollout rollout() {
    return registryFigures().rollout(live(), clock.now());
  }

  RegistryFigures registryFigures() {
    return new RegistryFigures(workspace, rooms.registry, rooms.queue);
  }

  /** Asks whether events of the watched folders arrive at the keeper. */
  public WatchProbe probe() {
    return new WatchProbe(workspace, clock, ended);
  }

  public RegistryView registry() {
    return rooms.registry.registry().view();
  }

  /** The files made of the registry, and whether they are up to date. */
  public GeneratorsView generators() {
    return rooms.registry.generators();
  }

  /** Relations between records, and what founds them. */
  public EdgesView edges() {
    return rooms.registry.edges();
  }

  /** The registry as a table for other programs. */
  public RegistryExport registryExport() {
    return new RegistryExport(workspace, rooms.registry.registry());
  }

  /** What can be asked of the registry beyond reading. */
  public RegistryActions registryActions() {
    return new RegistryActions(workspace, rooms.registry, rooms.heldPlans, rooms.bus);
  }

  /** Another id for a file that carries one which is not its own. */
  public Reissues reissues() {
    return rooms.reissues;
  }

  /** Backups, restores and upgrades of the registry as a whole. */
  public RegistryRecovery registryRecovery() {
    return new RegistryRecovery(rooms.registry, rooms.queue);
  }

  /** Everything that waits for a person. */
  public InboxView inbox() {
    return rooms.inbox.view();
  }

  /**
   * The links of the documents, kept current; begins to read them when it is asked for the first
   * time, and tells what it finds as {@link LinksEvent}. In a process that does not keep the
   * workspace nobody tells it of changes but {@link LinkIndex#refresh}.
   */
  public LinkIndex linkIndex() {
    return rooms.linkIndex.started();
  }

  public ExecutionView executions() {
    return rooms.executions;
  }

  /** What is done about links: checks, repairs, decisions. */
  public Links links() {
    return rooms.links;
  }

  /** The workspace's own settings. */
  public SettingsView settings() {
    return rooms.settings;
  }

  /** What is kept of executions: pins against retention, and a lost history made anew. */
  public EvidenceCare evidence() {
    return new EvidenceCare(rooms.changes, rooms.trail, operator(), keeps());
  }

  /** Changes that people approve or reject. */
  public ApprovalView approvals() {
    return new PersonsWord(rooms.changes, rooms.executions);
  }

  /** Reads an execution's evidence again and compares it; changes nothing. */
  public Replay.View replay(String executionId) {
    return rooms.executions.replay(executionId);
  }

  public Trail trail() {
    return rooms.trail;
  }

  /**
   * Why nothing is written: the database is of a newer program, or the event file was changed by
   * somebody ({@code CHAIN_BROKEN}) and a person must look at it first. Empty when all is well.
   */
  public Optional<EngineException> writesRefused() {
    return rooms.store.refusal();
  }

  /**
   * Says that this person has seen why the event file differs; writes are taken again, and the work
   * begins that {@link #start} held back.
   *
   * @param reason why it is safe to go on, not blank
   * @throws EngineException {@code REASON_REQUIRED}; {@code NOT_KEEPER} in a process that only
   *     observes
   */
  public void acknowledgeBrokenChain(String reason) {
    rooms.events.acknowledge(operator(), reason);
    if (heldBack.getAndSet(false)) {
      rooms.work.start();
    }
  }

  /**
   * Begins to watch and to work; an observer begins to follow what the keeper does. While writes
   * are refused the keeper does nothing.
   */
  public void start() {
    rooms.inbox.start();
    rooms.linkIndex.goOn();
    if (!keeps()) {
      rooms.observation.start();
    } else if (rooms.store.refusal().isPresent()) {
      heldBack.set(true);
    } else {
      rooms.work.start();
    }
  }

  /**
   * Works the queue without watching; does nothing in a process that does not keep the workspace.
   */
  public void startQueue() {
    if (keeps() && rooms.store.refusal().isEmpty()) {
      rooms.work.startQueue();
    }
  }

  /**
   * What the keeper found, at start or by the hour, and a person must allow first, by watched
   * folder; also in a process that only observes. Blocks.
   */
  public List<HeldPlan> heldPlans() {
    return rooms.heldPlans.list();
  }

  /**
   * Waits until the folder was read and nothing is left to do but what waits for a person or a
   * later try.
   *
   * @param longest null waits without limit
   * @return false when the time was over first, or the engine was closed
   */
  public boolean awaitIdle(@Nullable Duration longest) throws InterruptedException {
    return rooms.work.awaitIdle(longest, ended);
  }

  /** Waits until the time is over or the engine is closed. */
  public void awaitClose(@Nullable Duration longest) throws InterruptedException {
    if (longest == null) {
      ended.await();
    } else if (ended.await(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      return;
    }
  }

  /**
   * Stops in order: watching, claiming, work in hand (up to 10 s), events, locks, database. Safe to
   * call twice, from several threads; later callers wait for the first.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      awaitEnd();
      return;
    }
    try {
      rooms.close();
    } finally {
      ended.countDown();
    }
  }

  private void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
