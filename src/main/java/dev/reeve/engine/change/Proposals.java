package dev.reeve.engine.change;

import dev.reeve.engine.change.FileChange.Operation;
import dev.reeve.engine.change.Proposal.Item;
import dev.reeve.engine.change.Proposal.Standing;
import dev.reeve.engine.workspace.Config;
import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a change legible to the person who is to approve it. Reads, and examines the files as an
 * execution does before it touches anything. Source: {@code docs/reference/changes.md}. Calls
 * block.
 */
public final class Proposals {
  private final ChangeTools tools;
  private final Governance governance;
  private final Gate gate;

  Proposals(ChangeTools tools, Governance governance, Gate gate) {
    this.tools = tools;
    this.governance = governance;
    this.gate = gate;
  }

  /**
   * A stored decision.
   *
   * @param account who reads it
   * @throws EngineException {@code INVALID_ID}, {@code NOT_FOUND}, {@code POLICY_INVALID}
   */
  public Proposal show(String decisionId, String account) {
    Governance.Judged judged = governance.judged(decisionId);
    return of(judged.submission(), judged.decision(), true, account);
  }

  /**
   * What a stored change would come to without some of its files; nothing is stored. It has the
   * hash that its decision will be bound to, and no decision yet.
   *
   * @throws EngineException {@code POLICY_INVALID}
   */
  Proposal left(Submission rest, String account) {
    return of(rest, judge(rest), false, account);
  }

  /**
   * What handing this in would come to; nothing is stored. It has the hash that its decision will
   * be bound to, as long as this very submission is handed in.
   *
   * @throws EngineException {@code POLICY_INVALID}
   */
  Proposal preview(Submission submission, String account) {
    Submission owned =
        new Submission(
            submission.plan().submittedBy(account), submission.changeSet(), submission.kind());
    return of(owned, judge(owned), false, account);
  }

  /** As the gate would decide now; nothing is stored. */
  GovernanceDecision judge(Submission submission) {
    return gate.judge(submission, PolicySnapshot.read(tools.workspace()), AuditHashes.UNKNOWN);
  }

  /** Of the policy as it is now. */
  public String policyHash() {
    return PolicySnapshot.read(tools.workspace()).hash();
  }

  /** What was said about a decision, and what became of it. */
  private record Record(List<Approval> words, @Nullable String newest) {
    Optional<String> executed() {
      return words.stream().map(Approval::usedByExecutionId).filter(Objects::nonNull).findFirst();
    }

    boolean rejected() {
      return words.stream().anyMatch(word -> word.action() == Approval.Action.REJECT);
    }

    int good(Instant now) {
      return (int)
          words.stream()
              .filter(word -> word.action() == Approval.Action.APPROVE)
              .filter(word -> word.usedByExecutionId() == null && now.isBefore(word.expiresAt()))
              .count();
    }
  }

  private Proposal of(
      Submission submission, GovernanceDecision decision, boolean stored, String account) {
    Instant now = tools.clock().now();
    ChangePlan plan = submission.plan();
    Record record = stored ? record(decision) : new Record(List.of(), null);
    String policyNow = PolicySnapshot.read(tools.workspace()).hash();
    int needed = Approvals.wanted(decision);
    Standing standing = standing(decision, stored, record, policyNow, needed, now);
    Looked looked =
        standing == Standing.EXECUTED || standing == Standing.DENIED
            ? new Looked(Map.of(), null, null)
            : look(submission.changeSet());
    return new Proposal(
        stored ? decision.id() : null,
        submission.kind().code(),
        plan,
        submission.changeSet().checksum(),
        decision.subjectHash(),
        decision.policySnapshotHash(),
        policyNow,
        decision.verdict(),
        decision.riskEffective(),
        riskReason(plan, decision),
        decision.reasons(),
        decision.findings(),
        decision.requiredActions(),
        decision.suggestions(),
        decision.evaluatedAt(),
        items(submission.changeSet(), looked),
        whole(submission, policyNow),
        record.words(),
        needed,
        record.good(now),
        tools.approvals().validity(),
        standing,
        record.executed().orElse(null),
        standing == Standing.SUPERSEDED ? record.newest() : null,
        tools.approvals().whyNot(plan, decision, record.words(), account),
        looked.problem(),
        looked.code(),
        now);
  }

  private Record record(GovernanceDecision decision) {
    return tools
        .store()
        .read(
            tx ->
                new Record(
                    tools.governance().approvals(tx, decision.id()),
                    tools
                        .governance()
                        .newestDecision(tx, decision.planId())
                        .map(GovernanceDecision::id)
                        .orElse(null)));
  }

  private static Standing standing(
      GovernanceDecision decision,
      boolean stored,
      Record record,
      String policyNow,
      int needed,
      Instant now) {
    if (decision.verdict() == Verdict.DENY) {
      return Standing.DENIED;
    }
    if (!stored) {
      return Standing.PREVIEW;
    }
    if (record.executed().isPresent()) {
      return Standing.EXECUTED;
    }
    if (record.rejected()) {
      return Standing.REJECTED;
    }
    if (!decision.id().equals(record.newest())) {
      return Standing.SUPERSEDED;
    }
    if (!decision.policySnapshotHash().equals(policyNow)) {
      return Standing.POLICY_CHANGED;
    }
    if (decision.verdict() == Verdict.ALLOW) {
      return Standing.ALLOWED;
    }
    return record.good(now) >= needed ? Standing.APPROVED : Standing.WAITING;
  }

  /** The gate writes it into the plan, or says it as one of its reasons. */
  private static @Nullable String riskReason(ChangePlan plan, GovernanceDecision decision) {
    if (decision.riskEffective().compareTo(plan.riskProposed()) <= 0) {
      return null;
    }
    return plan.riskReason() != null
        ? plan.riskReason()
        : decision.reasons().stream()
            .filter(reason -> reason.startsWith("Risk escalated"))
            .findFirst()
            .orElse(null);
  }

  /**
   * How the files stand against what the change expects.
   *
   * @param refused by number of the change, from 1
   * @param problem what is about none of them, with its code
   */
  private record Looked(
      Map<Integer, EngineException> refused, @Nullable String problem, @Nullable String code) {
    static Looked failed(EngineException why) {
      return new Looked(Map.of(), why.getMessage(), why.code());
    }
  }

  private Looked look(ChangeSet set) {
    try {
      Preflight preflight = new Preflight(tools.workspace(), tools.vault());
      return new Looked(preflight.examine(set, true).refused(), null, null);
    } catch (EngineException e) {
      return Looked.failed(e);
    } catch (IOException e) {
      return Looked.failed(Failures.of(e));
    }
  }

  private List<Item> items(ChangeSet set, Looked looked) {
    List<Item> out = new ArrayList<>();
    for (FileChange change : set.changes()) {
      out.add(item(change, looked.refused().get(out.size() + 1)));
    }
    return List.copyOf(out);
  }

  /** The files of the set it was made from, looked at as well: they can be taken in again. */
  private Proposal.@Nullable Whole whole(Submission submission, String policyNow) {
    ChangeSet.LeftOut leftOut = submission.changeSet().leftOut();
    if (leftOut == null) {
      return null;
    }
    ChangeSet all = governance.changeSet(leftOut.from());
    return new Proposal.Whole(
        Submission.subjectHash(submission.plan(), all, policyNow), items(all, look(all)));
  }

  private Item item(FileChange change, @Nullable EngineException refused) {
    boolean moves = change.to() != null;
    byte[] before = moves ? null : before(change);
    byte[] after = moves ? null : after(change);
    boolean known =
        !moves
            && (before != null) == (change.operation() != Operation.CREATE)
            && (after != null) == (change.operation() != Operation.DELETE);
    UnifiedDiff diff = known ? UnifiedDiff.of(change.path(), before, after) : UnifiedDiff.NONE;
    return new Item(
        change.operation().code(),
        change.path(),
        change.to(),
        change.expectedHash(),
        change.intendedHash(),
        diff.added(),
        diff.removed(),
        diff.text(),
        restorable(change),
        refused == null ? null : refused.code(),
        refused == null ? null : refused.getMessage());
  }

  /** Former contents live as long as the execution's evidence; what made or moved takes none. */
  private boolean restorable(FileChange change) {
    Config.Keep keep = tools.workspace().config().keep();
    boolean evidenceStays = keep.manual() || keep.days() > 0 || keep.executions() > 0;
    return evidenceStays
        || change.operation() == Operation.CREATE
        || change.operation() == Operation.MOVE;
  }

  private byte @Nullable [] before(FileChange change) {
    byte[] given = change.oldBytes();
    String hash = change.expectedHash();
    if (given != null || hash == null) {
      return given;
    }
    byte[] kept = tools.vault().read(hash);
    return kept != null ? kept : there(change.path(), hash);
  }

  private byte @Nullable [] after(FileChange change) {
    byte[] given = change.newBytes();
    String hash = change.newHash();
    return given != null || hash == null ? given : tools.vault().read(hash);
  }

  /** The live file, where it is what the change expects. */
  private byte @Nullable [] there(String path, String hash) {
    try {
      Path place = Places.check(tools.workspace(), Places.of(path));
      byte[] bytes = FileBytes.orNull(place);
      return bytes != null && dev.reeve.engine.workspace.Sha256.of(bytes).equals(hash)
          ? bytes
          : null;
    } catch (EngineException | IOException unreadable) {
      return null; // the look at the files says why
    }
  }
}
