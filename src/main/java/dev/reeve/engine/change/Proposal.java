package dev.reeve.engine.change;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change as a person sees it before saying yes or no: what it would do, on what grounds, how the
 * gate judged it, and whose word it still needs. Immutable. Source: {@code
 * docs/reference/changes.md}.
 *
 * @param decisionId the decision a word would be bound to; null while nothing was handed in, as in
 *     the preview of an undo
 * @param kind which part of the engine hands it in, as in {@link ChangeKind}
 * @param checksum of the change set, null where there is none yet
 * @param subjectHash what the decision is, or will be, bound to: plan, contents and policy; null
 *     where only the act itself makes them, as in the undo of a setting
 * @param policyHash of the policy it was judged under
 * @param policyNow of the policy as it is now
 * @param riskReason why the risk was raised, null when it was not
 * @param items what it does, without what was left out
 * @param whole the change as it was handed in, where a person left files out; else null
 * @param words approvals and rejections, oldest first
 * @param needed how many different people must approve
 * @param good approvals that can be used now
 * @param validFor how long an approval given now can be used
 * @param executionId the execution that carried it out, else null
 * @param newerDecision the plan's newest decision when this one is no longer it, else null
 * @param mayNotApprove why this person cannot approve it, for people; null when they can
 * @param problem why none of it can be done now, as far as it is about no single file; else null
 * @param problemCode stable code of that; null where it has none, as in the undo of a write
 * @param lookedAt when the files were looked at
 */
public record Proposal(
    @Nullable String decisionId,
    String kind,
    ChangePlan plan,
    @Nullable String checksum,
    @Nullable String subjectHash,
    String policyHash,
    String policyNow,
    Verdict verdict,
    Risk risk,
    @Nullable String riskReason,
    List<String> reasons,
    List<GateFinding> findings,
    List<String> requiredActions,
    List<String> suggestions,
    Instant judgedAt,
    List<Item> items,
    @Nullable Whole whole,
    List<Approval> words,
    int needed,
    int good,
    Duration validFor,
    Standing standing,
    @Nullable String executionId,
    @Nullable String newerDecision,
    @Nullable String mayNotApprove,
    @Nullable String problem,
    @Nullable String problemCode,
    Instant lookedAt) {

  /** How it stands. */
  public enum Standing {
    /** Nothing was handed in yet; saying yes hands it in. */
    PREVIEW,
    /** It waits for a person's word. */
    WAITING,
    /** Enough people approved it, and it was not carried out. */
    APPROVED,
    /** Somebody rejected it, which is final. */
    REJECTED,
    /** It was carried out under its approvals. */
    EXECUTED,
    /** The plan was judged again: another decision holds. */
    SUPERSEDED,
    /** The policy was edited since it was judged: it must be judged again. */
    POLICY_CHANGED,
    /** The gate denied it; nobody can approve it. */
    DENIED,
    /** The gate allowed it; it needs nobody. */
    ALLOWED
  }

  /**
   * What it does to one file.
   *
   * @param operation create, update, delete or move
   * @param to where a move leads, else null
   * @param beforeHash content it expects, null for a new file
   * @param afterHash content it leaves, null for a deleted file
   * @param diff unified diff, empty for binary or unknown content
   * @param restorable whether it can be undone afterwards
   * @param code why it cannot be done now, null when it can
   * @param problem the same for people
   */
  public record Item(
      String operation,
      String path,
      @Nullable String to,
      @Nullable String beforeHash,
      @Nullable String afterHash,
      int linesAdded,
      int linesRemoved,
      String diff,
      boolean restorable,
      @Nullable String code,
      @Nullable String problem) {}

  /**
   * The change before files were left out of it.
   *
   * @param subjectHash what a decision about all of it is bound to, under the policy as it is now
   * @param items every file, in the order of the change
   */
  public record Whole(String subjectHash, List<Item> items) {}

  /** Every file of the change as it was handed in, in its order. */
  public List<Item> all() {
    return whole == null ? items : whole.items();
  }

  /** Paths that were left out. */
  public Set<String> leftOut() {
    Set<String> out = new LinkedHashSet<>();
    all().forEach(item -> out.add(item.path()));
    items.forEach(item -> out.remove(item.path()));
    return out;
  }

  /** Files that cannot be brought back once it is done. */
  public List<Item> permanent() {
    return items.stream().filter(item -> !item.restorable()).toList();
  }

  /** Files that are not as it expects them. */
  public List<Item> refused() {
    return items.stream().filter(item -> item.code() != null).toList();
  }

  /** Whether the gate found more risk than was proposed. */
  public boolean raised() {
    return risk.compareTo(plan.riskProposed()) > 0;
  }
}
