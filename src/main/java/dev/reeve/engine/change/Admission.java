package dev.reeve.engine.change;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.SafePath;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a submission may run under the decision presented with it. Writes nothing. */
final class Admission {
  private final ChangeTools tools;

  Admission(ChangeTools tools) {
    this.tools = tools;
  }

  /** The answer about decision and approval. */
  sealed interface Answer {
    /**
     * It may run.
     *
     * @param granted the approvals it uses up, null when the gate allowed it
     */
    record Admitted(ApprovalCheck.@Nullable Granted granted) implements Answer {
      List<Approval> approvals() {
        return granted == null ? List.of() : granted.approvals();
      }
    }

    /** Its approval was used by that execution, whose stored result it may still get. */
    record UsedBy(String executionId) implements Answer {}

    /** It may not. */
    record Refused(EngineException why) implements Answer {}
  }

  /** Decision, policy and approval, as they are now. */
  Answer ask(Submission submission, GovernanceDecision decision, ExecutionOptions options) {
    PolicySnapshot policy;
    try {
      policy = PolicySnapshot.read(tools.workspace());
    } catch (EngineException e) {
      return new Answer.Refused(e);
    }
    return tools.store().read(tx -> ask(tx, submission, decision, options, policy));
  }

  private Answer ask(
      Tx tx,
      Submission submission,
      GovernanceDecision decision,
      ExecutionOptions options,
      PolicySnapshot policy)
      throws SQLException {
    EngineException mismatch = binding(tx, submission, decision, options.dryRun());
    if (mismatch != null) {
      return new Answer.Refused(mismatch);
    }
    if (decision.verdict() == Verdict.DENY) {
      return refused("DECISION_DENIED", "The gate denied it: " + reasons(decision));
    }
    if (!policy.hash().equals(decision.policySnapshotHash())) {
      return refused(
          "DECISION_STALE", "The policy was edited since the decision; have it judged again");
    }
    if (decision.verdict() == Verdict.ALLOW) {
      return new Answer.Admitted(null);
    }
    return approval(tx, decision, options);
  }

  private Answer approval(Tx tx, GovernanceDecision decision, ExecutionOptions options)
      throws SQLException {
    return switch (tools
        .approvals()
        .check(tx, decision, options.approvalId(), decision.subjectHash())) {
      case ApprovalCheck.Granted granted -> new Answer.Admitted(granted);
      case ApprovalCheck.Used used -> new Answer.UsedBy(used.executionId());
      case ApprovalCheck.Missing missing -> refused("APPROVAL_REQUIRED", missing.why());
      case ApprovalCheck.Invalid invalid -> refused("APPROVAL_INVALID", invalid.why());
    };
  }

  private static Answer refused(String code, String message) {
    return new Answer.Refused(Failures.of(code, message));
  }

  private static String reasons(GovernanceDecision decision) {
    return String.join("; ", decision.reasons());
  }

  /**
   * The decision must be one the gate made, of this plan and this content. A set whose declared
   * checksum does not hold is left to the checksum step.
   *
   * @param dryRun whether nothing is written: then a decision that was not stored will do
   */
  private @Nullable EngineException binding(
      Tx tx, Submission submission, GovernanceDecision decision, boolean dryRun)
      throws SQLException {
    Optional<GovernanceDecision> stored = tools.governance().decision(tx, decision.id());
    ChangeSet set = submission.changeSet();
    boolean ours =
        stored.map(made -> made.toJson().equals(decision.toJson())).orElse(dryRun)
            && decision.planId().equals(submission.plan().id())
            && decision.changeSetId().equals(set.id())
            && set.planId().equals(submission.plan().id())
            && decision.kind() == submission.kind();
    boolean sameSubject =
        !set.checksumHolds()
            || Submission.subjectHash(submission.plan(), set, decision.policySnapshotHash())
                .equals(decision.subjectHash());
    return ours && sameSubject
        ? null
        : Failures.of("DECISION_MISMATCH", "The decision is about another plan or other content");
  }

  /**
   * What else must hold before anything is touched: dependencies, paths, no unresolved damage.
   *
   * @throws EngineException {@code DEPENDENCY_UNMET}, {@code WORKSPACE_BUSY}, {@code
   *     PATH_VIOLATION}, {@code NOT_A_FILE}
   */
  void requireGround(Submission submission) throws IOException {
    Set<String> unmet =
        tools
            .store()
            .read(tx -> OpenExecutions.unmetDependencies(tx, submission.plan().dependencies()));
    if (!unmet.isEmpty()) {
      throw Failures.of(
          "DEPENDENCY_UNMET", "These plans were not completed yet: " + String.join(", ", unmet));
    }
    Set<String> dirty = tools.store().read(tx -> OpenExecutions.dirtyPaths(tx));
    for (SafePath path : paths(submission.changeSet())) {
      if (dirty.contains(path.text())) {
        throw Failures.of(
            "WORKSPACE_BUSY",
            path + " needs attention after an earlier execution; resolve that one first");
      }
      Places.check(tools.workspace(), path);
    }
  }

  /** Every path a set touches, targets of moves included. */
  static List<SafePath> paths(ChangeSet set) {
    List<SafePath> out = new ArrayList<>();
    for (FileChange change : set.changes()) {
      out.add(Places.of(change.path()));
      if (change.to() != null) {
        out.add(Places.of(change.to()));
      }
    }
    return out;
  }
}
