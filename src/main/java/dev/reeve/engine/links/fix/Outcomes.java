package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.Reference;
import dev.reeve.engine.links.fix.DecidedEdit.Append;
import dev.reeve.engine.links.fix.DecidedEdit.Create;
import dev.reeve.engine.links.fix.DecidedEdit.OfReference;
import dev.reeve.engine.links.fix.DecidedEdit.Replace;
import dev.reeve.engine.links.fix.DecidedEdit.Retarget;
import dev.reeve.engine.links.fix.FixOutcome.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of each edit, in their order. For one thread. */
final class Outcomes {
  private final Map<DecidedEdit, FixOutcome> outcomes = new LinkedHashMap<>();

  /** An edit of which nothing is known that speaks against it. */
  void plan(DecidedEdit edit) {
    outcomes.put(edit, planned(edit));
  }

  private static FixOutcome planned(DecidedEdit edit) {
    return switch (edit) {
      case Retarget to ->
          new FixOutcome(
              to.id(),
              to.file(),
              to.line(),
              to.rawTarget(),
              to.newTarget(),
              false,
              Status.PLANNED,
              null,
              "");
      case Append add ->
          new FixOutcome(
              add.id(),
              add.file(),
              add.line(),
              add.rawTarget(),
              add.rawTarget() + add.words(),
              false,
              Status.PLANNED,
              null,
              "");
      case Create(String id, String file, byte[] bytes) ->
          new FixOutcome(id, file, 0, null, null, false, Status.PLANNED, null, "");
      case Replace(String id, String file, byte @Nullable [] before, byte[] after) ->
          new FixOutcome(id, file, 0, null, null, false, Status.PLANNED, null, "");
    };
  }

  Status statusOf(DecidedEdit edit) {
    FixOutcome outcome = outcomes.get(edit);
    return outcome == null ? Status.FAILED : outcome.status();
  }

  /** Says why an edit is not written, or that it need not be. */
  void say(DecidedEdit edit, Status status, String code, String message) {
    outcomes.computeIfPresent(edit, (key, outcome) -> outcome.as(status, code, message));
  }

  /** Its reference stands in another line by now. */
  void moved(OfReference edit, Reference reference) {
    outcomes.computeIfPresent(edit, (key, outcome) -> outcome.at(reference.position().line()));
  }

  void headingMissing(DecidedEdit edit, boolean missing) {
    outcomes.computeIfPresent(edit, (key, outcome) -> outcome.withHeadingMissing(missing));
  }

  List<DecidedEdit> edits() {
    return List.copyOf(outcomes.keySet());
  }

  List<FixOutcome> all() {
    return List.copyOf(outcomes.values());
  }
}
