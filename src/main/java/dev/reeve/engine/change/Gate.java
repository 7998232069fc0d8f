package dev.reeve.engine.change;

/**
 * Judges a submission and never writes. The answer depends on the submission, the policy and the
 * file types met on the paths only: no randomness, network or history. Safe on any thread; looks at
 * the disk, so not on the JavaFX thread. Source: {@code docs/reference/changes.md}.
 */
public interface Gate {

  /** The decision on a submission under this policy. */
  GovernanceDecision judge(Submission submission, PolicySnapshot policy, AuditHashes audit);

  /** The verdict that follows without looking at the disk: for checking old evidence. */
  Verdict verdictOnPaper(Submission submission, PolicySnapshot policy);
}
