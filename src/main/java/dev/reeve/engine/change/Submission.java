package dev.reeve.engine.change;

import dev.reeve.engine.workspace.Sha256;

/**
 * A plan with the change set that carries it out, and which part of the engine hands it in. Source:
 * {@code docs/reference/changes.md}.
 *
 * @param kind given by the calling code, never read from outside
 */
public record Submission(ChangePlan plan, ChangeSet changeSet, ChangeKind kind) {

  /** The hash that a decision and an approval are bound to: plan, contents and policy together. */
  public String subjectHash(PolicySnapshot policy) {
    return subjectHash(plan, changeSet, policy.hash());
  }

  static String subjectHash(ChangePlan plan, ChangeSet set, String policyHash) {
    return Sha256.of(
        String.join(
            "\n",
            "reeve-subject-v1",
            plan.id(),
            plan.hash(),
            set.id(),
            ChangeSet.checksum(set.changes()),
            policyHash));
  }
}
