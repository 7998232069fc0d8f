package dev.reeve.engine;

import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Risk;
import dev.reeve.engine.change.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An undo that a room does itself, and nobody needs to approve, as a person sees it before. */
final class UndoPreview {
  private UndoPreview() {}

  /**
   * Blocks; writes nothing.
   *
   * @param problem why it would not be done, for people; null when it would
   */
  static Proposal of(
      Changes changes,
      ChangeKind kind,
      ExecutionRow undone,
      String path,
      String operator,
      List<Proposal.Item> items,
      @Nullable String problem) {
    Instant now = changes.clock().now();
    ChangePlan plan =
        ChangePlan.internal(
                "Undo " + undone.id() + ": " + undone.intent(),
                "Asked for by " + operator,
                List.of(path),
                operator,
                now)
            .submittedBy(operator);
    String policy = changes.proposals().policyHash();
    return new Proposal(
        null,
        kind.code(),
        plan,
        null,
        null,
        policy,
        policy,
        Verdict.ALLOW,
        Risk.LOW,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        now,
        items,
        null,
        List.of(),
        0,
        0,
        changes.approvals().validity(),
        Proposal.Standing.PREVIEW,
        null,
        null,
        null,
        problem,
        null,
        now);
  }
}
