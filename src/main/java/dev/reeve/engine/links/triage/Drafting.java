package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.fix.FixOutcome;
import dev.reeve.engine.links.fix.FixResult;
import dev.reeve.engine.links.fix.LinkFixes;
import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** Prepares what carries decisions out, each with its proof. Writes nothing. */
record Drafting(
    Workspace workspace, Store store, EngineClock clock, ExecutorService pool, LinkFixes fixes) {

  /** Decisions with the edits that carry them out. */
  record Draft(
      List<Decision> wanted,
      List<Decision> leftOut,
      Staging.Prepared prepared,
      FixResult planned) {}

  /**
   * A redirect that does not stand its proof takes its line in the file of the rules with it, so
   * what is left is prepared anew until all of it stands.
   */
  Draft draft(Set<String> leftOut) {
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

  /** The same of decisions that need not be stored. */
  Draft draft(List<Decision> standing, List<Decision> wanted, List<Decision> rest) {
    Map<String, EngineException> fallen = new HashMap<>();
    while (true) {
      List<Decision> now = wanted.stream().filter(each -> !fallen.containsKey(each.id())).toList();
      Staging.Prepared prepared = new Staging(workspace, clock, pool, standing).prepare(now);
      FixResult planned = fixes.preview(prepared.edits());
      Map<String, FixOutcome> outcomes = EditOutcomes.byId(planned);
      int before = fallen.size();
      prepared
          .parts()
          .forEach(
              (decision, parts) -> {
                FixOutcome bad = parts.size() < 2 ? null : EditOutcomes.firstBad(parts, outcomes);
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
}
