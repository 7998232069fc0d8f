package dev.reeve.engine.change;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an execution when it starts; never changes. Source: {@code
 * docs/reference/changes.md}.
 *
 * @param intent what it is for, in words
 * @param approvalId the approval presented, or null
 * @param approvedBy accounts that approved, comma-separated, or null
 * @param affectedPaths the paths in the change set, targets of moves included
 * @param operator signed-in account that started it, null for the engine itself
 * @param correlationId id of the first execution of the family; its own for a first one
 * @param parentId the execution it follows from, or null
 * @param repairFor the execution it repairs, or null
 * @param runId run elsewhere in Reeve, or null
 * @param small true for a tool batch: history row, trail lines, patch and backup only
 */
public record ExecutionHead(
    String id,
    ChangeKind kind,
    String intent,
    String planId,
    String changeSetId,
    String decisionId,
    @Nullable String approvalId,
    @Nullable String approvedBy,
    String checksum,
    String subjectHash,
    Verdict verdict,
    Risk risk,
    List<String> affectedPaths,
    @Nullable String operator,
    TriggerKind triggerKind,
    String correlationId,
    @Nullable String parentId,
    @Nullable String repairFor,
    @Nullable String runId,
    boolean dryRun,
    boolean small,
    Instant startedAt) {

  /** The first execution of a family, started by hand or by the engine. */
  public static ExecutionHead of(
      String id,
      Submission submission,
      GovernanceDecision decision,
      TriggerKind trigger,
      @Nullable String operator,
      boolean small,
      Instant startedAt) {
    return new ExecutionHead(
        id,
        submission.kind(),
        submission.plan().intent(),
        submission.plan().id(),
        submission.changeSet().id(),
        decision.id(),
        null,
        null,
        submission.changeSet().checksum(),
        decision.subjectHash(),
        decision.verdict(),
        decision.riskEffective(),
        submission.changeSet().paths(),
        operator,
        trigger,
        id,
        null,
        null,
        submission.plan().runId(),
        false,
        small,
        startedAt);
  }

  /** The same as a dry run: nothing in the workspace is changed. */
  public ExecutionHead asDryRun() {
    return with(approvalId, approvedBy, correlationId, parentId, repairFor, true);
  }

  /** The same with the approvals it was started under. */
  public ExecutionHead approved(@Nullable String approval, @Nullable String accounts) {
    return with(approval, accounts, correlationId, parentId, repairFor, dryRun);
  }

  /** The same as a member of a family; null as correlation makes it the first one. */
  public ExecutionHead follows(
      @Nullable String parent, @Nullable String correlation, @Nullable String repaired) {
    return with(
        approvalId, approvedBy, correlation == null ? id : correlation, parent, repaired, dryRun);
  }

  private ExecutionHead with(
      @Nullable String approval,
      @Nullable String accounts,
      String correlation,
      @Nullable String parent,
      @Nullable String repaired,
      boolean dry) {
    return new ExecutionHead(
        id,
        kind,
        intent,
        planId,
        changeSetId,
        decisionId,
        approval,
        accounts,
        checksum,
        subjectHash,
        verdict,
        risk,
        affectedPaths,
        operator,
        triggerKind,
        correlation,
        parent,
        repaired,
        runId,
        dry,
        small,
        startedAt);
  }
}
