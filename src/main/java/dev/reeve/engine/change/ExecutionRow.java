package dev.reeve.engine.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution as a row of a table. Source: {@code docs/reference/changes.md}.
 *
 * @param kind registry, header, changes, revert, ...: what made it
 * @param intent what it was for, in words
 * @param verdict allow, need_approval or deny
 * @param triggerKind manual, automation, retry, repair, child or scheduled
 * @param operator account that started it, null for the engine itself
 * @param riskProposed risk of its plan, null where it has none; the gate may have raised it
 * @param settled true when a person settled what needed attention
 * @param dryRun true when it only said what it would do
 * @param small true when it left a history row, trail lines, the patch and a backup only
 * @param reverts the execution it undid or was to undo, null for all others
 * @param revertedBy what took it back and still stands, null while nothing did
 */
public record ExecutionRow(
    String id,
    String kind,
    String intent,
    String risk,
    String verdict,
    ExecutionStatus status,
    int filesChanged,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Double durationSeconds,
    @Nullable String operator,
    @Nullable String approvedBy,
    @Nullable String errorCode,
    @Nullable String errorStep,
    @Nullable String error,
    String triggerKind,
    @Nullable String parentId,
    boolean small,
    @Nullable String riskProposed,
    boolean settled,
    boolean dryRun,
    @Nullable String reverts,
    @Nullable Reversal revertedBy) {

  /** What its status is called where one looks for it: one that was taken back does not stand. */
  public String statusWord() {
    return revertedBy == null ? status.code() : REVERTED;
  }

  /** The word for what was completed and then taken back. */
  public static final String REVERTED = "reverted";
}
