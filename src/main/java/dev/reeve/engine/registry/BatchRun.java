package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.queue.Claim;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.Outcome;
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
  private static final String REGISTERED = "registered";

  private final RegistryHandler room;
  private final List<Claim> batch;
  private final Map<Claim, List<WorkTarget>> open = new LinkedHashMap<>();
  private final Map<SafePath, DocId> issued = new HashMap<>();
  private final Map<Claim, Outcome> outcomes = new LinkedHashMap<>();

  BatchRun(RegistryHandler room, List<Claim> batch) {
    this.room = room;
    this.batch = batch;
  }

  List<Outcome> run() {
    RegistryDocument document = room.writer.current();
    look(document);
    for (int tries = 1; !open.isEmpty(); tries++) {
      if (room.workspace.config().engine().live()) {
        carryIds(document);
        write(document, tries);
      } else {
        observeOnly(document);
      }
      document = room.writer.current();
    }
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
    Intake intake = new Intake(document, room.observer, room.ledger);
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
      case Observed.Present present -> room.allocator.saw(present.carriers());
      case Observed.Absent ignored -> {}
      case Observed.Folder ignored -> {}
    }
  }

  private Map<WorkTarget, FilePlan> plan(RegistryDocument document) {
    List<WorkTarget> targets = open.values().stream().flatMap(Collection::stream).toList();
    return new FilePlanner(
            document,
            room.classifier,
            room.observer::present,
            sha256 -> room.facts.withHash(sha256).stream().map(FileFact::path).toList())
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
    room.allocator.adopt(brought);
    IdPlan plan =
        room.allocator.issue(
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
      CarrierStep.Carried now = room.carriers.carry(file, id);
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
    Map<Claim, Steps> steps = new LinkedHashMap<>();
    Map<WorkTarget, FilePlan> plans = plan(document);
    RecordSteps records = new RecordSteps(document, room.columns, room.clock);
    plans.forEach(
        (target, plan) ->
            steps.computeIfAbsent(target.claim(), Steps::new).add(target, plan, records, document));
    List<Steps> writing = new ArrayList<>();
    for (Steps each : steps.values()) {
      if (each.refusal != null) {
        end(each.claim, each.refusal);
      } else if (each.operations.isEmpty()) {
        finish(each);
      } else {
        writing.add(each);
      }
    }
    if (!writing.isEmpty()) {
      List<Patch> patches = writing.stream().map(each -> each.patch(document)).toList();
      List<WriteResult> results = room.writer.writeAll(patches);
      for (int i = 0; i < writing.size(); i++) {
        ended(writing.get(i), results.get(i), tries);
      }
    }
  }

  private void ended(Steps steps, WriteResult result, int tries) {
    boolean again = result.code().equals("CAS_PRECONDITION_FAILED") && tries < TRIES;
    if (result.success()) {
      finish(steps);
    } else if (!again) {
      end(steps.claim, Outcome.failed(steps.claim, result.code(), result.message()));
    }
  }

  /** S9: remembers what was seen, puts descriptors aside, ends the claim. */
  private void finish(Steps steps) {
    room.facts.save(steps.seen);
    room.facts.remove(steps.gone);
    room.plans.remove(List.of(steps.claim.path()));
    try {
      room.descriptors.putAside(steps.retired);
    } catch (IOException e) {
      LOG.warn("Descriptors of {} stay until the next reconcile", steps.retired, e);
    }
    end(steps.claim, steps.state);
  }

  /** What one claim makes of the registry. */
  private final class Steps {
    private final Claim claim;
    private final List<Operation> operations = new ArrayList<>();
    private final List<FileFact> seen = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private final List<DocId> retired = new ArrayList<>();
    private boolean allocates;
    private String state = REGISTERED;
    private @Nullable Outcome refusal;

    Steps(Claim claim) {
      this.claim = claim;
    }

    void add(WorkTarget target, FilePlan plan, RecordSteps records, RegistryDocument document) {
      switch (plan) {
        case FilePlan.Register(Observed.Present file, DocId carried) -> {
          DocId id = carried != null ? carried : issued.get(file.path());
          if (id == null) {
            refusal = failed(claim, null);
            return;
          }
          operations.add(records.register(id, file.newFile()));
          operations.addAll(room.allocator.counters(document, List.of(id)));
          allocates = true;
          saw(file);
        }
        case FilePlan.Keep keep -> {
          operations.addAll(records.keep(keep));
          saw(keep.file());
        }
        case FilePlan.Retire(RecordHead record, String status) ->
            retire(target, record, status, records);
        case FilePlan.Conflict(String message) ->
            refusal = Outcome.failed(claim, "ID_CONFLICT", message);
        case FilePlan.Nothing(String what) -> {
          state = what;
          if (target.observed() instanceof Observed.Absent) {
            gone.add(target.path().text());
            document.atPath(target.path().text()).stream()
                .filter(head -> "deleted".equals(head.status()))
                .forEach(this::forget);
          }
        }
      }
    }

    private void saw(Observed.Present file) {
      seen.add(FileFact.of(file.facts(), file.content(), room.clock.now()));
    }

    private void retire(WorkTarget target, RecordHead record, String status, RecordSteps records) {
      if (status.equals("deleted") && !room.observer.rootPresent(target.path())) {
        refusal =
            Outcome.failed(
                claim, "TEMP_IO_ERROR", "The root of " + target.path() + " is not there now.");
        return;
      }
      operations.addAll(records.retire(record, status));
      gone.add(target.path().text());
      forget(record);
    }

    private void forget(RecordHead record) {
      if (record.docId() != null) {
        DocId.parse(record.docId()).ifPresent(retired::add);
      }
    }

    Patch patch(RegistryDocument document) {
      boolean reconciled = claim.item().event() == FileEventKind.RECONCILE;
      PatchSource source =
          allocates
              ? PatchSource.ALLOCATOR
              : reconciled ? PatchSource.RECONCILER : PatchSource.WATCHER;
      return Patch.complex(document, source, operations)
          .because(claim.item().event() + " " + claim.path())
          .forWorkItem(claim.item().id());
    }
  }

  /** Observe mode: says what would be done, and changes nothing. */
  private void observeOnly(RegistryDocument document) {
    Map<WorkTarget, FilePlan> plans = plan(document);
    List<SafePath> fresh = new ArrayList<>();
    plans.forEach(
        (target, plan) -> {
          if (plan instanceof FilePlan.Register(Observed.Present file, DocId carried)
              && carried == null) {
            fresh.add(file.path());
          }
        });
    IdPlan ids = room.allocator.plan(document, fresh);
    List<PlannedChange> planned = new ArrayList<>();
    plans.forEach((target, plan) -> would(target, plan, ids, document).ifPresent(planned::add));
    room.plans.save(planned);
    List.copyOf(open.keySet()).forEach(claim -> end(claim, "planned"));
  }

  private Optional<PlannedChange> would(
      WorkTarget target, FilePlan plan, IdPlan ids, RegistryDocument document) {
    return switch (plan) {
      case FilePlan.Register(Observed.Present file, DocId carried) -> {
        DocId id = carried != null ? carried : ids.ids().get(file.path());
        EngineException refused = ids.refused().get(file.path());
        yield planned(
            target,
            refused == null ? "register" : "conflict",
            id == null ? null : id.text(),
            refused == null ? "" : String.valueOf(refused.getMessage()));
      }
      case FilePlan.Keep keep -> {
        ObjectNode changed =
            new RecordSteps(document, room.columns, room.clock)
                .differences(keep.record(), keep.file().newFile());
        String action =
            changed.has("status") ? "revive" : changed.has("relative_path") ? "move" : "update";
        String detail =
            String.join(", ", changed.properties().stream().map(Map.Entry::getKey).toList());
        yield changed.isEmpty()
            ? Optional.empty()
            : planned(target, action, keep.record().docId(), detail);
      }
      case FilePlan.Retire(RecordHead record, String status) ->
          planned(target, "retire", record.docId(), status);
      case FilePlan.Conflict(String message) -> planned(target, "conflict", null, message);
      case FilePlan.Nothing ignored -> Optional.empty();
    };
  }

  private Optional<PlannedChange> planned(
      WorkTarget target, String action, @Nullable String docId, String detail) {
    return Optional.of(
        new PlannedChange(target.path().text(), action, docId, detail, room.clock.now()));
  }
}
