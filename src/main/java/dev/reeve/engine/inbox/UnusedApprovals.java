package dev.reeve.engine.inbox;

import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.Approvals;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.Governance;
import dev.reeve.engine.change.GovernanceDecision;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import dev.reeve.engine.workspace.EngineClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Approvals that have not been used: an approved change stands nowhere else until it is carried
 * out, and some approvals last for days. Source: {@code docs/reference/inbox.md}.
 */
public final class UnusedApprovals implements InboxSource {
  private final Governance governance;
  private final EngineClock clock;

  public UnusedApprovals(Governance governance, EngineClock clock) {
    this.governance = governance;
    this.clock = clock;
  }

  @Override
  public InboxKind kind() {
    return InboxKind.APPROVAL_UNUSED;
  }

  @Override
  public boolean changedBy(EngineEvent event) {
    return event instanceof ExecutionEvent.Changed;
  }

  @Override
  public List<Concern> read() {
    Instant now = clock.now();
    List<Concern> out = new ArrayList<>();
    for (GovernanceDecision decision : governance.waiting()) {
      List<Approval> good = UndecidedChanges.good(governance, decision, now);
      if (good.size() >= Approvals.wanted(decision)) {
        Approval first = good.stream().min(Comparator.comparing(Approval::expiresAt)).orElseThrow();
        out.add(concern(decision, first));
      }
    }
    return out;
  }

  private Concern concern(GovernanceDecision decision, Approval approval) {
    return new Concern(
        Concern.id(kind(), decision.id()),
        kind(),
        governance.judged(decision.id()).submission().plan().intent(),
        approval.approvedBy()
            + " approved it, and it has not been carried out. Carry it out before the approval"
            + " expires, or approve it again.",
        0,
        approval.approvedAt(),
        approval.expiresAt(),
        approval.approvedBy(),
        InboxPlace.of(Pane.APPROVAL, decision.id()),
        List.of(
            "approval: " + approval.id(),
            "decision: " + decision.id() + " on " + decision.planId(),
            "note: " + (approval.notes().isBlank() ? "none" : approval.notes())));
  }

  @Override
  public boolean endedByPerson(Concern gone, Instant shownAt) {
    return true; // it was used or voided; one that expired waits for an approval again
  }
}
