package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Workspace;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes plans and change sets in, has them judged, and keeps every word of it. Source: {@code
 * docs/reference/changes.md}. Calls block.
 */
public final class Governance {
  private static final int MOST_LISTED = 500;

  private final Workspace workspace;
  private final Store store;
  private final GovernanceDao dao;
  private final ChangeSetIntake intake;
  private final Gate gate;
  private final Trail trail;
  private final EngineClock clock;

  /** The governance of this workspace. */
  public Governance(
      Workspace workspace,
      Store store,
      GovernanceDao dao,
      ChangeSetIntake intake,
      Gate gate,
      Trail trail,
      EngineClock clock) {
    this.workspace = workspace;
    this.store = store;
    this.dao = dao;
    this.intake = intake;
    this.gate = gate;
    this.trail = trail;
    this.clock = clock;
  }

  /** A submission as stored, with its verdict. */
  public record Judged(Submission submission, GovernanceDecision decision) {}

  /** Everything known of one plan. */
  public record FullRecord(
      ChangePlan plan,
      Optional<ChangeSet> changeSet,
      Optional<GovernanceDecision> decision,
      List<Approval> approvals) {}

  /**
   * Stores a plan with its change set and judges it under the policy as it is now. The same plan
   * may come again with another change set.
   *
   * @param account signed-in account that hands it in, null for the engine itself
   * @throws EngineException when the intake does not take it; conflict when an id was used for
   *     something else; nothing is stored then
   */
  public Judged submit(Submission submission, @Nullable String account) {
    intake.require(submission);
    Submission owned =
        new Submission(
            submission.plan().submittedBy(account), submission.changeSet(), submission.kind());
    store.write(
        tx -> {
          keep(tx, owned);
          return true;
        });
    return evaluate(owned.plan().id(), owned.changeSet().id());
  }

  private void keep(Tx tx, Submission submission) throws SQLException {
    ChangePlan plan = submission.plan();
    ChangeSet set = submission.changeSet();
    Optional<ChangePlan> known = dao.plan(tx, plan.id());
    if (known.isPresent() && !known.get().hash().equals(plan.hash())) {
      throw taken(plan.id());
    }
    Optional<ChangeSet> knownSet = dao.changeSet(tx, set.id());
    if (knownSet.isPresent() && !knownSet.get().toJson().equals(set.toJson())) {
      throw taken(set.id());
    }
    refuseCycle(tx, plan);
    dao.addPlan(tx, plan, clock.now());
    dao.addChangeSet(tx, set, plan.id(), submission.kind(), clock.now());
  }

  private static EngineException taken(String id) {
    return EngineException.of(
            Kind.CONFLICT,
            "ID_TAKEN",
            "Nothing was stored: " + id + " names something else already.")
        .with("What was stored before is unchanged.", "Hand it in with a new id.");
  }

  private void refuseCycle(Tx tx, ChangePlan plan) throws SQLException {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(plan.dependencies());
    while (!open.isEmpty()) {
      String next = open.pop();
      if (next.equals(plan.id())) {
        throw EngineException.of(
            Kind.INVALID, "INVALID_FIELD", "The plan was not taken: it would wait for itself.");
      }
      if (seen.add(next)) {
        dao.plan(tx, next).map(ChangePlan::dependencies).ifPresent(open::addAll);
      }
    }
  }

  /**
   * Judges a stored pair again, under the policy as it is now; earlier approvals are void.
   *
   * @throws EngineException {@code NOT_FOUND}
   */
  public Judged evaluate(String planId, String changeSetId) {
    Ids.require(Ids.PLAN, planId);
    Ids.require(Ids.CHANGE_SET, changeSetId);
    Submission submission =
        store.read(
            tx ->
                new Submission(
                    dao.plan(tx, planId).orElseThrow(() -> unknown(planId)),
                    dao.changeSet(tx, changeSetId).orElseThrow(() -> unknown(changeSetId)),
                    dao.kind(tx, changeSetId).orElseThrow(() -> unknown(changeSetId))));
    PolicySnapshot policy = PolicySnapshot.read(workspace);
    GovernanceDecision decision = gate.judge(submission, policy, AuditHashes.UNKNOWN);
    trail.append("verdict", decision.evaluator(), members(decision));
    store.write(
        tx -> {
          dao.addDecision(tx, decision, policy);
          return true;
        });
    return new Judged(submission, decision);
  }

  /**
   * Judges what takes the place of a decision's change set in the same plan. Of several that would
   * replace the same decision the store lets one through; who hands in the very same set as that
   * one is given its decision.
   *
   * @throws EngineException {@code DECISION_STALE} when the decision is not its plan's newest any
   *     more, or was executed or rejected; nothing is stored then
   */
  GovernanceDecision replace(GovernanceDecision present, Submission next) {
    intake.require(next);
    PolicySnapshot policy = PolicySnapshot.read(workspace);
    GovernanceDecision decision = gate.judge(next, policy, AuditHashes.UNKNOWN);
    trail.append("verdict", decision.evaluator(), members(decision));
    GovernanceDecision stored;
    try {
      stored = store.write(tx -> replace(tx, present, next, decision, policy));
    } catch (RuntimeException e) {
      trail.append("verdict_void", decision.evaluator(), members(decision));
      throw e;
    }
    if (!stored.id().equals(decision.id())) {
      trail.append("verdict_void", decision.evaluator(), members(decision));
    }
    return stored;
  }

  private GovernanceDecision replace(
      Tx tx,
      GovernanceDecision present,
      Submission next,
      GovernanceDecision decision,
      PolicySnapshot policy)
      throws SQLException {
    GovernanceDecision newest =
        dao.newestDecision(tx, present.planId()).orElseThrow(() -> unknown(present.planId()));
    boolean said =
        dao.approvals(tx, newest.id()).stream()
            .anyMatch(
                word ->
                    word.action() == Approval.Action.REJECT || word.usedByExecutionId() != null);
    if (said) {
      throw stale();
    }
    if (newest.id().equals(present.id())) {
      keep(tx, next);
      dao.addDecision(tx, decision, policy);
      return decision;
    }
    if (newest.changeSetId().equals(next.changeSet().id())) {
      return newest;
    }
    throw stale();
  }

  static EngineException stale() {
    return EngineException.of(
            Kind.CONFLICT,
            "DECISION_STALE",
            "No file was left out: the decision was executed, rejected or made again.")
        .with("Nothing was changed.", "Look at the plan's newest decision.");
  }

  private static ObjectNode members(GovernanceDecision decision) {
    ObjectNode members = Json.mapper().createObjectNode();
    members.put("decision_id", decision.id());
    members.put("plan_id", decision.planId());
    members.put("changeset_id", decision.changeSetId());
    members.put("kind", decision.kind().code());
    members.put("verdict", decision.verdict().code());
    members.put("risk", decision.riskEffective().code());
    members.put("subject_hash", decision.subjectHash());
    return members;
  }

  /**
   * A stored decision with what it judged.
   *
   * @throws EngineException {@code NOT_FOUND}
   */
  public Judged judged(String decisionId) {
    Ids.require(Ids.DECISION, decisionId);
    return store.read(
        tx -> {
          GovernanceDecision decision =
              dao.decision(tx, decisionId).orElseThrow(() -> unknown(decisionId));
          ChangePlan plan =
              dao.plan(tx, decision.planId()).orElseThrow(() -> unknown(decision.planId()));
          ChangeSet set =
              dao.changeSet(tx, decision.changeSetId())
                  .orElseThrow(() -> unknown(decision.changeSetId()));
          return new Judged(new Submission(plan, set, decision.kind()), decision);
        });
  }

  /**
   * A stored change set.
   *
   * @throws EngineException {@code NOT_FOUND}
   */
  ChangeSet changeSet(String id) {
    Ids.require(Ids.CHANGE_SET, id);
    return store.read(tx -> dao.changeSet(tx, id).orElseThrow(() -> unknown(id)));
  }

  /**
   * A plan with its newest change set, newest decision and all approvals.
   *
   * @throws EngineException {@code NOT_FOUND}
   */
  public FullRecord fullRecord(String planId) {
    Ids.require(Ids.PLAN, planId);
    return store.read(
        tx ->
            new FullRecord(
                dao.plan(tx, planId).orElseThrow(() -> unknown(planId)),
                dao.newestChangeSet(tx, planId),
                dao.newestDecision(tx, planId),
                dao.approvalsOfPlan(tx, planId)));
  }

  /**
   * Plans, newest first.
   *
   * @param createdBy null for everybody
   * @param risk code of the newest decision's effective risk, null for any
   * @param limit 1 to 500
   * @throws EngineException {@code INVALID_FILTER}
   */
  public List<ChangePlan> plans(@Nullable String createdBy, @Nullable String risk, int limit) {
    Risk level = risk == null ? null : Codes.require(Risk.values(), Risk::code, risk, "the risk");
    requireLimit(limit);
    return store.read(tx -> dao.plans(tx, createdBy, level, limit));
  }

  /**
   * Decisions, newest first.
   *
   * @param verdict code, null for any
   * @param limit 1 to 500
   * @throws EngineException {@code INVALID_FILTER}
   */
  public List<GovernanceDecision> decisions(@Nullable String verdict, int limit) {
    Verdict wanted =
        verdict == null
            ? null
            : Codes.require(Verdict.values(), Verdict::code, verdict, "the verdict");
    requireLimit(limit);
    return store.read(tx -> dao.decisions(tx, wanted, limit));
  }

  /** Decisions that wait for a person, oldest first. */
  public List<GovernanceDecision> waiting() {
    return store.read(dao::waiting);
  }

  /** Approvals and rejections of a decision, oldest first. */
  public List<Approval> words(String decisionId) {
    return store.read(tx -> dao.approvals(tx, decisionId));
  }

  /** The newest approval or rejection of all. */
  public Optional<Approval> newestWord() {
    return store.read(dao::newestApproval);
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > MOST_LISTED) {
      throw EngineException.of(
          Kind.INVALID,
          "INVALID_FILTER",
          "Nothing was listed: the limit is 1 to " + MOST_LISTED + ".");
    }
  }

  /** There is none of that id in this workspace. */
  static EngineException unknown(String id) {
    return EngineException.of(Kind.NOT_FOUND, "NOT_FOUND", "There is no " + id + ".")
        .with("Nothing was changed.", "Look for it in the list of this workspace.");
  }
}
