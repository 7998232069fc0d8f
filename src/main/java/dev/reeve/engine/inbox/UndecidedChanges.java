package dev.reeve.engine.inbox;

import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.Approvals;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.Governance;
import dev.reeve.engine.change.GovernanceDecision;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import dev.reeve.engine.workspace.EngineClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Changes that the gate let through only with an approval, and that have not enough of them.
 * Source: {@code docs/reference/inbox.md}.
 */
public final class UndecidedChanges implements InboxSource {
  private static final int MOST_LINES = 40;

  private final Governance governance;
  private final EngineClock clock;

  public UndecidedChanges(Governance governance, EngineClock clock) {
    this.governance = governance;
    this.clock = clock;
  }

  @Override
  public InboxKind kind() {
    return InboxKind.APPROVAL_NEEDED;
  }

  @Override
  public boolean changedBy(EngineEvent event) {
    return event instanceof ExecutionEvent.Changed;
  }

  @Override
  public List<Concern> read() {
    List<Concern> out = new ArrayList<>();
    for (GovernanceDecision decision : governance.waiting()) {
      List<Approval> good = good(governance, decision, clock.now());
      if (good.size() < Approvals.wanted(decision)) {
        out.add(concern(governance.judged(decision.id()), good));
      }
    }
    return out;
  }

  /** Approvals of a decision that can still be used. */
  static List<Approval> good(Governance governance, GovernanceDecision decision, Instant now) {
    return governance.words(decision.id()).stream()
        .filter(word -> word.action() == Approval.Action.APPROVE)
        .filter(word -> word.usedByExecutionId() == null && now.isBefore(word.expiresAt()))
        .toList();
  }

  private Concern concern(Governance.Judged judged, List<Approval> good) {
    GovernanceDecision decision = judged.decision();
    ChangePlan plan = judged.submission().plan();
    String so =
        good.isEmpty()
            ? ""
            : " "
                + good.getFirst().approvedBy()
                + " approved it; critical risk needs a second person.";
    return new Concern(
        Concern.id(kind(), decision.id()),
        kind(),
        plan.intent(),
        GateReasons.capital(GateReasons.sentence(decision.reasons()))
            + "."
            + so
            + " Read what it changes, then approve or reject it; nothing is changed before.",
        decision.riskEffective().ordinal(),
        decision.evaluatedAt(),
        null,
        plan.submittedBy() == null ? plan.createdBy() : plan.submittedBy(),
        InboxPlace.of(Pane.APPROVAL, decision.id()),
        details(plan, judged.submission().changeSet(), decision));
  }

  private static List<String> details(ChangePlan plan, ChangeSet set, GovernanceDecision decision) {
    List<String> lines = new ArrayList<>();
    if (!plan.objective().equals(plan.intent())) { // else it is what the row is called
      lines.add("objective: " + plan.objective());
    }
    lines.add("reason: " + plan.rationale());
    String proposed = plan.riskProposed().code();
    String judged = decision.riskEffective().code();
    lines.add("risk: " + (proposed.equals(judged) ? judged : proposed + ", judged " + judged));
    lines.add("way back: " + plan.rollbackPlan());
    lines.add("decision: " + decision.id());
    lines.add("plan: " + decision.planId());
    lines.add("files:");
    set.changes().stream()
        .limit(MOST_LINES)
        .map(
            change ->
                change.operation().name().toLowerCase(Locale.ROOT)
                    + " "
                    + change.path()
                    + (change.to() == null ? "" : " to " + change.to()))
        .forEach(lines::add);
    if (set.changes().size() > MOST_LINES) {
      lines.add("and " + (set.changes().size() - MOST_LINES) + " more files");
    }
    return lines.stream().collect(Collectors.toUnmodifiableList());
  }

  @Override
  public boolean endedByPerson(Concern gone, Instant shownAt) {
    return true; // nothing but a person's word, or a new plan handed in, ends it
  }
}
