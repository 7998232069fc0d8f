package dev.reeve.engine.change;

import org.jspecify.annotations.Nullable;

/**
 * How a change set is to be executed. Source: {@code docs/reference/executions.md}.
 *
 * @param dryRun check everything, change nothing
 * @param itemised each operation is its own unit: what is done stays done when another fails
 * @param exclusive lock the whole workspace instead of the set's paths
 * @param approvalId needed when the verdict is {@code need_approval}
 * @param operator signed-in account, null for the engine itself
 * @param correlationId of the family it belongs to, null for a new one
 * @param parentId the execution it follows from
 * @param repairFor the execution it repairs
 */
public record ExecutionOptions(
    boolean dryRun,
    boolean itemised,
    boolean exclusive,
    @Nullable String approvalId,
    @Nullable String operator,
    TriggerKind trigger,
    @Nullable String correlationId,
    @Nullable String parentId,
    @Nullable String repairFor) {

  /** A plain run for this account. */
  public static ExecutionOptions of(@Nullable String operator) {
    return new ExecutionOptions(
        false, false, false, null, operator, TriggerKind.MANUAL, null, null, null);
  }

  /** The same without changing anything. */
  public ExecutionOptions asDryRun() {
    return new ExecutionOptions(
        true,
        itemised,
        exclusive,
        approvalId,
        operator,
        trigger,
        correlationId,
        parentId,
        repairFor);
  }

  /** The same with each operation its own unit. */
  public ExecutionOptions asItemised() {
    return new ExecutionOptions(
        dryRun, true, exclusive, approvalId, operator, trigger, correlationId, parentId, repairFor);
  }

  /** The same under an approval. */
  public ExecutionOptions approvedBy(String approval) {
    return new ExecutionOptions(
        dryRun,
        itemised,
        exclusive,
        approval,
        operator,
        trigger,
        correlationId,
        parentId,
        repairFor);
  }

  /** The same as a member of an execution's family. */
  public ExecutionOptions follows(TriggerKind kind, ExecutionHead parent, boolean repairs) {
    return new ExecutionOptions(
        dryRun,
        itemised,
        exclusive,
        approvalId,
        operator,
        kind,
        parent.correlationId(),
        parent.id(),
        repairs ? parent.id() : null);
  }
}
