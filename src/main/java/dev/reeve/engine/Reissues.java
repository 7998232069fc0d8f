package dev.reeve.engine;

import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.ExecutionOptions;
import dev.reeve.engine.change.ExecutionResult;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Submission;
import dev.reeve.engine.change.UnifiedDiff;
import dev.reeve.engine.registry.Reissue;
import dev.reeve.engine.registry.Reissuing;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.SafePath;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Gives a file another id in place of one that is not its own, as an execution that can be undone;
 * asking for it is the approval. Afterwards its record follows. Calls block. Source: {@code
 * docs/reference/ids.md}.
 */
public final class Reissues {
  private final Changes changes;
  private final Reissuing reissuing;

  Reissues(Changes changes, Reissuing reissuing) {
    this.changes = changes;
    this.reissuing = reissuing;
  }

  /**
   * What the file would get now; nothing is issued or stored.
   *
   * @throws EngineException {@code PATH_REFUSED}; as {@link Reissuing#plan}
   */
  public ReissuePlan plan(String path) {
    Reissue found = find(path);
    Reissue.Text text = found.text();
    return new ReissuePlan(
        ChangeSet.checksum(changes(found)),
        found.path().text(),
        found.to().text(),
        found.oldId().text(),
        found.newId().text(),
        found.keptBy(),
        text == null
            ? ""
            : UnifiedDiff.of(found.path().text(), text.before(), text.after()).text());
  }

  /**
   * The same as the gate would judge it, to be shown: with its subject hash {@link #carryOutShown}
   * hands in exactly this. Its checksum is the plan's id. In this process nobody else is given the
   * new id for a quarter of an hour.
   *
   * @param operator signed-in account that would ask for it
   * @throws EngineException as {@link #plan}
   */
  public Proposal preview(String path, String operator) {
    Reissue found = find(path);
    reissuing.hold(found);
    return changes.preview(changes.shown().put(path, submission(found, operator)), operator);
  }

  /**
   * Does it: the id is issued, the file changed, its job queued.
   *
   * @param planId of the plan that was seen; another one than that never runs
   * @param operator signed-in account
   * @param notes kept beside the approval; empty for none
   * @return the execution, completed or not. An id that was issued for one that did not complete
   *     stays bound to the file and is given at the next try
   * @throws EngineException {@code PLAN_CHANGED}, {@code DECISION_DENIED}, and the code of what the
   *     file is not as expected, before anything is issued; as {@link #plan}
   */
  public ExecutionRow carryOut(String path, String planId, String operator, String notes) {
    Reissue found = find(path);
    Submission made = submission(found, operator);
    if (!made.changeSet().checksum().equals(planId)) {
      throw refused(
          Kind.CONFLICT,
          "PLAN_CHANGED",
          "the plan is another one by now than the one that was confirmed.");
    }
    require(changes.preview(made, operator));
    return carryOut(found, made, operator, notes);
  }

  /**
   * The same as {@link #preview} showed it: what is on record has the hash that was seen.
   *
   * @param subjectHash of what was shown; another plan than that, or the same under another policy,
   *     never runs
   * @throws EngineException as {@link #carryOut(String, String, String, String)}
   */
  public ExecutionRow carryOutShown(
      String path, String subjectHash, String operator, String notes) {
    Reissue found = find(path);
    Submission made = submission(found, operator);
    require(changes.preview(made, operator)); // first, for what was shown is good for one try
    Submission seen = changes.shown().take(path, made, subjectHash);
    if (seen == null) {
      throw refused(
          Kind.CONFLICT,
          "PLAN_CHANGED",
          "the plan or the policy is another one by now than you were shown.");
    }
    return carryOut(found, seen, operator, notes);
  }

  private ExecutionRow carryOut(
      Reissue found, Submission submission, String operator, String notes) {
    reissuing.issue(found);
    ExecutionResult result =
        changes.carryOutAsAsked(
            submission, ExecutionOptions.of(operator), notes, "No other id was given");
    return changes.history().row(result.head().id());
  }

  private Reissue find(String path) {
    try {
      return reissuing.plan(SafePath.of(path), Thread.currentThread()::isInterrupted);
    } catch (SafePath.Refused e) {
      throw refused(Kind.INVALID, "PATH_REFUSED", e.getMessage() + ".").causedBy(e);
    }
  }

  private Submission submission(Reissue found, String operator) {
    Instant now = changes.clock().now();
    ChangePlan plan =
        ChangePlan.internal(
            "Give " + found.path() + " the ID " + found.newId(),
            rationale(found),
            Stream.of(found.path(), found.to()).map(SafePath::text).distinct().toList(),
            operator,
            now);
    ChangeSet set = ChangeSet.of(plan.id(), changes(found), operator, now);
    return new Submission(plan, set, ChangeKind.HEADER);
  }

  private static String rationale(Reissue found) {
    String old = found.oldId().text();
    String keeps =
        found.keptBy().isEmpty()
            ? old + " is not the ID of this file's record."
            : String.join(" and ", found.keptBy())
                + (found.keptBy().size() == 1 ? " keeps " : " keep ")
                + old
                + ".";
    return keeps
        + " "
        + found.path()
        + " gets "
        + found.newId()
        + (found.renames() ? " and is " + found.to() + " from then on." : ".")
        + " Wherever else "
        + old
        + " is mentioned it stays.";
  }

  /** One file, or two places of it where name and text carry the id. */
  private static List<FileChange> changes(Reissue found) {
    String path = found.path().text();
    String to = found.to().text();
    Reissue.Text text = found.text();
    if (text == null) {
      return List.of(FileChange.move(path, to, found.sha256()));
    }
    if (!found.renames()) {
      return List.of(FileChange.update(path, text.before(), text.after()));
    }
    return List.of(
        FileChange.create(to, text.after()).withMode(text.mode()),
        FileChange.delete(path, found.sha256()));
  }

  private static void require(Proposal seen) {
    if (seen.standing() == Proposal.Standing.DENIED) {
      throw refused(Kind.REFUSED, "DECISION_DENIED", String.join("; ", seen.reasons()));
    }
    seen.refused().stream()
        .findFirst()
        .ifPresent(
            item -> {
              throw refused(
                  Kind.CONFLICT,
                  Objects.requireNonNull(item.code()),
                  Objects.requireNonNull(item.problem()));
            });
    if (seen.problem() != null) {
      throw refused(Kind.UNAVAILABLE, Objects.requireNonNull(seen.problemCode()), seen.problem());
    }
  }

  private static EngineException refused(Kind kind, String code, String why) {
    return EngineException.of(kind, code, "No other id was given: " + why)
        .with("Nothing was changed.", "Look at the plan again.");
  }
}
