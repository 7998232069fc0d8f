package dev.reeve.engine.change;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one execution was founded on and what it logged, with each piece of its evidence computed
 * anew. Immutable. Source: {@code docs/reference/changes.md}.
 *
 * @param plan null for a small execution, which has none
 * @param changes what it was to do, also where it was only tried; null for a small execution
 * @param decision the gate's answer, null likewise
 * @param approvals that it used up, oldest first; empty where it needed none
 * @param checks plan, change set, decision and execution, in this order
 * @param otherDamage further files that differ from the manifest
 * @param stepLogs such as {@code 01_validate} to its text; empty for a small execution
 */
public record ExecutionEvidence(
    String executionId,
    @Nullable ChangePlan plan,
    @Nullable ChangeSet changes,
    @Nullable GovernanceDecision decision,
    List<Approval> approvals,
    List<Check> checks,
    List<String> otherDamage,
    Map<String, Replay.LogText> stepLogs) {

  /** How a piece stands against its record. */
  public enum State {
    HOLDS,
    DIFFERS,
    /** Its record is there, the piece is not, or it cannot be read. */
    MISSING,
    /** Nothing is kept to compare: a small, pruned or unfinished execution. */
    NOT_KEPT
  }

  /**
   * One piece, computed anew.
   *
   * @param piece plan, changeset, decision or execution
   * @param expected SHA-256 on record, null when none is kept
   * @param found SHA-256 of what lies there, null when nothing readable does
   */
  public record Check(
      String piece, State state, @Nullable String expected, @Nullable String found) {
    static Check of(String piece, @Nullable String expected, @Nullable String found) {
      if (expected == null) {
        return new Check(piece, State.NOT_KEPT, null, found);
      }
      if (found == null) {
        return new Check(piece, State.MISSING, expected, null);
      }
      State state = expected.equals(found) ? State.HOLDS : State.DIFFERS;
      return new Check(piece, state, expected, found);
    }
  }

  /** Whether nothing differs and nothing is missing. */
  public boolean whole() {
    return otherDamage.isEmpty()
        && checks.stream()
            .noneMatch(check -> check.state() == State.DIFFERS || check.state() == State.MISSING);
  }
}
