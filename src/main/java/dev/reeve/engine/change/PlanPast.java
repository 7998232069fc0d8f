package dev.reeve.engine.change;

import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what has happened to a plan since it was handed in. Source: {@code
 * docs/reference/inbox.md}. Calls block.
 */
public final class PlanPast {
  private final Store store;
  private final GovernanceDao dao;

  PlanPast(Store store, GovernanceDao dao) {
    this.store = store;
    this.dao = dao;
  }

  /**
   * Everything that is kept of it, each list oldest first.
   *
   * @param handedInAt when it was stored first
   */
  public record Past(
      ChangePlan plan, Instant handedInAt, List<Judged> judged, List<Spoken> spoken) {}

  /**
   * A judgement of the gate.
   *
   * @param leftOut files of the set that it was made from which a person had left out
   */
  public record Judged(GovernanceDecision decision, int leftOut) {}

  /**
   * A person's word.
   *
   * @param usedAt when an execution used it up; null while none has
   */
  public record Spoken(Approval word, @Nullable Instant usedAt) {}

  /**
   * The past of the plan that a decision is about.
   *
   * @throws EngineException {@code INVALID_ID}, {@code NOT_FOUND}
   */
  public Past of(String decisionId) {
    Ids.require(Ids.DECISION, decisionId);
    return store.read(
        tx -> {
          String planId =
              dao.decision(tx, decisionId)
                  .orElseThrow(() -> Governance.unknown(decisionId))
                  .planId();
          return new Past(
              dao.plan(tx, planId).orElseThrow(() -> Governance.unknown(planId)),
              dao.planStoredAt(tx, planId).orElseThrow(() -> Governance.unknown(planId)),
              dao.judgedOfPlan(tx, planId),
              dao.spokenOfPlan(tx, planId));
        });
  }
}
