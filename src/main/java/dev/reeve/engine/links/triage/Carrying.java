package dev.reeve.engine.links.triage;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.reeve.engine.change.UnifiedDiff;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.fix.ApplyOptions;
import dev.reeve.engine.links.fix.DecidedEdit;
import dev.reeve.engine.links.fix.FileEdit;
import dev.reeve.engine.links.fix.FixOutcome;
import dev.reeve.engine.links.fix.FixOutcome.Status;
import dev.reeve.engine.links.fix.FixResult;
import dev.reeve.engine.links.fix.LinkFixes;
import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.links.triage.TriagePreview.Item;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Workspace;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Carries staged decisions out, all as one execution, and notes what became of them. */
final class Carrying {
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  private final Workspace workspace;
  private final Store store;
  private final EngineClock clock;
  private final ExecutorService pool;
  private final LinkFixes fixes;
  private final ExecutionLookup executions;

  Carrying(
      Workspace workspace,
      Store store,
      EngineClock clock,
      ExecutorService pool,
      LinkFixes fixes,
      ExecutionLookup executions) {
    this.workspace = workspace;
    this.store = store;
    this.clock = clock;
    this.pool = pool;
    this.fixes = fixes;
    this.executions = executions;
  }

  /** Decisions with the edits that carry them out. */
  private record Draft(
      List<Decision> wanted,
      List<Decision> leftOut,
      Staging.Prepared prepared,
      FixResult planned) {}

  /** What carrying out decisions that nobody has made yet would do. */
  TriagePreview trial(List<Decision> decisions) {
    Draft draft = draft(decisions, decisions, List.of());
    return shown(draft, draft.planned());
  }

  TriagePreview preview(Set<String> leftOut) {
    Draft draft = draft(leftOut);
    return shown(draft, draft.planned());
  }

  /**
   * A redirect that does not stand its proof takes its line in the file of the rules with it, so
   * what is left is prepared anew until all of it stands.
   */
  private Draft draft(Set<String> leftOut) {
    List<Decision> standing = store.read(DecisionDao::standing);
    List<Decision> staged =
        standing.stream()
            .filter(each -> each.standing() == Standing.OPEN)
            .filter(each -> !(each.choice() instanceof Choice.Later))
            .toList();
    List<Decision> wanted = staged.stream().filter(each -> !leftOut.contains(each.id())).toList();
    List<Decision> rest = staged.stream().filter(each -> leftOut.contains(each.id())).toList();
    return draft(standing, wanted, rest);
  }

  private Draft draft(List<Decision> standing, List<Decision> wanted, List<Decision> rest) {
    Map<String, EngineException> fallen = new HashMap<>();
    while (true) {
      List<Decision> now = wanted.stream().filter(each -> !fallen.containsKey(each.id())).toList();
      Staging.Prepared prepared = new Staging(workspace, clock, pool, standing).prepare(now);
      FixResult planned = fixes.preview(prepared.edits());
      Map<String, FixOutcome> outcomes = byId(planned);
      int before = fallen.size();
      prepared
          .parts()
          .forEach(
              (decision, parts) -> {
                FixOutcome bad = parts.size() < 2 ? null : firstBad(parts, outcomes);
                if (bad != null) {
                  fallen.put(decision, refused(bad));
                }
              });
      if (fallen.size() == before) {
        Map<String, EngineException> held = new HashMap<>(prepared.held());
        held.putAll(fallen);
        return new Draft(
            wanted, rest, new Staging.Prepared(prepared.edits(), prepared.parts(), held), planned);
      }
    }
  }

  private static EngineException refused(FixOutcome outcome) {
    return EngineException.of(Kind.CONFLICT, String.valueOf(outcome.code()), outcome.message());
  }

  private static Map<String, FixOutcome> byId(FixResult result) {
    Map<String, FixOutcome> out = new HashMap<>();
    result.outcomes().forEach(outcome -> out.put(outcome.id(), outcome));
    return out;
  }

  private static @Nullable FixOutcome firstBad(
      List<String> parts, Map<String, FixOutcome> outcomes) {
    for (String part : parts) {
      FixOutcome outcome = outcomes.get(part);
      if (outcome != null && !good(outcome.status())) {
        return outcome;
      }
    }
    return null;
  }

  private static boolean good(Status status) {
    return status == Status.PLANNED || status == Status.VERIFIED || status == Status.ALREADY_FIXED;
  }

  private TriagePreview shown(Draft draft, FixResult result) {
    Map<String, FixOutcome> outcomes = byId(result);
    List<Item> items = new ArrayList<>();
    for (Decision each : draft.wanted()) {
      EngineException held = draft.prepared().held().get(each.id());
      List<String> parts = draft.prepared().parts().getOrDefault(each.id(), List.of());
      items.add(held != null ? held(each, held) : item(each, parts, outcomes));
    }
    items.sort(
        Comparator.comparing((Item item) -> item.code() == null)
            .thenComparing(Item::file)
            .thenComparingInt(Item::line));
    return new TriagePreview(
        List.copyOf(items), result.files().stream().map(Carrying::file).toList(), draft.leftOut());
  }

  private static TriagePreview.File file(FileEdit edit) {
    return new TriagePreview.File(
        edit.path(),
        edit.before() == null,
        UnifiedDiff.of(edit.path(), edit.before(), edit.after()).text());
  }

  private static Item held(Decision decision, EngineException why) {
    return new Item(
        decision,
        decision.link().sourceFile(),
        decision.link().line(),
        decision.link().rawTarget(),
        null,
        false,
        Status.REJECTED,
        why.code(),
        String.valueOf(why.getMessage()));
  }

  private static Item item(
      Decision decision, List<String> parts, Map<String, FixOutcome> outcomes) {
    FixOutcome bad = firstBad(parts, outcomes);
    FixOutcome first = parts.isEmpty() ? null : outcomes.get(parts.getFirst());
    FixOutcome told = bad != null ? bad : first;
    if (told == null) { // a rule that is in the file already
      return new Item(
          decision, LinkSettings.FILE, 0, null, null, false, Status.ALREADY_FIXED, null, "");
    }
    return new Item(
        decision,
        told.sourceFile(),
        told.line(),
        told.before(),
        told.after(),
        told.headingMissing(),
        told.status(),
        bad == null ? null : String.valueOf(bad.code()),
        told.message());
  }

  /** What was carried out. */
  record Carried(@Nullable FixResult result, TriagePreview shown) {}

  /**
   * @throws EngineException {@code NAV_STRICT}: nothing was written then
   */
  Carried apply(Set<String> leftOut, String operator) {
    Draft draft = draft(leftOut);
    requireNavStrict(draft);
    List<DecidedEdit> edits = draft.prepared().edits();
    if (edits.isEmpty()) {
      settle(draft, draft.planned(), null);
      return new Carried(null, shown(draft, draft.planned()));
    }
    String token = "la_" + UlidCreator.getMonotonicUlid(clock.now().toEpochMilli());
    List<String> carried = List.copyOf(draft.prepared().parts().keySet());
    store.write(
        tx -> {
          DecisionDao.beginApply(tx, token, carried, clock.now());
          return true;
        });
    FixResult result;
    try {
      result = fixes.apply(edits, ApplyOptions.of(operator, intent(carried.size(), token)));
    } catch (EngineException e) {
      store.write(
          tx -> {
            DecisionDao.endApply(tx, token);
            return true;
          });
      throw e;
    }
    settle(draft, result, token);
    return new Carried(result, shown(draft, result));
  }

  private static String intent(int decisions, String token) {
    return "Carry out "
        + decisions
        + (decisions == 1 ? " decision" : " decisions")
        + " about links ("
        + token
        + ")";
  }

  private static void requireNavStrict(Draft draft) {
    List<String> violations =
        draft.prepared().held().values().stream()
            .filter(why -> why.code().equals("NAV_STRICT"))
            .map(why -> String.valueOf(why.getMessage()))
            .sorted()
            .toList();
    if (!violations.isEmpty()) {
      throw EngineException.of(
              Kind.CONFLICT, "NAV_STRICT", "Nothing was applied. " + String.join(" ", violations))
          .with(
              "No document and no rule was written; all decisions stay staged.",
              "Decide these otherwise, or leave them out.");
    }
  }

  private void settle(Draft draft, FixResult result, @Nullable String token) {
    Map<String, FixOutcome> outcomes = byId(result);
    store.write(
        tx -> {
          for (Map.Entry<String, List<String>> each : draft.prepared().parts().entrySet()) {
            note(tx, each.getKey(), each.getValue(), outcomes, result.executionId());
          }
          if (token != null) {
            DecisionDao.endApply(tx, token);
          }
          return true;
        });
  }

  private static void note(
      Tx tx,
      String decision,
      List<String> parts,
      Map<String, FixOutcome> outcomes,
      @Nullable String execution)
      throws SQLException {
    FixOutcome bad = firstBad(parts, outcomes);
    if (bad == null) {
      DecisionDao.stand(tx, decision, Standing.APPLIED, execution);
    } else if (bad.status() == Status.REGRESSED) {
      DecisionDao.stand(tx, decision, Standing.REGRESSED, execution);
    }
  }

  /** Notes what became of executions in the midst of which a process ended. */
  void catchUp() {
    for (DecisionDao.Begun begun : store.read(DecisionDao::begun)) {
      ExecutionLookup.Found found = executions.byIntent(begun.token());
      boolean forgotten = begun.at().plus(FORGOTTEN_AFTER).isBefore(clock.now());
      if (found == null ? !forgotten : found.running()) {
        continue;
      }
      store.write(
          tx -> {
            if (found != null && found.stands()) {
              applied(tx, new HashSet<>(begun.decisions()), found.id());
            }
            DecisionDao.endApply(tx, begun.token());
            return true;
          });
    }
  }

  private static void applied(Tx tx, Set<String> decisions, String execution) throws SQLException {
    for (Decision each : DecisionDao.standing(tx)) {
      if (decisions.contains(each.id()) && each.standing() == Standing.OPEN) {
        DecisionDao.stand(tx, each.id(), Standing.APPLIED, execution);
      }
    }
  }
}
