package dev.reeve.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.ApprovalView;
import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.DryRun;
import dev.reeve.engine.change.ExecutionOptions;
import dev.reeve.engine.change.ExecutionResult;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.Governance;
import dev.reeve.engine.change.GovernanceDecision;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Submission;
import dev.reeve.engine.change.Verdict;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A person's yes or no to a change, and carrying it out. The gate, the approvals and the executor
 * decide; this only asks them.
 */
record PersonsWord(Changes changes, Executions executions) implements ApprovalView {
  @Override
  public Proposal handIn(ChangePlan plan, ChangeSet set, String operator) {
    Submission submission = new Submission(plan, set, ChangeKind.CHANGES);
    return show(changes.governance().submit(submission, operator).decision().id(), operator);
  }

  @Override
  public Proposal handIn(JsonNode document, String operator) {
    ChangePlan plan = changes.intake().plan(document.path("plan"));
    JsonNode set = document.path("changeset").deepCopy();
    if (set instanceof ObjectNode object && !object.has("plan_id")) {
      object.put("plan_id", plan.id());
    }
    return handIn(plan, changes.intake().changeSet(set), operator);
  }

  @Override
  public Proposal show(String decisionId, String operator) {
    return changes.proposals().show(decisionId, operator);
  }

  @Override
  public Proposal consider(String decisionId, Set<String> leftOut, String operator) {
    return changes.exclusions().consider(decisionId, leftOut, operator);
  }

  @Override
  public Proposal exclude(String decisionId, Set<String> leftOut, String operator) {
    return changes.exclusions().exclude(decisionId, leftOut, operator);
  }

  @Override
  public DryRun dryRun(String decisionId, String operator) {
    return dryRun(changes.governance().judged(decisionId), operator);
  }

  @Override
  public DryRun dryRun(String decisionId, Set<String> leftOut, String operator) {
    return dryRun(changes.exclusions().judge(decisionId, leftOut), operator);
  }

  private DryRun dryRun(Governance.Judged judged, String operator) {
    ExecutionOptions plain = ExecutionOptions.of(operator).asDryRun();
    ExecutionResult result =
        changes
            .executor()
            .execute(
                judged.submission(),
                judged.decision(),
                approval(judged.decision()).map(plain::approvedBy).orElse(plain));
    return DryRun.of(result, changes.history().evidence(result.head().id()).stepLogs());
  }

  @Override
  public Approval approve(String decisionId, String operator, String notes, Duration validFor) {
    return changes.approvals().approve(decisionId, operator, notes, validFor);
  }

  @Override
  public Approval reject(String decisionId, String operator, String notes) {
    return changes.approvals().reject(decisionId, operator, notes);
  }

  @Override
  public Proposal judgeAgain(String decisionId, String operator) {
    GovernanceDecision old = changes.governance().judged(decisionId).decision();
    Governance.Judged now = changes.governance().evaluate(old.planId(), old.changeSetId());
    return show(now.decision().id(), operator);
  }

  @Override
  public ExecutionRow run(String decisionId, String operator) {
    Governance.Judged judged = changes.governance().judged(decisionId);
    GovernanceDecision decision = judged.decision();
    if (decision.kind() == ChangeKind.QUARANTINE) {
      throw EngineException.of(
              Kind.REFUSED,
              "NOT_RUN_HERE",
              "The files were not set aside: their records must follow, which only the comparison"
                  + " with the contracts does.")
          .with("Nothing was changed.", "Reject this one, and enforce the contracts again.");
    }
    ExecutionResult result =
        changes.executor().execute(judged.submission(), decision, options(decision, operator));
    if (result.outcome().success() && decision.kind() == ChangeKind.REVERT) {
      executions.bringBack(result);
    }
    return changes.history().row(result.head().id());
  }

  private ExecutionOptions options(GovernanceDecision decision, String operator) {
    ExecutionOptions plain = ExecutionOptions.of(operator);
    if (decision.verdict() == Verdict.ALLOW) {
      return plain;
    }
    return approval(decision)
        .map(plain::approvedBy)
        .orElseThrow(
            () ->
                EngineException.of(
                        Kind.REFUSED,
                        "APPROVAL_REQUIRED",
                        "It was not carried out: nobody has approved it, or the approval expired.")
                    .with("Nothing was changed.", "Approve it first."));
  }

  /** Any good approval is presented; the executor looks at all of them. */
  private Optional<String> approval(GovernanceDecision decision) {
    Instant now = changes.clock().now();
    return changes.governance().words(decision.id()).stream()
        .filter(word -> word.action() == Approval.Action.APPROVE)
        .filter(word -> word.usedByExecutionId() != null || now.isBefore(word.expiresAt()))
        .map(Approval::id)
        .findFirst();
  }

  @Override
  public void stop(String executionId) {
    changes.executor().cancel(executionId);
  }
}
