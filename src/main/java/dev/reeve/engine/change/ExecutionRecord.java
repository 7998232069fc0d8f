package dev.reeve.engine.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One history row with everything the engine itself needs of it. Source: {@code
 * docs/reference/changes.md}.
 *
 * @param outcome null while it has not ended
 * @param ownerSession session that runs or ran it
 * @param finalizePending true when it is committed and its evidence is not complete yet
 * @param cacheHits how often its stored result answered a repeated request
 * @param resolvedAt when a person resolved a {@code needs_attention}, or null
 * @param manifest its link in the manifest chain, or null
 * @param prunedAt when retention removed its evidence, or null
 * @param riskProposed of its plan; null for a small execution, which has none
 */
public record ExecutionRecord(
    ExecutionHead head,
    ExecutionStatus status,
    @Nullable ExecutionOutcome outcome,
    @Nullable String ownerSession,
    boolean finalizePending,
    int cacheHits,
    boolean pinned,
    @Nullable Instant resolvedAt,
    @Nullable ManifestLink manifest,
    @Nullable Instant prunedAt,
    @Nullable Risk riskProposed) {

  /**
   * The row of a table.
   *
   * @param reversal what took it back and still stands, null for nothing
   */
  ExecutionRow row(@Nullable Reversal reversal) {
    ExecutionOutcome end = outcome;
    return new ExecutionRow(
        head.id(),
        head.kind().code(),
        head.intent(),
        head.risk().code(),
        head.verdict().code(),
        status,
        end == null ? 0 : end.filesChanged(),
        head.startedAt(),
        end == null ? null : end.endedAt(),
        end == null ? null : end.durationSeconds(),
        head.operator(),
        head.approvedBy(),
        end == null ? null : end.errorCode(),
        end == null ? null : end.errorStep(),
        end == null ? null : end.errorMessage(),
        head.triggerKind().code(),
        head.parentId(),
        head.small(),
        riskProposed == null ? null : riskProposed.code(),
        resolvedAt != null,
        head.dryRun(),
        Reversals.undoneBy(head.kind(), head.intent(), head.parentId()),
        reversal);
  }
}
