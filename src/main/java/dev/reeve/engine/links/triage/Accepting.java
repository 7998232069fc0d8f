package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.Suggestion;
import dev.reeve.engine.links.triage.Triage.Wish;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.util.ArrayList;
import java.util.List;

/** What accepting candidates means for each finding. */
final class Accepting {
  private Accepting() {}

  /**
   * The candidate that has this number for the first of them, for all of them.
   *
   * @param number from 1
   * @throws EngineException {@code NO_CANDIDATE}, {@code FINDING_UNKNOWN}
   */
  static List<Wish> numbered(
      TriageSnapshot now, List<String> findings, int number, String rationale) {
    if (findings.isEmpty()) {
      return List.of();
    }
    List<Suggestion> shown = Deciding.row(now, findings.getFirst()).finding().suggestions();
    if (number < 1 || number > shown.size()) {
      throw EngineException.of(
              Kind.INVALID,
              "NO_CANDIDATE",
              "Nothing was decided: there is no candidate "
                  + number
                  + ", "
                  + (shown.isEmpty() ? "nothing was suggested" : "only " + shown.size())
                  + ".")
          .with("Nothing was changed.", "Name the target, or decide otherwise.");
    }
    Choice choice = new Choice.Accept(Candidates.target(shown.get(number - 1)), rationale);
    return findings.stream().map(id -> new Wish(id, choice)).toList();
  }

  /**
   * The best one of every undecided finding whose score is as good as this, and medium at least.
   */
  static List<Wish> best(TriageSnapshot now, double atLeast) {
    List<Wish> wishes = new ArrayList<>();
    for (TriageRow row : now.rows()) {
      Double score = row.score();
      boolean open = row.state() == TriageRow.State.UNDECIDED;
      if (open && score != null && score >= Math.max(atLeast, Bands.MEDIUM)) {
        String target = Candidates.target(row.finding().suggestions().getFirst());
        wishes.add(new Wish(row.finding().id(), new Choice.Accept(target, "")));
      }
    }
    return wishes;
  }
}
