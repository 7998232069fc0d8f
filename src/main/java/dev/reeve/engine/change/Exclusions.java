package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.change.Proposal.Standing;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Leaves single files out of a change before it is approved. What is left is another change set of
 * the same plan: judged anew, with its own hash, so that no earlier word holds for it. The same
 * files left out give the same set and hash, and none left out gives the first one back. Source:
 * {@code docs/reference/changes.md}. Calls block.
 */
public final class Exclusions {
  private final ChangeTools tools;
  private final Governance governance;
  private final Proposals proposals;

  Exclusions(ChangeTools tools, Governance governance, Proposals proposals) {
    this.tools = tools;
    this.governance = governance;
    this.proposals = proposals;
  }

  /** What is left, and of which decision's change. */
  private record Rest(Governance.Judged of, Submission submission) {}

  /**
   * What the change would come to without these files; nothing is stored.
   *
   * @param leftOut paths of the change as it was handed in; empty for all of it
   * @param account who reads it
   * @throws EngineException {@code NOT_FOUND}; {@code NOT_DIVISIBLE} for a change that belongs
   *     together; {@code INVALID_FIELD} for a path that is not in it; {@code EMPTY_CHANGESET}
   */
  public Proposal consider(String decisionId, Set<String> leftOut, String account) {
    Rest rest = rest(decisionId, leftOut);
    return isSame(rest)
        ? proposals.show(decisionId, account)
        : proposals.left(rest.submission(), account);
  }

  /**
   * What is left as the gate would judge it, for a dry run; nothing is stored.
   *
   * @throws EngineException as {@link #consider}
   */
  public Governance.Judged judge(String decisionId, Set<String> leftOut) {
    Rest rest = rest(decisionId, leftOut);
    return isSame(rest)
        ? rest.of()
        : new Governance.Judged(rest.submission(), proposals.judge(rest.submission()));
  }

  /**
   * Hands in what is left and has it judged; earlier approvals of the plan are void then. The trail
   * says first what was left out and by whom.
   *
   * @throws EngineException as {@link #consider}; {@code DECISION_STALE} when the decision was
   *     executed or rejected, or is not its plan's newest, also when that happened meanwhile
   */
  public Proposal exclude(String decisionId, Set<String> leftOut, String account) {
    Rest rest = rest(decisionId, leftOut);
    Proposal now = proposals.show(decisionId, account);
    String newer = now.newerDecision();
    if (newer != null && governance.judged(newer).submission().changeSet().id().equals(id(rest))) {
      return proposals.show(newer, account); // somebody was faster, with the same
    }
    requireOpen(now);
    if (isSame(rest)) {
      return now;
    }
    ObjectNode members = members(rest, leftOut);
    tools.trail().append("files_excluded", account, members);
    try {
      GovernanceDecision next = governance.replace(rest.of().decision(), rest.submission());
      return proposals.show(next.id(), account);
    } catch (RuntimeException e) {
      tools.trail().append("exclusion_void", account, members);
      throw e;
    }
  }

  private Rest rest(String decisionId, Set<String> leftOut) {
    Governance.Judged judged = governance.judged(decisionId);
    Submission of = judged.submission();
    if (of.kind() != ChangeKind.CHANGES) {
      throw EngineException.of(
              Kind.CONFLICT,
              "NOT_DIVISIBLE",
              "No file was left out: what Reeve's own features hand in belongs together.")
          .with("Nothing was changed.", "Approve or reject all of it.");
    }
    ChangeSet.LeftOut earlier = of.changeSet().leftOut();
    ChangeSet whole = earlier == null ? of.changeSet() : governance.changeSet(earlier.from());
    Set<String> unknown = new HashSet<>(leftOut);
    whole.changes().forEach(change -> unknown.remove(change.path()));
    if (!unknown.isEmpty()) {
      throw EngineException.of(
              Kind.INVALID,
              "INVALID_FIELD",
              "No file was left out: not in this change are " + String.join(", ", unknown) + ".")
          .with("Nothing was changed.", "");
    }
    ChangeSet rest = leftOut.isEmpty() ? whole : whole.without(leftOut);
    if (rest.changes().isEmpty()) {
      throw EngineException.of(
              Kind.INVALID, "EMPTY_CHANGESET", "The files were not left out: none would remain.")
          .with("Nothing was changed.", "Reject the change instead.");
    }
    return new Rest(judged, new Submission(of.plan(), rest, of.kind()));
  }

  private static boolean isSame(Rest rest) {
    return rest.of().submission().changeSet().id().equals(id(rest));
  }

  private static String id(Rest rest) {
    return rest.submission().changeSet().id();
  }

  private static void requireOpen(Proposal now) {
    boolean open =
        now.standing() == Standing.WAITING
            || now.standing() == Standing.APPROVED
            || now.standing() == Standing.DENIED
            || now.standing() == Standing.POLICY_CHANGED;
    if (!open) {
      throw Governance.stale();
    }
  }

  private static ObjectNode members(Rest rest, Set<String> leftOut) {
    Submission submission = rest.submission();
    List<String> remaining =
        submission.changeSet().changes().stream().map(FileChange::path).toList();
    ObjectNode members = Json.mapper().createObjectNode();
    members.put("plan_id", submission.plan().id());
    members.put("decision_id", rest.of().decision().id());
    members.put("changeset_id", submission.changeSet().id());
    members.put("from_changeset_id", rest.of().submission().changeSet().id());
    members.set("excluded", Json.mapper().valueToTree(leftOut.stream().sorted().toList()));
    members.put("remaining", remaining.size());
    return members;
  }
}
