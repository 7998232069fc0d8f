package dev.reeve.engine.registry;

import dev.reeve.engine.registry.ReconcileProgress.Phase;
import dev.reeve.engine.registry.ReconcileReport.Status;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.PathText;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass of the disk against registry, ledger, descriptors and queue: finds what drifted and
 * hands the repairs to the queue, behind guards that keep an unmounted folder or an unreadable
 * registry from looking like mass deletion. Changes no file and no record itself. Blocks; one run
 * at a time. Source: {@code docs/reference/reconcile.md}.
 */
public final class Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  private final Workspace workspace;
  private final Supplier<RegistryDocument> registry;
  private final IdLedger ledger;
  private final DescriptorPlaces descriptors;
  private final NamespaceRules rules;
  private final DiskScan scan;
  private final Repairs repairs;
  private final DriftSource others;
  private final RegistryChecksDao checks;
  private final @Nullable Describer describer;
  private final EngineClock clock;
  private final NewestDrift newest = new NewestDrift();
  private volatile IntConsumer compared = differences -> {};

  /**
   * @param registry reads the registry as it is now; throws {@code REGISTRY_UNREADABLE}
   * @param others finds differences that are no file's
   * @param describer null when no descriptors are wanted
   * @param scanPool where files are hashed
   */
  public Reconciler(
      Workspace workspace,
      Store store,
      Supplier<RegistryDocument> registry,
      IdLedger ledger,
      IgnoreRules ignore,
      NamespaceRules rules,
      Repairs repairs,
      DriftSource others,
      @Nullable Describer describer,
      Executor scanPool,
      EngineClock clock) {
    this.workspace = workspace;
    this.registry = registry;
    this.ledger = ledger;
    this.descriptors = new DescriptorPlaces(workspace);
    this.rules = rules;
    this.scan =
        new DiskScan(
            workspace,
            ignore,
            new Classifier(workspace, ignore),
            new FileFactsDao(store),
            scanPool,
            clock);
    this.repairs = repairs;
    this.others = others;
    this.checks = new RegistryChecksDao(store);
    this.describer = describer;
    this.clock = clock;
  }

  /**
   * Compares and, where nothing forbids it, queues the repairs.
   *
   * @param cancelled asked often; a cancelled run queues nothing
   */
  public synchronized ReconcileReport run(
      ReconcileRequest request, ReconcileProgress progress, BooleanSupplier cancelled) {
    ReconcileReport report = compare(request, progress, cancelled, live());
    remember(request.roots(), report);
    try {
      checks.save(report.check(live(), request.roots()));
    } catch (EngineException e) {
      LOG.warn("How the comparison ended is not kept", e);
    }
    return report;
  }

  /** Only compares, as observe mode does; it is no run that counts anywhere. */
  public ReconcileReport look(List<String> roots, BooleanSupplier cancelled) {
    return look(roots, ReconcileProgress.NONE, cancelled);
  }

  /** The same, saying how far it is. */
  public synchronized ReconcileReport look(
      List<String> roots, ReconcileProgress progress, BooleanSupplier cancelled) {
    ReconcileReport report = compare(ReconcileRequest.of(roots), progress, cancelled, false);
    remember(roots, report);
    return report;
  }

  /**
   * Differences that the newest comparison of each folder found, but for those whose records were
   * written since; any thread.
   *
   * @throws EngineException when the registry cannot be read
   */
  public List<DriftItem> found() {
    return newest.standing(registry.get());
  }

  /** Lets somebody hear of each comparison that ended; it runs on the comparing thread. */
  public void afterEach(IntConsumer listener) {
    compared = listener;
  }

  private void remember(List<String> roots, ReconcileReport report) {
    if (!newest.keep(roots, report)) {
      return;
    }
    try {
      compared.accept(found().size());
    } catch (EngineException e) { // the comparison stands, whatever became of the registry since
      LOG.warn("How many differences stand is not told: {}", e.getMessage());
    }
  }

  private boolean live() {
    return workspace.config().engine().live();
  }

  private ReconcileReport compare(
      ReconcileRequest request,
      ReconcileProgress progress,
      BooleanSupplier cancelled,
      boolean live) {
    Instant started = clock.now();
    try {
      return new Run(request, progress, cancelled, live, started).run();
    } catch (CancellationException e) {
      return empty(
          Status.CANCELLED, "CANCELLED: The run was cancelled; nothing was queued.", started);
    } catch (EngineException e) {
      return empty(Status.ABORTED, e.code() + ": " + e.getMessage(), started);
    } catch (IOException e) {
      return empty(Status.ABORTED, "DESCRIPTORS_UNREADABLE: " + e.getMessage(), started);
    }
  }

  private ReconcileReport empty(Status status, String reason, Instant started) {
    return new ReconcileReport(
        status,
        reason,
        "",
        started,
        clock.now(),
        0,
        0,
        0,
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        0,
        0,
        0,
        0);
  }

  private final class Run {
    private final ReconcileRequest request;
    private final ReconcileProgress progress;
    private final BooleanSupplier cancelled;
    private final boolean live;
    private final Instant started;

    Run(
        ReconcileRequest request,
        ReconcileProgress progress,
        BooleanSupplier cancelled,
        boolean live,
        Instant started) {
      this.request = request;
      this.progress = progress;
      this.cancelled = cancelled;
      this.live = live;
      this.started = started;
    }

    ReconcileReport run() throws IOException {
      RegistryDocument document = registry.get();
      requireRegistry(document);
      DiskState disk = scan.scan(request, progress, cancelled);
      if (disk.scannedRoots().isEmpty()) {
        throw EngineException.of(
            EngineException.Kind.UNAVAILABLE,
            "ROOT_MISSING",
            "Nothing was compared: " + disk.lostRoots() + " cannot be read.");
      }
      progress.at(Phase.COMPARE, 0, 0);
      DriftFinder finder =
          new DriftFinder(
              document,
              disk,
              rules,
              workspace.caseInsensitive(),
              Promotion.allowed(document) ? describer : null);
      List<DriftItem> items = finder.find(ledger.entries(), descriptors.all());
      others.find(document).stream().filter(this::inScope).forEach(items::add);
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("The run was cancelled.");
      }
      Map<String, Repairs.Pending> pending = repairs.pending();
      RepairPlan plan = RepairPlan.of(items, pending, describer != null);
      RepairPlan.Held held = plan.held(disk, finder, workspace.config().watch());
      String planId = held.plan().id();
      Status status = Status.COMPLETED;
      String reason = held.reason();
      int queued = 0;
      if (!live) {
        status = Status.OBSERVED;
        reason = "";
      } else if (!reason.isEmpty() && !planId.equals(request.confirmedPlan())) {
        status = Status.HELD;
      } else {
        reason = "";
        queued = queue(plan);
      }
      return new ReconcileReport(
          status,
          reason,
          planId,
          started,
          clock.now(),
          disk.files().size(),
          disk.hashed(),
          finder.recordCount(),
          counts(items),
          List.copyOf(items),
          List.copyOf(disk.unreadable()),
          List.copyOf(disk.lostRoots()),
          plan.items().size(),
          queued,
          RepairPlan.pending(items, pending, false),
          RepairPlan.pending(items, pending, true));
    }

    private boolean inScope(DriftItem item) {
      return request.roots().stream().anyMatch(root -> PathText.isUnder(item.path(), root));
    }

    /** An inventory that went must not look like an empty one. */
    private void requireRegistry(RegistryDocument document) throws IOException {
      Path backups = workspace.own("registry", "backups");
      if (document.present() || !Files.isDirectory(backups)) {
        return;
      }
      try (Stream<Path> files = Files.list(backups)) {
        if (files.findAny().isPresent()) {
          throw EngineException.of(
                  EngineException.Kind.UNAVAILABLE,
                  "REGISTRY_MISSING",
                  "Nothing was compared: the registry is gone, though backups of it exist.")
              .with("Nothing was changed.", "Restore a backup.");
        }
      }
    }

    private int queue(RepairPlan plan) {
      int size = plan.items().size();
      progress.at(Phase.QUEUE, 0, size);
      repairs.submit(plan.events(request.roots(), clock.now()));
      progress.at(Phase.QUEUE, size, size);
      return size;
    }
  }

  private static Map<DriftKind, Integer> counts(List<DriftItem> items) {
    Map<DriftKind, Integer> counts = new EnumMap<>(DriftKind.class);
    items.forEach(item -> counts.merge(item.kind(), 1, Integer::sum));
    return Map.copyOf(counts);
  }
}
