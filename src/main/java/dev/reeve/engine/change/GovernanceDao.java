package dev.reeve.engine.change;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plans, change sets, decisions and approvals; append-only, the tables themselves refuse updates
 * and deletes. Every method works inside the unit it is given. Source: {@code
 * docs/reference/changes.md}.
 */
public final class GovernanceDao {
  private final AtHand atHand = new AtHand();

  private static final String APPROVALS =
      "SELECT a.full_json, u.execution_id, u.used_at FROM governance_approvals a"
          + " LEFT JOIN governance_approval_uses u USING (approval_id) ";

  /** Adds a plan; the same one again changes nothing. */
  public void addPlan(Tx tx, ChangePlan plan, Instant now) throws SQLException {
    tx.update(
        "INSERT OR IGNORE INTO governance_plans (plan_id, plan_hash, created_by, submitted_by,"
            + " risk_level_proposed, stored_at, full_json) VALUES (?, ?, ?, ?, ?, ?, ?)",
        plan.id(),
        plan.hash(),
        plan.createdBy(),
        plan.submittedBy(),
        plan.riskProposed().code(),
        Utc.format(now),
        plan.toJson().toString());
  }

  /** Adds a change set; the same one again changes nothing. */
  public void addChangeSet(Tx tx, ChangeSet set, String planId, ChangeKind kind, Instant now)
      throws SQLException {
    tx.update(
        "INSERT OR IGNORE INTO governance_changesets (changeset_id, plan_id, kind, checksum,"
            + " stored_at, full_json) VALUES (?, ?, ?, ?, ?, ?)",
        set.id(),
        planId,
        kind.code(),
        set.checksum(),
        Utc.format(now),
        set.toJson().toString());
  }

  /** Adds a decision with the policy it was made under. */
  public void addDecision(Tx tx, GovernanceDecision decision, PolicySnapshot policy)
      throws SQLException {
    tx.update(
        "INSERT OR IGNORE INTO governance_policies (policy_hash, bytes) VALUES (?, ?)",
        policy.hash(),
        policy.bytes());
    tx.update(
        "INSERT INTO governance_decisions (decision_id, plan_id, changeset_id, verdict,"
            + " risk_level_effective, subject_hash, policy_snapshot_hash, evaluated_at, full_json)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        decision.id(),
        decision.planId(),
        decision.changeSetId(),
        decision.verdict().code(),
        decision.riskEffective().code(),
        decision.subjectHash(),
        decision.policySnapshotHash(),
        Utc.format(decision.evaluatedAt()),
        decision.toJson().toString());
  }

  /** Adds an approval or rejection. */
  public void addApproval(Tx tx, Approval approval) throws SQLException {
    tx.update(
        "INSERT INTO governance_approvals (approval_id, plan_id, decision_id, subject_hash,"
            + " action, approved_by, approved_at, expires_at, full_json)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        approval.id(),
        approval.planId(),
        approval.decisionId(),
        approval.subjectHash(),
        approval.action().code(),
        approval.approvedBy(),
        Utc.format(approval.approvedAt()),
        Utc.format(approval.expiresAt()),
        approval.toJson().toString());
  }

  /**
   * Uses an approval up.
   *
   * @throws SQLException when it was used before
   */
  public void useApproval(Tx tx, String approvalId, String executionId, Instant now)
      throws SQLException {
    tx.update(
        "INSERT INTO governance_approval_uses (approval_id, execution_id, used_at)"
            + " VALUES (?, ?, ?)",
        approvalId,
        executionId,
        Utc.format(now));
  }

  /** One plan as handed in. */
  public Optional<ChangePlan> plan(Tx tx, String id) throws SQLException {
    return tx.first(
        "SELECT full_json FROM governance_plans WHERE plan_id = ?", GovernanceDao::readPlan, id);
  }

  /** One change set. */
  public Optional<ChangeSet> changeSet(Tx tx, String id) throws SQLException {
    return tx.first(
        "SELECT full_json FROM governance_changesets WHERE changeset_id = ?",
        GovernanceDao::readChangeSet,
        id);
  }

  /** Which part of the engine handed a change set in. */
  public Optional<ChangeKind> kind(Tx tx, String changeSetId) throws SQLException {
    return tx.first(
            "SELECT kind FROM governance_changesets WHERE changeset_id = ?",
            row -> row.getString(1),
            changeSetId)
        .flatMap(ChangeKind::of);
  }

  /** One decision. */
  public Optional<GovernanceDecision> decision(Tx tx, String id) throws SQLException {
    return tx.first(
        "SELECT full_json FROM governance_decisions WHERE decision_id = ?",
        GovernanceDao::readDecision,
        id);
  }

  /** The decision of a plan that counts. */
  public Optional<GovernanceDecision> newestDecision(Tx tx, String planId) throws SQLException {
    return tx.first(
        "SELECT full_json FROM governance_decisions WHERE plan_id = ? ORDER BY seq DESC LIMIT 1",
        GovernanceDao::readDecision,
        planId);
  }

  /** When a plan was handed in first. */
  Optional<Instant> planStoredAt(Tx tx, String id) throws SQLException {
    return tx.first(
        "SELECT stored_at FROM governance_plans WHERE plan_id = ?",
        row -> Utc.parse(row.getString(1)),
        id);
  }

  /** All judgements of a plan, oldest first; of their change sets no content is read. */
  List<PlanPast.Judged> judgedOfPlan(Tx tx, String planId) throws SQLException {
    return tx.query(
        """
        SELECT d.full_json, coalesce(json_array_length(c.full_json, '$.excluded'), 0)
        FROM governance_decisions d LEFT JOIN governance_changesets c USING (changeset_id)
        WHERE d.plan_id = ? ORDER BY d.seq\
        """,
        row -> new PlanPast.Judged(readDecision(row), row.getInt(2)),
        planId);
  }

  /** All words on a plan, oldest first. */
  List<PlanPast.Spoken> spokenOfPlan(Tx tx, String planId) throws SQLException {
    return tx.query(
        APPROVALS + "WHERE a.plan_id = ? ORDER BY a.seq",
        row -> {
          String usedAt = row.getString(3);
          return new PlanPast.Spoken(readApproval(row), usedAt == null ? null : Utc.parse(usedAt));
        },
        planId);
  }

  /** The newest change set of a plan. */
  public Optional<ChangeSet> newestChangeSet(Tx tx, String planId) throws SQLException {
    return tx.first(
        "SELECT full_json FROM governance_changesets WHERE plan_id = ? ORDER BY seq DESC LIMIT 1",
        GovernanceDao::readChangeSet,
        planId);
  }

  /** The policy bytes with this hash. */
  public Optional<PolicySnapshot> policy(Tx tx, String hash) throws SQLException {
    return tx.first(
        "SELECT bytes FROM governance_policies WHERE policy_hash = ?",
        row -> new PolicySnapshot(row.getBytes(1)),
        hash);
  }

  /** One approval or rejection. */
  public Optional<Approval> approval(Tx tx, String id) throws SQLException {
    return tx.first(APPROVALS + "WHERE a.approval_id = ?", GovernanceDao::readApproval, id);
  }

  /** Approvals and rejections of a decision, oldest first. */
  public List<Approval> approvals(Tx tx, String decisionId) throws SQLException {
    return tx.query(
        APPROVALS + "WHERE a.decision_id = ? ORDER BY a.seq",
        GovernanceDao::readApproval,
        decisionId);
  }

  /** The newest approval or rejection. */
  public Optional<Approval> newestApproval(Tx tx) throws SQLException {
    return tx.first(APPROVALS + "ORDER BY a.seq DESC LIMIT 1", GovernanceDao::readApproval);
  }

  /** Approvals and rejections of a plan, oldest first. */
  public List<Approval> approvalsOfPlan(Tx tx, String planId) throws SQLException {
    return tx.query(
        APPROVALS + "WHERE a.plan_id = ? ORDER BY a.seq", GovernanceDao::readApproval, planId);
  }

  /**
   * Plans, newest first.
   *
   * @param createdBy null for everybody
   * @param risk effective risk of the newest decision, null for any
   */
  public List<ChangePlan> plans(Tx tx, @Nullable String createdBy, @Nullable Risk risk, int limit)
      throws SQLException {
    String code = risk == null ? null : risk.code();
    return tx.query(
        """
        SELECT full_json FROM governance_plans p
        WHERE (?1 IS NULL OR created_by = ?1)
          AND (?2 IS NULL OR ?2 = (SELECT d.risk_level_effective FROM governance_decisions d
            WHERE d.plan_id = p.plan_id ORDER BY d.seq DESC LIMIT 1))
        ORDER BY seq DESC LIMIT ?3\
        """,
        GovernanceDao::readPlan,
        createdBy,
        code,
        limit);
  }

  /** Decisions, newest first; null for any verdict. */
  public List<GovernanceDecision> decisions(Tx tx, @Nullable Verdict verdict, int limit)
      throws SQLException {
    return tx.query(
        "SELECT full_json FROM governance_decisions WHERE (?1 IS NULL OR verdict = ?1)"
            + " ORDER BY seq DESC LIMIT ?2",
        GovernanceDao::readDecision,
        verdict == null ? null : verdict.code(),
        limit);
  }

  /** Plans that are being said yes to. */
  AtHand atHand() {
    return atHand;
  }

  /**
   * Decisions that wait for a person, oldest first: newest of their plan, not used or rejected, and
   * not being said yes to in this process.
   */
  public List<GovernanceDecision> waiting(Tx tx) throws SQLException {
    List<GovernanceDecision> open =
        tx.query(
            """
            SELECT d.full_json FROM governance_decisions d
            WHERE d.verdict = 'need_approval'
              AND d.seq = (SELECT max(n.seq) FROM governance_decisions n WHERE n.plan_id = d.plan_id)
              AND NOT EXISTS (SELECT 1 FROM governance_approvals a
                LEFT JOIN governance_approval_uses u USING (approval_id)
                WHERE a.decision_id = d.decision_id
                  AND (a.action = 'reject' OR u.execution_id IS NOT NULL))
            ORDER BY d.seq\
            """,
            GovernanceDao::readDecision);
    return open.stream().filter(atHand::without).toList();
  }

  private static ChangePlan readPlan(ResultSet row) throws SQLException {
    return ChangePlan.fromJson(HistoryRows.parse(row.getString(1)));
  }

  private static ChangeSet readChangeSet(ResultSet row) throws SQLException {
    return ChangeSet.fromJson(HistoryRows.parse(row.getString(1)));
  }

  private static GovernanceDecision readDecision(ResultSet row) throws SQLException {
    return GovernanceDecision.fromJson(HistoryRows.parse(row.getString(1)));
  }

  private static Approval readApproval(ResultSet row) throws SQLException {
    Approval approval = Approval.fromJson(HistoryRows.parse(row.getString(1)));
    String usedBy = row.getString(2);
    return usedBy == null ? approval : approval.usedBy(usedBy);
  }
}
