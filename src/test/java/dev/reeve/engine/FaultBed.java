package dev.reeve.engine;

import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.ExecutionOptions;
import dev.reeve.engine.change.ExecutionResult;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.change.Governance;
import dev.reeve.engine.change.Submission;
import dev.reeve.engine.change.Trail;
import dev.reeve.engine.change.Verdict;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.event.EventLog;
import dev.reeve.engine.lock.LockParts;
import dev.reeve.engine.lock.Locks;
import dev.reeve.engine.queue.RetryPolicy;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.registry.Inventory;
import dev.reeve.engine.registry.Registry;
import dev.reeve.engine.registry.contract.QuarantinedRecords;
import dev.reeve.engine.settings.WorkspaceSettings;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.FaultyReads;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/** The rooms joined as {@link Engine} joins them, on a disk that can be made to fail. */
final class FaultBed implements AutoCloseable {
  private static final String CONFIG =
      """
      [engine]
      mode = "live"

      [registry]
      carrier = "%s"
      read_only = %s

      [keep]
      executions = 1
      days = 1
      """;

  final Path root;
  final FaultyFiles files = new FaultyFiles();
  final FaultyReads reads = new FaultyReads();
  final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");
  final EventBus bus = new EventBus();
  final Workspace workspace;
  final Store store;
  final Trail trail;
  final Locks locks;
  final Changes changes;
  final Registry registry;
  final RegistryRoom room;
  final WorkQueue queue;
  final Executions executions;
  final EventLog log;
  final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  final ExecutorService pool = Executors.newFixedThreadPool(2);

  /**
   * @param carrier how files carry their ids
   */
  FaultBed(Path folder, String carrier) {
    this(folder, carrier, false);
  }

  /**
   * @param readOnly whether the registry file is made read-only between writes
   */
  FaultBed(Path folder, String carrier, boolean readOnly) {
    try {
      root = folder.toRealPath();
      Files.createDirectories(root.resolve(".reeve/state"));
      Files.writeString(root.resolve(".reeve/config.toml"), CONFIG.formatted(carrier, readOnly));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    workspace = Workspace.open(reads.wrap(root), files);
    store = Store.open(workspace.own("state", "reeve.db"), clock);
    trail = Trail.open(workspace, clock);
    locks = Locks.open(LockParts.of(workspace, store, clock, bus, timer, new BrokenLocks(trail)));
    changes =
        new Changes(
            workspace,
            store,
            clock,
            bus,
            trail,
            new WriteLeases(locks.paths()),
            new SessionOwners(locks),
            (path, hash) -> {});
    changes.recovery().run();
    log = new EventLog(store, clock, bus);
    registry = RegistryRoom.open(workspace, store, clock, bus, locks, changes, trail, work -> {});
    Inventory inventory = new Inventory(store, registry.writer()::current, bus);
    queue = new WorkQueue(store, clock, bus, inventory, RetryPolicy.standard(new Random(1)));
    room =
        new RegistryRoom(workspace, store, clock, locks, changes, registry, inventory, queue, pool);
    FollowUp followUp = new FollowUp(queue, changes.history(), clock);
    changes.executor().afterEach(followUp::executed);
    executions =
        new Executions(
            changes,
            registry.revert(),
            new QuarantinedRecords(registry.writer()),
            new WorkspaceSettings(workspace, changes, trail, true),
            trail,
            followUp);
  }

  Path write(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text of a file; "-" when there is none. */
  String read(String path) {
    try {
      Path file = root.resolve(path);
      return Files.exists(file) ? Files.readString(file) : "-";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SafePath path(String text) {
    try {
      return SafePath.of(text);
    } catch (SafePath.Refused e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A change set that a person handed in and another approved. */
  Approved approved(FileChange... changed) {
    List<String> paths =
        Arrays.stream(changed)
            .flatMap(change -> Stream.of(change.path(), change.to()))
            .filter(java.util.Objects::nonNull)
            .toList();
    ChangePlan plan = ChangePlan.internal("Change files", "A test", paths, "ann", clock.now());
    ChangeSet set = ChangeSet.of(plan.id(), List.of(changed), "ann", clock.now());
    boolean moves = Arrays.stream(changed).anyMatch(change -> change.to() != null);
    Governance.Judged judged =
        changes
            .governance()
            .submit(
                new Submission(plan, set, moves ? ChangeKind.HEADER : ChangeKind.CHANGES), "ann");
    ExecutionOptions options = ExecutionOptions.of("ann");
    if (judged.decision().verdict() == Verdict.NEED_APPROVAL) {
      Approval approval = changes.approvals().approve(judged.decision().id(), "bob", "fine");
      options = options.approvedBy(approval.id());
    }
    return new Approved(judged, options);
  }

  /** Ready to be executed. */
  record Approved(Governance.Judged judged, ExecutionOptions options) {
    Approved itemised() {
      return new Approved(judged, options.asItemised());
    }
  }

  ExecutionResult execute(Approved approved) {
    return changes
        .executor()
        .execute(approved.judged().submission(), approved.judged().decision(), approved.options());
  }

  /** Everything healthy again. */
  void heal() {
    files.heal();
    reads.inject(null);
  }

  /** What a dead process would have left, which the next start removes. */
  List<String> temporaries() {
    try (Stream<Path> all = Files.walk(root)) {
      return all.map(path -> root.relativize(path).toString())
          .filter(path -> path.endsWith(".tmp") || path.endsWith(".part"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    locks.close();
    timer.shutdownNow();
    pool.shutdownNow();
    registry.close();
    store.close();
  }
}
