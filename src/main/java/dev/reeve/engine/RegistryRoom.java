package dev.reeve.engine;

import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.Trail;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.lock.LockScope;
import dev.reeve.engine.lock.Locks;
import dev.reeve.engine.queue.Foresight;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.registry.Allocator;
import dev.reeve.engine.registry.Backfill;
import dev.reeve.engine.registry.Classifier;
import dev.reeve.engine.registry.Describer;
import dev.reeve.engine.registry.DescriptorPlaces;
import dev.reeve.engine.registry.DescriptorPreview;
import dev.reeve.engine.registry.DocIdFormat;
import dev.reeve.engine.registry.DuplicateFinder;
import dev.reeve.engine.registry.FileLocks;
import dev.reeve.engine.registry.IdLedger;
import dev.reeve.engine.registry.Inventory;
import dev.reeve.engine.registry.NamespaceRules;
import dev.reeve.engine.registry.PlannedChange;
import dev.reeve.engine.registry.Reconciler;
import dev.reeve.engine.registry.Registry;
import dev.reeve.engine.registry.RegistryHandler;
import dev.reeve.engine.registry.RegistryLock;
import dev.reeve.engine.registry.Reissuing;
import dev.reeve.engine.registry.contract.ContractCheck;
import dev.reeve.engine.registry.contract.Enforcement;
import dev.reeve.engine.registry.contract.QuarantinedRecords;
import dev.reeve.engine.registry.describe.Extraction;
import dev.reeve.engine.registry.edge.Edges;
import dev.reeve.engine.registry.generate.GeneratorStage;
import dev.reeve.engine.registry.generate.Generators;
import dev.reeve.engine.registry.legacy.LegacyImport;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins the registry's parts with the rooms they need. */
final class RegistryRoom {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryRoom.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final Registry registry;
  private final Allocator allocator;
  private final Reconciler reconciler;
  private final IgnoreRules ignore;
  private final Inventory inventory;
  private final Edges edges;
  private final LegacyImport legacyImport;
  private final Backfill backfill;
  private final Generators generators;
  private final RegistryHandler files;
  private final GeneratorStage stage;
  private final DuplicateFinder duplicates;
  private final DescriptorPreview preview;
  private final ContractCheck contracts;
  private final Enforcement enforcement;

  RegistryRoom(
      Workspace workspace,
      Store store,
      EngineClock clock,
      Locks locks,
      Changes changes,
      Registry registry,
      Inventory inventory,
      WorkQueue queue,
      Executor scanPool) {
    this.registry = registry;
    this.inventory = inventory;
    NamespaceRules rules = NamespaceRules.standard();
    RegistryLock ledgerLock = wait -> held(scope(locks, "id allocation"), LockScope::idLedger);
    this.ignore = IgnoreRules.of(workspace);
    IdLedger ledger =
        new IdLedger(
            workspace, ledgerLock, new DocIdFormat(rules, workspace.config().registry().scope()));
    this.allocator = new Allocator(workspace, store, registry.writer(), ledger, rules, clock);
    this.legacyImport = new LegacyImport(workspace, registry.writer(), ledger, rules, clock);
    Extraction extraction = extraction(workspace);
    Describer describer = workspace.config().registry().descriptors() ? extraction : null;
    this.preview =
        new DescriptorPreview(
            workspace, registry.writer(), new Classifier(workspace, ignore), extraction);
    this.contracts = new ContractCheck(workspace, ignore, new Classifier(workspace, ignore));
    this.enforcement =
        new Enforcement(
            contracts,
            new QuarantineChanges(changes, clock),
            new QuarantinedRecords(registry.writer()));
    this.files =
        new RegistryHandler(
            workspace,
            store,
            registry.writer(),
            allocator,
            ledger,
            new Classifier(workspace, ignore),
            rules,
            new CarrierChanges(changes, new WriteLeases(locks.paths()), clock),
            fileLocks(locks),
            describer,
            clock);
    this.edges = new Edges(registry, new DescriptorPlaces(workspace), clock);
    this.generators =
        new Generators(
            workspace,
            registry,
            new GeneratedChanges(changes, new WriteLeases(locks.paths())),
            clock);
    QueueRepairs repairs = new QueueRepairs(queue);
    this.stage =
        new GeneratorStage(
            files,
            generators,
            repairs,
            () -> workspace.config().engine().live(),
            this::declareOutputs,
            clock,
            CompletableFuture.delayedExecutor(
                LOOK_AGAIN.toMillis(),
                TimeUnit.MILLISECONDS,
                work -> Thread.ofVirtual().name("generators").start(work)));
    this.reconciler =
        new Reconciler(
            workspace,
            store,
            registry.writer()::current,
            ledger,
            ignore,
            rules,
            repairs,
            generators,
            describer,
            scanPool,
            clock);
    this.backfill = new Backfill(workspace, reconciler, registry.writer(), allocator);
    this.duplicates = new DuplicateFinder(workspace, reconciler, registry.writer(), ledger);
  }

  private static Extraction extraction(Workspace workspace) {
    return new Extraction(
        path -> Files.exists(workspace.root().resolve(path), LinkOption.NOFOLLOW_LINKS));
  }

  /** The registry's own parts, before anything that builds on them. */
  static Registry open(
      Workspace workspace,
      Store store,
      EngineClock clock,
      EventBus bus,
      Locks locks,
      Changes changes,
      Trail trail,
      Executor background) {
    RegistryLock lock = wait -> held(scope(locks, "registry write"), LockScope::registry);
    return Registry.open(
        workspace,
        store,
        bus,
        clock,
        lock,
        new RegistryFileCommit(registryFile(workspace), changes, trail),
        background);
  }

  private static LockScope scope(Locks locks, String purpose) {
    return locks.resources().scope("registry", purpose, () -> false);
  }

  private interface Take {
    LockScope.Held from(LockScope scope);
  }

  private static RegistryLock.Held held(LockScope scope, Take take) {
    try {
      take.from(scope);
    } catch (RuntimeException e) {
      scope.close();
      throw e;
    }
    return scope::close;
  }

  /**
   * The paths of a batch, against other batches of this process. Only a carrier's write takes the
   * leases that hold across processes, so that the executor behind it can take its own.
   */
  private static FileLocks fileLocks(Locks locks) {
    return (String workItem, Collection<SafePath> paths) -> {
      LockScope scope = locks.resources().scope(workItem, "registry batch", () -> false);
      return held(scope, from -> from.paths(paths))::close;
    };
  }

  private static SafePath registryFile(Workspace workspace) {
    try {
      return SafePath.of(workspace.config().registry().path());
    } catch (SafePath.Refused e) {
      throw new IllegalStateException("The configuration was checked when it was read", e);
    }
  }

  Registry registry() {
    return registry;
  }

  Allocator allocator() {
    return allocator;
  }

  /** Does the work of the queue's rows: files, then the generators they made stale. */
  GeneratorStage handler() {
    return stage;
  }

  /** Looks what a try of rows would come to. */
  Foresight foresight() {
    return files.foresight();
  }

  /** Gives a file another id in place of one that is not its own. */
  Reissuing reissuing() {
    return files.reissuing(duplicates);
  }

  /** What observe mode would have done, by path. */
  List<PlannedChange> plannedChanges() {
    return files.plannedChanges();
  }

  Edges edges() {
    return edges;
  }

  Generators generators() {
    return generators;
  }

  /** Lets what generators write be ignored; a registry that cannot be read changes nothing. */
  void declareOutputs() {
    try {
      ignore.declare(generators.outputs().patterns());
    } catch (EngineException unreadable) {
      LOG.debug("Declared outputs stay as they were known", unreadable);
    }
  }

  Reconciler reconciler() {
    return reconciler;
  }

  LegacyImport legacyImport() {
    return legacyImport;
  }

  DuplicateFinder duplicates() {
    return duplicates;
  }

  Backfill backfill() {
    return backfill;
  }

  DescriptorPreview preview() {
    return preview;
  }

  ContractCheck contracts() {
    return contracts;
  }

  Enforcement enforcement() {
    return enforcement;
  }

  IgnoreRules ignore() {
    return ignore;
  }

  Inventory inventory() {
    return inventory;
  }
}
