package dev.reeve.engine;

import dev.reeve.engine.change.UnifiedDiff;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.registry.Allocator;
import dev.reeve.engine.registry.BackfillResult;
import dev.reeve.engine.registry.DescriptorPreview;
import dev.reeve.engine.registry.DocId;
import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.DuplicateId;
import dev.reeve.engine.registry.NewFile;
import dev.reeve.engine.registry.PatchSource;
import dev.reeve.engine.registry.ReconcileProgress;
import dev.reeve.engine.registry.ReconcileReport;
import dev.reeve.engine.registry.ReconcileRequest;
import dev.reeve.engine.registry.RegistryCheck;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.registry.contract.ContractReport;
import dev.reeve.engine.registry.contract.Enforcement;
import dev.reeve.engine.registry.edge.Edges;
import dev.reeve.engine.registry.edge.ImportChange;
import dev.reeve.engine.registry.generate.BuildResult;
import dev.reeve.engine.registry.generate.Generators;
import dev.reeve.engine.registry.legacy.ImportReport;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a person may ask of the registry beyond reading it. Each is one act under the registry's
 * locks, in either mode and in any process: asking for it is the approval. Calls block. Source:
 * {@code docs/reference/registry.md}.
 */
public final class RegistryActions {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryActions.class);

  private final Workspace workspace;
  private final RegistryRoom room;
  private final HeldPlanDao heldPlans;
  private final EventBus bus;

  RegistryActions(Workspace workspace, RegistryRoom room, HeldPlanDao heldPlans, EventBus bus) {
    this.workspace = workspace;
    this.room = room;
    this.heldPlans = heldPlans;
    this.bus = bus;
  }

  /** Applies a patch from outside; it is always of the user class. A refusal is in the result. */
  public WriteResult apply(byte[] patch) {
    WriteResult result = room.registry().writer().submit(patch, PatchSource.CLI);
    if (result.success()) {
      room.declareOutputs();
      room.handler().queueStale();
    }
    return result;
  }

  /**
   * Gives files their permanent ids and records; one that has an id keeps it.
   *
   * @return ids by path
   * @throws EngineException {@code FILE_NOT_READ} before anything is issued; {@code SEQ_EXHAUSTED}
   *     and others when a file gets none
   */
  public Map<String, String> allocate(List<SafePath> paths) {
    List<NewFile> files = new ArrayList<>();
    for (SafePath path : paths) {
      files.add(look(path));
    }
    Allocator.Allocated allocated = room.allocator().allocate(files);
    allocated.plan().refused().values().stream()
        .findFirst()
        .ifPresent(
            failure -> {
              throw failure;
            });
    allocated
        .write()
        .filter(write -> !write.success())
        .ifPresent(
            write -> {
              throw EngineException.of(
                      Kind.CONFLICT, write.code(), "No record was written: " + write.message())
                  .with("The registry is as before; the ids issued are never used again.", "");
            });
    Map<String, String> out = new LinkedHashMap<>();
    for (Map.Entry<SafePath, DocId> id : allocated.plan().ids().entrySet()) {
      out.put(id.getKey().text(), id.getValue().text());
    }
    return out;
  }

  private NewFile look(SafePath path) {
    try {
      return NewFile.read(path, path.check(workspace.root()), () -> false);
    } catch (IOException | SafePath.Refused e) {
      throw EngineException.of(
              Kind.INVALID, "FILE_NOT_READ", "No id was issued: " + path + " cannot be read.")
          .with("Nothing was changed.", "Name files that exist, relative to the workspace.")
          .causedBy(e);
    }
  }

  /**
   * Compares the folder with the registry; in live mode the repairs are queued, in observe mode
   * they are only reported.
   *
   * @param cancelled asked often
   */
  public ReconcileReport reconcile(
      ReconcileRequest request, ReconcileProgress progress, BooleanSupplier cancelled) {
    room.declareOutputs();
    ReconcileReport report = room.reconciler().run(request, progress, cancelled);
    heldPlans.settledByPerson(request.roots(), report);
    return report;
  }

  /**
   * Brings registries of earlier programs into this one, as one patch.
   *
   * @param sources in the order of their authority
   * @param checkTree whether to look for the files; those that are not there are quarantined
   * @param execute do it; else only say what it would do
   */
  public ImportReport importLegacy(List<Path> sources, boolean checkTree, boolean execute) {
    return execute
        ? room.legacyImport().run(sources, checkTree)
        : room.legacyImport().preview(sources, checkTree);
  }

  /**
   * Gives the files of these folders that have no record their ids, in one patch.
   *
   * @param scope folders relative to the workspace
   * @param execute do it; else only show the plan
   * @param confirmed id of the plan that was seen; needed for one that is too large to run by
   *     itself
   * @param cancelled asked often
   */
  public BackfillResult backfill(
      List<String> scope, boolean execute, @Nullable String confirmed, BooleanSupplier cancelled) {
    return execute
        ? room.backfill().run(scope, confirmed, cancelled)
        : new BackfillResult(
            BackfillResult.Status.PLANNED, "", room.backfill().plan(scope, cancelled), null);
  }

  /**
   * Builds generators; see {@link Generators#run}.
   *
   * @param ids those to build; empty for all that are stale or edited
   * @param execute false only says what would be built
   * @throws EngineException {@code GENERATOR_CYCLE} and {@code NOT_FOUND} before anything is built
   */
  public List<BuildResult> generate(List<String> ids, boolean execute) {
    room.declareOutputs();
    return room.generators().run(ids, execute, Engine.account());
  }

  /**
   * Ids and paths that are claimed more than once, with a proposal for each.
   *
   * @param cancelled asked often
   */
  public List<DuplicateId> duplicates(BooleanSupplier cancelled) {
    return room.duplicates().find(cancelled);
  }

  /** The newest comparisons or validations first, as far as they are kept. */
  public List<RegistryCheck> checks(RegistryCheck.Kind kind, int most) {
    return room.registry().checks().newest(kind, most);
  }

  /** Reads what is in a registered file; writes nothing. */
  public DescriptorPreview.Preview describe(String pathOrId) {
    return room.preview().of(pathOrId);
  }

  /**
   * How folders stand to their contracts; changes nothing.
   *
   * @param cancelled asked often
   */
  public ContractReport contracts(BooleanSupplier cancelled) {
    room.declareOutputs();
    return room.contracts().run(cancelled);
  }

  /**
   * Sets files aside that contracts in enforce mode do not allow; see {@link Enforcement#run}.
   *
   * @param confirmed id of the plan that was seen
   * @param cancelled asked often
   */
  public Enforcement.Result enforceContracts(
      @Nullable String confirmed, BooleanSupplier cancelled) {
    room.declareOutputs();
    return room.enforcement().run(confirmed, Engine.account(), cancelled);
  }

  /**
   * Lets the evidence of edges age, and marks edges whose target ended; see {@link Edges#age}.
   *
   * @return null when nothing was to be written
   */
  public @Nullable WriteResult ageEdges() {
    return room.edges().age();
  }

  /** Edges that imports ask for now, and those whose import is gone. */
  public List<ImportChange> importEdges() {
    return room.edges().imports();
  }

  /**
   * Makes the edges of imports; see {@link Edges#link}.
   *
   * @return null when nothing was to be written
   */
  public @Nullable WriteResult linkImports() {
    return room.edges().link();
  }

  /**
   * Compares the folder with the registry and changes nothing, whatever the mode. Where a plan
   * waits for a person, it counts what was found now.
   *
   * @param cancelled asked often
   */
  public ReconcileReport compare(ReconcileProgress progress, BooleanSupplier cancelled) {
    room.declareOutputs();
    ReconcileReport report =
        room.reconciler().look(workspace.config().watch().roots(), progress, cancelled);
    try {
      if (heldPlans.looked(report)) {
        bus.publish(new RegistryEvent.PlansHeld());
      }
    } catch (EngineException e) {
      LOG.warn("What waits for a person keeps the count of an earlier look", e);
    }
    return report;
  }

  /** Differences that this process's newest comparisons found. */
  public List<DriftItem> differences() {
    return room.reconciler().found();
  }

  /**
   * What building a generator now would change, as one unified diff.
   *
   * @throws EngineException the reason for which it cannot be built
   */
  public String generatorDifference(String id) {
    return room.generators().changes(id).stream()
        .map(change -> UnifiedDiff.of(change.path(), change.before(), change.after()).text())
        .collect(Collectors.joining("\n"));
  }
}
