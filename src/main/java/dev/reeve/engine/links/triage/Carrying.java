package dev.reeve.engine.links.triage;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.reeve.engine.links.fix.ApplyOptions;
import dev.reeve.engine.links.fix.DecidedEdit;
import dev.reeve.engine.links.fix.FixOutcome;
import dev.reeve.engine.links.fix.FixOutcome.Status;
import dev.reeve.engine.links.fix.FixResult;
import dev.reeve.engine.links.fix.LinkFixes;
import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.links.triage.Drafting.Draft;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Workspace;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Carries staged decisions out, all as one execution, and notes what became of them. */
final class Carrying {
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  private final Store store;
  private final EngineClock clock;
  private final LinkFixes fixes;
  private final Drafting drafting;
  private final ExecutionLookup executions;

  Carrying(
      Workspace workspace,
      Store store,
      EngineClock clock,
      ExecutorService pool,
      LinkFixes fixes,
      ExecutionLookup executions) {
    this.store = store;
    this.clock = clock;
    this.fixes = fixes;
    this.drafting = new Drafting(workspace, store, clock, pool, fixes);
    this.executions = executions;
  }

  /** What carrying out decisions that nobody has made yet would do. */
  TriagePreview trial(List<Decision> decisions) {
    Draft draft = drafting.draft(decisions, decisions, List.of());
    return Previews.of(draft, draft.planned());
  }

  TriagePreview preview(Set<String> leftOut) {
    Draft draft = drafting.draft(leftOut);
    return Previews.of(draft, draft.planned());
  }

  /** What was carried out. */
  record Carried(@Nullable FixResult result, TriagePreview shown) {}

  /**
   * @throws EngineException {@code NAV_STRICT}: nothing was written then
   */
  Carried apply(Set<String> leftOut, String operator) {
    Draft draft = drafting.draft(leftOut);
    requireNavStrict(draft);
    List<DecidedEdit> edits = draft.prepared().edits();
    if (edits.isEmpty()) {
      settle(draft, draft.planned(), null);
      return new Carried(null, Previews.of(draft, draft.planned()));
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
    return new Carried(result, Previews.of(draft, result));
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
    Map<String, FixOutcome> outcomes = EditOutcomes.byId(result);
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
    FixOutcome bad = EditOutcomes.firstBad(parts, outcomes);
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
