package dev.reeve.console.executions;

import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.ExecutionEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an execution was for, and what those said who let it through, in the drawer's facts. */
final class PlanWords {
  private static final int PATHS_NAMED = 6;

  private PlanWords() {}

  /** What it was to reach and why; nothing for a single write, which has no plan. */
  static List<Fact> purpose(ExecutionEvidence evidence) {
    ChangePlan plan = evidence.plan();
    if (plan == null) {
      return List.of();
    }
    List<Fact> facts = new ArrayList<>();
    boolean more = !plan.objective().isBlank() && !plan.objective().equals(plan.intent());
    if (more) {
      facts.add(Fact.of(Texts.get("executions.plan.objective"), plan.objective()));
    }
    if (!plan.rationale().isBlank()) {
      facts.add(Fact.of(Texts.get("executions.plan.rationale"), plan.rationale()));
    }
    String notes = notes(plan, evidence.approvals());
    if (!notes.isEmpty()) {
      facts.add(Fact.of(Texts.get("executions.plan.notes"), notes));
    }
    return facts;
  }

  /** What those wrote who approved it; who wrote nothing had the intent put down for it. */
  private static String notes(ChangePlan plan, List<Approval> approvals) {
    return approvals.stream()
        .filter(word -> !word.notes().isBlank() && !word.notes().equals(plan.intent()))
        .map(word -> Texts.get("executions.plan.note", word.approvedBy(), word.notes()))
        .collect(Collectors.joining("\n"));
  }

  /**
   * What it was about, and how many files a person left out of it; what the engine keeps for itself
   * only where there is nothing else.
   */
  static Optional<Fact> paths(ExecutionEvidence evidence) {
    ChangePlan plan = evidence.plan();
    ChangeSet changes = evidence.changes();
    List<String> planned = plan == null ? List.of() : plan.affectedPaths();
    List<String> all = changes == null ? planned : changes.paths();
    List<String> own = all.stream().filter(path -> !path.startsWith(".reeve/")).toList();
    List<String> paths = own.isEmpty() ? all : own;
    if (paths.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>(paths.subList(0, Math.min(PATHS_NAMED, paths.size())));
    if (paths.size() > PATHS_NAMED) {
      lines.add(Texts.get("executions.plan.more", paths.size() - PATHS_NAMED));
    }
    if (changes != null && changes.leftOut() != null) {
      lines.add(Texts.get("executions.plan.left-out", changes.leftOut().paths().size()));
    }
    return Optional.of(Fact.of(Texts.get("executions.plan.paths"), String.join("\n", lines)));
  }
}
