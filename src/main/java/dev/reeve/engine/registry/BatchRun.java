package dev.reeve.engine.registry;

import dev.reeve.engine.queue.Claim;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.Outcome;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.SafePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

  /** Patches of one replacement of the file: each lies on the ones before it. */
  private static final int MOST_PATCHES = 100;

  private final FlowParts parts;
  private final List<Claim> batch;
  private final Set<WorkTarget> open = new LinkedHashSet<>();
  private final Map<SafePath, DocId> issued = new HashMap<>();
  private final Map<Claim, Outcome> outcomes = new HashMap<>();
  private final List<TargetSteps> finished = new ArrayList<>();

  /** Whether new records get a patch each, because one that all shared was refused. */
  private boolean oneByOne;

  BatchRun(FlowParts parts, List<Claim> batch) {
    this.parts = parts;
    this.batch = batch;
  }

  List<Outcome> run() {
    boolean live = parts.workspace().config().engine().live();
    RegistryDocument document = live ? parts.writer().writable() : parts.writer().current();
    look(document);
    for (int tries = 1; !open.isEmpty(); ) {
      if (live) {
        carryIds(document);
        tries = write(document, tries) ? 1 : tries + 1;
        document = open.isEmpty() ? document : parts.writer().current();
      } else {
        observeOnly(document);
      }
    }
    remember();
    return batch.stream().map(outcomes::get).toList();
  }

  private void end(WorkTarget target, Outcome outcome) {
    open.remove(target);
    outcomes.merge(target.claim(), outcome, BatchRun::worse);
  }

  /** Of a folder's files the one that must be tried again decides, then the one that failed. */
  static Outcome worse(Outcome one, Outcome other) {
    return weight(other) > weight(one) ? other : one;
  }

  private static int weight(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> 0;
      case Outcome.Next next -> 1;
      case Outcome.Dead dead -> 2;
      case Outcome.Unstable unstable -> 3;
      case Outcome.Retry retry -> 4;
    };
  }

  /** S1 to S3: the paths behind the claims, and what is there. */
  private void look(RegistryDocument document) {
    Intake intake = new Intake(document, parts.observer(), parts.ledger());
    for (Claim claim : batch) {
      Optional<SafePath> path = KnownFile.canonical(claim.path());
      if (path.isEmpty()) {
        outcomes.put(
            claim, Outcome.failed(claim, "POLICY_FORBIDDEN_PATH", claim.path() + " is refused."));
        continue;
      }
      List<WorkTarget> targets = intake.targets(claim, path.get());
      open.addAll(targets);
      targets.forEach(this::settle);
    }
  }

  /** Ends a target whose file cannot be worked on now. */
  private void settle(WorkTarget target) {
    switch (target.observed()) {
      case Observed.Unstable() -> end(target, new Outcome.Unstable(target.claim()));
      case Observed.Failed(String code, String message) ->
          end(target, Outcome.failed(target.claim(), code, message));
      case Observed.Present present -> parts.allocator().saw(present.carriers());
      case Observed.Absent ignored -> {}
      case Observed.Folder ignored -> {}
    }
  }

  private Map<WorkTarget, FilePlan> plan(RegistryDocument document) {
    return parts.planner(document).plan(List.copyOf(open));
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
        end(target, failed(target.claim(), refused));
      } else {
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
      open.remove(target);
      open.add(carried);
      settle(carried);
    } catch (EngineException e) {
      end(target, Outcome.failed(target.claim(), e));
    }
  }

  /**
   * S5, second half: one replacement of the file for the batch, one patch for each of its files, so
   * that no rule refuses a folder for what is right for each file in it.
   *
   * @return whether anything was ended
   */
  private boolean write(RegistryDocument document, int tries) {
    int before = open.size();
    List<List<TargetSteps>> writing = new ArrayList<>();
    List<TargetSteps> allocating = new ArrayList<>();
    plan(document)
        .forEach(
            (target, plan) -> {
              TargetSteps each = new TargetSteps(parts, document, target, plan, issued);
              Outcome refusal = each.refusal();
              if (refusal != null) {
                end(target, refusal);
              } else if (each.operations().isEmpty()) {
                finish(each, null);
              } else if (each.registered().isEmpty()) {
                writing.add(List.of(each));
              } else {
                allocating.add(each);
              }
            });
    if (!allocating.isEmpty()) { // they share counters, so they share a patch
      writing.add(oneByOne ? List.of(allocating.getFirst()) : allocating);
    }
    List<List<TargetSteps>> now = writing.subList(0, Math.min(MOST_PATCHES, writing.size()));
    List<WriteResult> results =
        parts.writer().writeAll(now.stream().map(group -> patch(group, document)).toList());
    boolean split = false;
    for (int i = 0; i < now.size(); i++) {
      split |= ended(now.get(i), results.get(i), tries);
    }
    return split || open.size() < before;
  }

  private Patch patch(List<TargetSteps> group, RegistryDocument document) {
    List<Operation> operations = new ArrayList<>();
    group.forEach(each -> operations.addAll(each.operations()));
    List<DocId> ids = group.stream().flatMap(each -> each.registered().stream()).toList();
    operations.addAll(parts.allocator().counters(document, ids));
    WorkItem first = group.getFirst().target().claim().item();
    boolean reconciled = first.event() == FileEventKind.RECONCILE;
    PatchSource source =
        ids.isEmpty()
            ? reconciled ? PatchSource.RECONCILER : PatchSource.WATCHER
            : PatchSource.ALLOCATOR;
    String others = group.size() == 1 ? "" : " and " + (group.size() - 1) + " more";
    return Patch.complex(document, source, operations)
        .because(verb(first.event()) + " " + first.path() + others)
        .forWorkItem(first.id());
  }

  /** Gives whether the group is to be written again, file by file. */
  private boolean ended(List<TargetSteps> group, WriteResult result, int tries) {
    boolean stale = result.code().equals("CAS_PRECONDITION_FAILED");
    if (result.success()) {
      group.forEach(each -> finish(each, result.executionId()));
    } else if (stale && tries < TRIES) {
      LOG.debug("{} files are planned anew", group.size());
    } else if (group.size() == 1 || !concernsOneRecord(result)) {
      for (TargetSteps each : group) {
        Claim claim = each.target().claim();
        end(each.target(), Outcome.failed(claim, result.code(), result.message()));
      }
    } else {
      oneByOne = true; // one file that is refused must not harm the others
      return true;
    }
    return false;
  }

  /** What a write is for, in words. */
  private static String verb(FileEventKind event) {
    return switch (event) {
      case ADDED -> "register";
      case MODIFIED -> "update";
      case MOVED -> "move";
      case DELETED -> "retire";
      case RECONCILE -> "mend";
    };
  }

  static boolean concernsOneRecord(WriteResult result) {
    return !result.validationErrors().isEmpty() || OF_ONE_RECORD.contains(result.code());
  }

  private void finish(TargetSteps steps, @Nullable String executionId) {
    finished.add(steps);
    steps
        .ended()
        .forEach((id, sha256) -> parts.recentlyEnded().add(id, sha256, parts.clock().now()));
    WorkTarget target = steps.target();
    end(
        target,
        steps.undescribed()
            ? DescribeRun.next(target.claim(), steps.state(), executionId)
            : new Outcome.Done(target.claim(), steps.state(), executionId));
  }

  /** S9: what was seen goes to the database, descriptors of retired files go aside. */
  private void remember() {
    if (finished.isEmpty()) {
      return;
    }
    parts.facts().save(finished.stream().flatMap(each -> each.seen().stream()).toList());
    parts.facts().remove(finished.stream().flatMap(each -> each.gone().stream()).toList());
    parts.plans().remove(finished.stream().map(each -> each.target().claim().path()).toList());
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
    for (WorkTarget target : List.copyOf(open)) {
      end(target, new Outcome.Done(target.claim(), "planned", null));
    }
  }
}
