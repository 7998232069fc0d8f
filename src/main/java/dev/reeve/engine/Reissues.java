package dev.reeve.engine;

import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.ExecutionOptions;
import dev.reeve.engine.change.ExecutionResult;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.change.Governance;
import dev.reeve.engine.change.GovernanceDecision;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Submission;
import dev.reeve.engine.change.UnifiedDiff;
import dev.reeve.engine.change.Verdict;
import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.registry.Reissue;
import dev.reeve.engine.registry.Reissuing;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.SafePath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a file another id in place of one that is not its own, as an execution that can be undone;
 * asking for it is the approval. Afterwards the file is work again, as after an edit of a person.
 * Calls block. Source: {@code docs/reference/ids.md}.
 */
public final class Reissues {
  private final Changes changes;
  private final Reissuing reissuing;
  private final WorkQueue queue;
  private final AtomicReference<@Nullable Submission> shown = new AtomicReference<>();

  Reissues(Changes changes, Reissuing reissuing, WorkQueue queue) {
    this.changes = changes;
    this.reissuing = reissuing;
    this.queue = queue;
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
   * The same as the gate would judge it. Its checksum is the plan's id. In this process nobody else
   * is given the new id for a quarter of an hour.
   *
   * @param operator signed-in account that would ask for it
   * @throws EngineException as {@link #plan}
   */
  public Proposal preview(String path, String operator) {
    Reissue found = find(path);
    reissuing.hold(found);
    Submission submission = asShown(submission(found, operator));
    shown.set(submission);
    return changes.preview(submission, operator);
  }

  /** What was shown last, where it is the same: what is handed in has the hash that was seen. */
  private Submission asShown(Submission made) {
    Submission last = shown.get();
    return last != null
            && last.changeSet().checksum().equals(made.changeSet().checksum())
            && last.plan().createdBy().equals(made.plan().createdBy())
        ? last
        : made;
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
    Submission submission = asShown(submission(found, operator));
    if (!submission.changeSet().checksum().equals(planId)) {
      throw refused(
          Kind.CONFLICT,
          "PLAN_CHANGED",
          "the plan is another one by now than the one that was confirmed.");
    }
    require(changes.preview(submission, operator));
    shown.set(null); // nothing is handed in twice
    reissuing.issue(found);
    ExecutionRow row =
        changes.atHand(submission.plan().id(), () -> handIn(submission, operator, notes));
    if (row.status() == ExecutionStatus.COMPLETED) {
      queue.upsert(List.of(event(found)));
    }
    return row;
  }

  private ExecutionRow handIn(Submission submission, String operator, String notes) {
    Governance.Judged judged = changes.governance().submit(submission, operator);
    ExecutionResult result =
        changes
            .executor()
            .execute(judged.submission(), judged.decision(), options(judged, operator, notes));
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
    byte[] before = text.before();
    byte[] after = text.after();
    if (!found.renames()) {
      return List.of(
          isUtf8(before) && isUtf8(after)
              ? FileChange.update(path, utf8(before), utf8(after))
              : FileChange.update(path, "", "").withBytes(before, after));
    }
    FileChange created =
        isUtf8(after)
            ? FileChange.create(to, utf8(after))
            : FileChange.create(to, "").withBytes(null, after);
    return List.of(created.withMode(text.mode()), FileChange.delete(path, found.sha256()));
  }

  /** Text can be read in the evidence. */
  private static boolean isUtf8(byte[] bytes) {
    return Arrays.equals(utf8(bytes).getBytes(StandardCharsets.UTF_8), bytes);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
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

  /** Who asks for it approves it with that, where the gate leaves it to a person. */
  private ExecutionOptions options(Governance.Judged judged, String operator, String notes) {
    GovernanceDecision decision = judged.decision();
    ExecutionOptions plain = ExecutionOptions.of(operator);
    if (decision.verdict() != Verdict.NEED_APPROVAL) {
      return plain;
    }
    String why = notes.isBlank() ? judged.submission().plan().intent() : notes;
    Approval approval = changes.approvals().approve(decision.id(), operator, why);
    return plain.approvedBy(approval.id());
  }

  private FileEvent event(Reissue found) {
    Instant now = changes.clock().now();
    String to = found.to().text();
    return found.renames()
        ? FileEvent.moved(found.path().text(), to, now)
        : FileEvent.of(to, FileEventKind.MODIFIED, now);
  }

  private static EngineException refused(Kind kind, String code, String why) {
    return EngineException.of(kind, code, "No other id was given: " + why)
        .with("Nothing was changed.", "Look at the plan again.");
  }
}
