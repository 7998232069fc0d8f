package dev.reeve.engine.registry;

import dev.reeve.engine.queue.Claim;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.Outcome;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.SafePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch on its way through the stages, under its path locks. Plans are made anew against the
 * registry's newest state when somebody else wrote meanwhile. Used by one thread, once.
 */
final class BatchRun {
  private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);
  private static final int TRIES = 5;

  /** Refusals that concern a record, beside those of the contracts. */
  private static final Set<String> OF_ONE_RECORD =
      Set.of("ALREADY_EXISTS", "AMBIGUOUS_TARGET", "TARGET_NOT_FOUND", "TYPE_MISMATCH");

  private final FlowParts parts;
  private final List<Claim> batch;
  private final Map<Claim, List<WorkTarget>> open = new LinkedHashMap<>();
  private final Map<SafePath, DocId> issued;
  private final Map<Claim, Outcome> outcomes = new LinkedHashMap<>();
  private final List<ClaimSteps> finished = new ArrayList<>();

  BatchRun(FlowParts parts, List<Claim> batch) {
    this(parts, batch, new HashMap<>());
  }

  /**
   * @param issued ids that were issued for these paths already
   */
  private BatchRun(FlowParts parts, List<Claim> batch, Map<SafePath, DocId> issued) {
    this.parts = parts;
    this.batch = batch;
    this.issued = issued;
  }

  List<Outcome> run() {
    RegistryDocument document = parts.writer().current();
    look(document);
    for (int tries = 1; !open.isEmpty(); tries++) {
      if (parts.workspace().config().engine().live()) {
        carryIds(document);
        write(document, tries);
      } else {
        observeOnly(document);
      }
      document = parts.writer().current();
    }
    remember();
    return batch.stream().map(outcomes::get).toList();
  }

  private void end(Claim claim, Outcome outcome) {
    outcomes.put(claim, outcome);
    open.remove(claim);
  }

  private void end(Claim claim, String state) {
    end(claim, new Outcome.Done(claim, state, null));
  }

  /** S1 to S3: the paths behind the claims, and what is there. */
  private void look(RegistryDocument document) {
    Intake intake = new Intake(document, parts.observer(), parts.ledger());
    for (Claim claim : batch) {
      Optional<SafePath> path = KnownFile.canonical(claim.path());
      if (path.isEmpty()) {
        end(claim, Outcome.failed(claim, "POLICY_FORBIDDEN_PATH", claim.path() + " is refused."));
        continue;
      }
      List<WorkTarget> targets = intake.targets(claim, path.get());
      open.put(claim, targets);
      targets.forEach(target -> settle(claim, target.observed()));
    }
  }

  /** Ends a claim whose file cannot be worked on now. */
  private void settle(Claim claim, Observed observed) {
    switch (observed) {
      case Observed.Unstable() -> end(claim, new Outcome.Unstable(claim));
      case Observed.Failed(String code, String message) ->
          end(claim, Outcome.failed(claim, code, message));
      case Observed.Present present -> parts.allocator().saw(present.carriers());
      case Observed.Absent ignored -> {}
      case Observed.Folder ignored -> {}
    }
  }

  private Map<WorkTarget, FilePlan> plan(RegistryDocument document) {
    List<WorkTarget> targets = open.values().stream().flatMap(Collection::stream).toList();
    return new FilePlanner(
            document,
            parts.classifier(),
            parts.observer()::present,
            sha256 -> parts.facts().withHash(sha256).stream().map(FileFact::path).toList())
        .plan(targets);
  }

  /** S5, first half: new files get their ids, and carry them as the settings ask. */
  private void carryIds(RegistryDocument document) {
    Map<WorkTarget, FilePlan> plans = plan(document);
    List<WorkTarget> fresh = new ArrayList<>();
    Map<SafePath, DocId> brought = new LinkedHashMap<>();
    plans.forEach(
        (target, plan) -> {
          if (plan instanceof FilePlan.Register(Observed.Present file, DocId carried)) {
            fresh.add(target);
            if (carried != null) {
              brought.put(file.path(), carried);
            }
          }
        });
    parts.allocator().adopt(brought);
    IdPlan plan =
        parts
            .allocator()
            .issue(
                document,
                fresh.stream()
                    .map(WorkTarget::path)
                    .filter(path -> !brought.containsKey(path) && !issued.containsKey(path))
                    .toList());
    issued.putAll(plan.ids());
    for (WorkTarget target : fresh) {
      EngineException refused = plan.refused().get(target.path());
      DocId id = brought.getOrDefault(target.path(), issued.get(target.path()));
      if (refused != null || id == null) {
        end(target.claim(), failed(target.claim(), refused));
      } else if (open.containsKey(target.claim())) {
        carry(target, id);
      }
    }
  }

  private static Outcome failed(Claim claim, @Nullable EngineException refused) {
    return refused == null
        ? Outcome.failed(claim, "ID_NOT_ISSUED", "No id was issued.")
        : Outcome.failed(claim, refused);
  }

  private void carry(WorkTarget target, DocId id) {
    if (!(target.observed() instanceof Observed.Present file)) {
      return;
    }
    try {
      CarrierStep.Carried now = parts.carriers().carry(file, id);
      issued.put(now.path(), id);
      WorkTarget carried =
          new WorkTarget(target.claim(), now.path(), target.from(), now.observed());
      open.computeIfPresent(
          target.claim(),
          (claim, targets) ->
              targets.stream().map(each -> each.equals(target) ? carried : each).toList());
      settle(target.claim(), now.observed());
    } catch (EngineException e) {
      end(target.claim(), Outcome.failed(target.claim(), e));
    }
  }

  /** S5, second half: one write for the batch, one patch for each claim. */
  private void write(RegistryDocument document, int tries) {
    Map<Claim, ClaimSteps> steps = new LinkedHashMap<>();
    Map<WorkTarget, FilePlan> plans = plan(document);
    plans.forEach(
        (target, plan) ->
            steps
                .computeIfAbsent(
                    target.claim(), claim -> new ClaimSteps(parts, document, claim, issued))
                .add(target, plan));
    List<ClaimSteps> allocating = new ArrayList<>();
    List<List<ClaimSteps>> writing = new ArrayList<>();
    for (ClaimSteps each : steps.values()) {
      if (each.refusal() != null) {
        end(each.claim(), each.refusal());
      } else if (each.operations().isEmpty()) {
        finish(each, null);
      } else if (each.registered().isEmpty()) {
        writing.add(List.of(each));
      } else {
        allocating.add(each);
      }
    }
    if (!allocating.isEmpty()) {
      writing.add(allocating); // they share counters, so they share a patch
    }
    if (!writing.isEmpty()) {
      List<WriteResult> results =
          parts.writer().writeAll(writing.stream().map(group -> patch(group, document)).toList());
      for (int i = 0; i < writing.size(); i++) {
        ended(writing.get(i), results.get(i), tries);
      }
    }
  }

  private Patch patch(List<ClaimSteps> group, RegistryDocument document) {
    List<Operation> operations = new ArrayList<>();
    group.forEach(each -> operations.addAll(each.operations()));
    List<DocId> ids = group.stream().flatMap(each -> each.registered().stream()).toList();
    operations.addAll(parts.allocator().counters(document, ids));
    WorkItem first = group.getFirst().claim().item();
    boolean reconciled = first.event() == FileEventKind.RECONCILE;
    PatchSource source =
        ids.isEmpty()
            ? reconciled ? PatchSource.RECONCILER : PatchSource.WATCHER
            : PatchSource.ALLOCATOR;
    String others = group.size() == 1 ? "" : " and " + (group.size() - 1) + " more";
    return Patch.complex(document, source, operations)
        .because(first.event() + " " + first.path() + others)
        .forWorkItem(first.id());
  }

  private void ended(List<ClaimSteps> group, WriteResult result, int tries) {
    boolean stale = result.code().equals("CAS_PRECONDITION_FAILED");
    if (result.success()) {
      group.forEach(each -> finish(each, result.executionId()));
    } else if (stale && tries < TRIES) {
      LOG.debug("{} claims are planned anew", group.size());
    } else if (group.size() == 1 || !concernsOneRecord(result)) {
      for (ClaimSteps each : group) {
        end(each.claim(), Outcome.failed(each.claim(), result.code(), result.message()));
      }
    } else {
      for (ClaimSteps each : group) { // one file that is refused must not harm the others
        end(each.claim(), new BatchRun(parts, List.of(each.claim()), issued).run().getFirst());
      }
    }
  }

  private static boolean concernsOneRecord(WriteResult result) {
    return !result.validationErrors().isEmpty() || OF_ONE_RECORD.contains(result.code());
  }

  private void finish(ClaimSteps steps, @Nullable String executionId) {
    finished.add(steps);
    end(steps.claim(), new Outcome.Done(steps.claim(), steps.state(), executionId));
  }

  /** S9: what was seen goes to the database, descriptors of retired files go aside. */
  private void remember() {
    if (finished.isEmpty()) {
      return;
    }
    parts.facts().save(finished.stream().flatMap(each -> each.seen().stream()).toList());
    parts.facts().remove(finished.stream().flatMap(each -> each.gone().stream()).toList());
    parts.plans().remove(finished.stream().map(each -> each.claim().path()).toList());
    List<DocId> retired = finished.stream().flatMap(each -> each.retired().stream()).toList();
    try {
      parts.descriptors().putAside(retired);
    } catch (IOException e) {
      LOG.warn("Descriptors of {} stay until the next reconcile", retired, e);
    }
  }

  /** Observe mode: says what would be done, and changes nothing. */
  private void observeOnly(RegistryDocument document) {
    parts.plans().save(new PlanPreview(parts, document).of(plan(document)));
    List.copyOf(open.keySet()).forEach(claim -> end(claim, "planned"));
  }
}
