package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may say yes to what, and how long that holds. The approver is the signed-in account. Source:
 * {@code docs/reference/changes.md}. Calls block.
 */
public final class Approvals {
  /** How long an approval is good unless the approver says otherwise. */
  public static final Duration USUAL = Duration.ofHours(24);

  /** How long an approver may let it be good, shortest first. */
  public static final List<Duration> CHOICES =
      List.of(Duration.ofHours(1), USUAL, Duration.ofDays(7));

  private final Store store;
  private final GovernanceDao governance;
  private final Trail trail;
  private final EngineClock clock;
  private final Duration validity;

  /**
   * @param validity how long an approval is good when it is not used
   */
  public Approvals(
      Store store, GovernanceDao governance, Trail trail, EngineClock clock, Duration validity) {
    this.store = store;
    this.governance = governance;
    this.trail = trail;
    this.clock = clock;
    this.validity = validity;
  }

  /**
   * Approves a decision; the same person's word again gives back the first record.
   *
   * @param account signed-in account
   * @throws EngineException {@code NOT_FOUND}; {@code TRAIL_UNAVAILABLE}; conflict for a decision
   *     that needs no approval or is not its plan's newest; refused for a denied or rejected one,
   *     and for one's own change of high or critical risk
   */
  public Approval approve(String decisionId, String account, String notes) {
    return approve(decisionId, account, notes, validity);
  }

  /**
   * The same for as long as the approver says.
   *
   * @param validFor the usual time, or one of {@link #CHOICES}
   * @throws EngineException as well {@code INVALID_FIELD} for any other time
   */
  public Approval approve(String decisionId, String account, String notes, Duration validFor) {
    if (!validFor.equals(validity) && !CHOICES.contains(validFor)) {
      throw failure(Kind.INVALID, "INVALID_FIELD", "an approval is good for 1 h, 24 h or 7 days");
    }
    return say(decisionId, Approval.Action.APPROVE, account, notes, validFor);
  }

  /**
   * Rejects a decision, for good; given approvals are void.
   *
   * @throws EngineException as {@link #approve}, and conflict when it was executed
   */
  public Approval reject(String decisionId, String account, String notes) {
    return say(decisionId, Approval.Action.REJECT, account, notes, validity);
  }

  /** The line first: no word may be in force that the trail does not know. */
  private Approval say(
      String decisionId, Approval.Action action, String account, String notes, Duration validFor) {
    Said said = store.read(tx -> say(tx, decisionId, action, account, notes, validFor));
    if (!said.isNew()) {
      return said.word();
    }
    trail.append("approval_" + action.code(), account, members(said.word()));
    try {
      Approval stored = store.write(tx -> keep(tx, said.word()));
      if (!stored.id().equals(said.word().id())) {
        trail.append("approval_void", account, members(said.word()));
      }
      return stored;
    } catch (RuntimeException e) {
      trail.append("approval_void", account, members(said.word()));
      throw e;
    }
  }

  private static ObjectNode members(Approval word) {
    ObjectNode members = Json.mapper().createObjectNode();
    members.put("approval_id", word.id());
    members.put("plan_id", word.planId());
    members.put("decision_id", word.decisionId());
    members.put("subject_hash", word.subjectHash());
    if (word.action() == Approval.Action.APPROVE) {
      members.put("expires_at", Utc.format(word.expiresAt()));
    }
    return members;
  }

  /** Asked again, because it may have become void since the line was written. */
  private Approval keep(Tx tx, Approval word) throws SQLException {
    Duration validFor = Duration.between(word.approvedAt(), word.expiresAt());
    Said said =
        say(tx, word.decisionId(), word.action(), word.approvedBy(), word.notes(), validFor);
    if (!said.isNew()) {
      return said.word();
    }
    governance.addApproval(tx, word);
    return word;
  }

  private record Said(Approval word, boolean isNew) {}

  private Said say(
      Tx tx,
      String decisionId,
      Approval.Action action,
      String account,
      String notes,
      Duration validFor)
      throws SQLException {
    Ids.require(Ids.DECISION, decisionId);
    GovernanceDecision decision =
        governance
            .decision(tx, decisionId)
            .orElseThrow(() -> failure(Kind.NOT_FOUND, "NOT_FOUND", "there is no such decision"));
    Instant now = clock.now();
    List<Approval> earlier = governance.approvals(tx, decisionId);
    Optional<Approval> same =
        earlier.stream()
            .filter(word -> word.action() == action && samePerson(word.approvedBy(), account))
            .filter(word -> word.usedByExecutionId() != null || stillGood(word, now))
            .findFirst();
    if (same.isPresent()) {
      return new Said(same.get(), false);
    }
    requireOpen(tx, decision, earlier);
    if (action == Approval.Action.APPROVE) {
      requireOther(tx, decision, account);
    }
    Approval approval =
        new Approval(
            Ids.next(Ids.APPROVAL, id -> exists(tx, id)),
            decision.planId(),
            decisionId,
            decision.subjectHash(),
            action,
            account,
            now,
            notes,
            now.plus(validFor),
            null);
    return new Said(approval, true);
  }

  private boolean exists(Tx tx, String approvalId) {
    try {
      return governance.approval(tx, approvalId).isPresent();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void requireOpen(Tx tx, GovernanceDecision decision, List<Approval> earlier)
      throws SQLException {
    switch (decision.verdict()) {
      case ALLOW ->
          throw failure(Kind.CONFLICT, "APPROVAL_INVALID", "an allowed plan needs no approval");
      case DENY ->
          throw failure(Kind.REFUSED, "DECISION_DENIED", "denied plans cannot be approved");
      case NEED_APPROVAL -> {}
    }
    if (earlier.stream().anyMatch(word -> word.action() == Approval.Action.REJECT)) {
      throw failure(Kind.REFUSED, "APPROVAL_INVALID", "the decision was rejected, which is final");
    }
    if (earlier.stream().anyMatch(word -> word.usedByExecutionId() != null)) {
      throw failure(Kind.CONFLICT, "APPROVAL_INVALID", "the decision was executed already");
    }
    if (!isNewest(tx, decision)) {
      throw failure(
          Kind.CONFLICT, "DECISION_STALE", "the plan was judged again after this decision");
    }
  }

  private void requireOther(Tx tx, GovernanceDecision decision, String account)
      throws SQLException {
    String submitter =
        governance.plan(tx, decision.planId()).map(ChangePlan::submittedBy).orElse(null);
    if (isOwn(submitter, decision, account)) {
      throw failure(Kind.REFUSED, "APPROVAL_INVALID", own(decision));
    }
  }

  private static boolean isOwn(
      @Nullable String submitter, GovernanceDecision decision, String account) {
    return decision.riskEffective().compareTo(Risk.HIGH) >= 0
        && submitter != null
        && samePerson(submitter, account);
  }

  private static String own(GovernanceDecision decision) {
    return "who handed in a change of "
        + decision.riskEffective().code()
        + " risk cannot approve it";
  }

  /** How many different people must approve a decision. */
  public static int wanted(GovernanceDecision decision) {
    return decision.riskEffective() == Risk.CRITICAL ? 2 : 1;
  }

  /** How long an approval given now can be used, unless the approver says otherwise. */
  public Duration validity() {
    return validity;
  }

  /**
   * Why this person's approval would not be taken, or would not help, for people; null when it
   * would.
   */
  @Nullable String whyNot(
      ChangePlan plan, GovernanceDecision decision, List<Approval> words, String account) {
    Instant now = clock.now();
    if (isOwn(plan.submittedBy(), decision, account)) {
      return "You handed it in: " + own(decision) + ".";
    }
    boolean given =
        words.stream()
            .filter(word -> word.action() == Approval.Action.APPROVE && stillGood(word, now))
            .anyMatch(word -> samePerson(word.approvedBy(), account));
    return given && wanted(decision) > 1
        ? "You approved it already; critical risk needs a second person."
        : null;
  }

  private boolean isNewest(Tx tx, GovernanceDecision decision) throws SQLException {
    return governance
        .newestDecision(tx, decision.planId())
        .map(GovernanceDecision::id)
        .filter(decision.id()::equals)
        .isPresent();
  }

  /**
   * Whether an execution of a {@code need_approval} decision may run.
   *
   * @param approvalId the approval presented, or null
   * @param subjectHash of plan, contents and policy as they are now
   */
  public ApprovalCheck check(
      Tx tx, GovernanceDecision decision, @Nullable String approvalId, String subjectHash)
      throws SQLException {
    if (approvalId == null) {
      return new ApprovalCheck.Missing("The gate asks for an approval, and none was given.");
    }
    Optional<Approval> presented =
        Ids.is(Ids.APPROVAL, approvalId) ? governance.approval(tx, approvalId) : Optional.empty();
    if (presented.isEmpty()) {
      return new ApprovalCheck.Invalid("There is no approval with this id.");
    }
    Approval approval = presented.get();
    if (approval.action() != Approval.Action.APPROVE
        || !approval.decisionId().equals(decision.id())
        || !approval.subjectHash().equals(subjectHash)) {
      return new ApprovalCheck.Invalid("It does not cover this plan, content and policy.");
    }
    String usedBy = approval.usedByExecutionId();
    if (usedBy != null) {
      return new ApprovalCheck.Used(usedBy);
    }
    Instant now = clock.now();
    if (!stillGood(approval, now)) {
      return new ApprovalCheck.Invalid("It has expired; approve again.");
    }
    if (!isNewest(tx, decision)) {
      return new ApprovalCheck.Invalid("The plan was judged again after it was given.");
    }
    return enough(decision, approval, governance.approvals(tx, decision.id()), now);
  }

  private static ApprovalCheck enough(
      GovernanceDecision decision, Approval presented, List<Approval> words, Instant now) {
    if (words.stream().anyMatch(word -> word.action() == Approval.Action.REJECT)) {
      return new ApprovalCheck.Invalid("The decision was rejected, which is final.");
    }
    if (wanted(decision) == 1) {
      return new ApprovalCheck.Granted(List.of(presented));
    }
    return words.stream()
        .filter(word -> word.usedByExecutionId() == null && stillGood(word, now))
        .filter(word -> !samePerson(word.approvedBy(), presented.approvedBy()))
        .findFirst()
        .<ApprovalCheck>map(second -> new ApprovalCheck.Granted(List.of(presented, second)))
        .orElse(
            new ApprovalCheck.Missing("Critical risk needs a second approval, by another person."));
  }

  /** Uses up what {@link #check} granted; in the unit that inserts the execution. */
  public void use(Tx tx, ApprovalCheck.Granted granted, String executionId) throws SQLException {
    for (Approval approval : granted.approvals()) {
      governance.useApproval(tx, approval.id(), executionId, clock.now());
    }
  }

  private static boolean stillGood(Approval approval, Instant now) {
    return now.isBefore(approval.expiresAt());
  }

  /** Account names ignore case: some systems do, and two people must really be two. */
  private static boolean samePerson(String a, String b) {
    return a.strip().equalsIgnoreCase(b.strip());
  }

  private static EngineException failure(Kind kind, String code, String why) {
    return EngineException.of(
            kind, code, "The decision was neither approved nor rejected: " + why + ".")
        .with("Nothing was stored or changed.", "Look at the plan's newest decision.");
  }
}
