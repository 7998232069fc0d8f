package dev.reeve.engine.change;

import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;

/**
 * What the parts of the executor share, joined once by {@code Engine}. Source: {@code
 * docs/reference/executions.md}.
 *
 * @param ownWrites told of every write to come
 * @param checkpoints {@link Checkpoints#NONE} in production
 */
public record ChangeTools(
    Workspace workspace,
    Store store,
    EngineClock clock,
    HistoryDao history,
    GovernanceDao governance,
    Approvals approvals,
    IdempotencyDao idempotency,
    Artifacts artifacts,
    ManifestChain manifests,
    Trail trail,
    KeptEdits keptEdits,
    Vault vault,
    Reserve reserve,
    WriteLocks locks,
    Owners owners,
    OwnWrites ownWrites,
    Checkpoints checkpoints,
    ExecutionLimits limits) {

  Journal journal(String executionId) {
    return new Journal(workspace, reserve, clock, artifacts.folder(executionId));
  }

  SmallEvidence smallEvidence() {
    return new SmallEvidence(store, history, trail, owners, clock);
  }
}
