package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;

/**
 * What the console asks about a change that the gate leaves to people. Every word and every run
 * goes through {@link Approvals} and {@link Executor}, which are the only ones that decide. Calls
 * block. Source: {@code docs/reference/changes.md}.
 */
public interface ApprovalView {
  /**
   * Hands a change in and has it judged; nothing in the workspace is changed.
   *
   * @return how it stands: most wait for a person then
   * @throws dev.reeve.engine.workspace.EngineException as {@link Governance#submit}
   */
  Proposal handIn(ChangePlan plan, ChangeSet changes, String operator);

  /**
   * The same for what somebody wrote down: an object with the members {@code plan} and {@code
   * changeset}. A plan id that the change set does not name is that of the plan.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code INVALID_FIELD} and the like, naming
   *     every problem; as {@link Governance#submit}
   */
  Proposal handIn(JsonNode document, String operator);

  /**
   * A decision with what it would do, looked at now.
   *
   * @param operator signed-in account that reads it
   * @throws dev.reeve.engine.workspace.EngineException {@code INVALID_ID}, {@code NOT_FOUND}
   */
  Proposal show(String decisionId, String operator);

  /**
   * What the change would come to without some of its files; nothing is stored.
   *
   * @param leftOut paths of the change as it was handed in; empty for all of it
   * @throws dev.reeve.engine.workspace.EngineException as {@link Exclusions#consider}
   */
  Proposal consider(String decisionId, Set<String> leftOut, String operator);

  /**
   * Leaves files out: the rest is judged as a change of its own, and no earlier approval holds.
   *
   * @return the decision on the rest; the same one when nothing else is left out than before
   * @throws dev.reeve.engine.workspace.EngineException as {@link Exclusions#exclude}
   */
  Proposal exclude(String decisionId, Set<String> leftOut, String operator);

  /**
   * Goes through every step of carrying it out and writes nothing; an approval that is still
   * missing does not stop it.
   *
   * @throws dev.reeve.engine.workspace.EngineException as {@link Executor#execute}
   */
  DryRun dryRun(String decisionId, String operator);

  /**
   * The same for what would be left without some of its files: as {@link #consider}, it is not
   * handed in, so that no earlier approval is void and nothing new waits for a person.
   *
   * @param leftOut paths of the change as it was handed in; empty for all of it
   * @throws dev.reeve.engine.workspace.EngineException as {@link #consider} and {@link
   *     Executor#execute}
   */
  DryRun dryRun(String decisionId, Set<String> leftOut, String operator);

  /**
   * Approves it, for the usual time.
   *
   * @throws dev.reeve.engine.workspace.EngineException as {@link Approvals#approve}
   */
  default Approval approve(String decisionId, String operator, String notes) {
    return approve(decisionId, operator, notes, Approvals.USUAL);
  }

  /**
   * Approves it.
   *
   * @param validFor one of {@link Approvals#CHOICES}
   * @throws dev.reeve.engine.workspace.EngineException as {@link Approvals#approve}
   */
  Approval approve(String decisionId, String operator, String notes, Duration validFor);

  /**
   * Rejects it, for good.
   *
   * @throws dev.reeve.engine.workspace.EngineException as {@link Approvals#reject}
   */
  Approval reject(String decisionId, String operator, String notes);

  /**
   * Carries it out under the approvals it has.
   *
   * @return the execution, completed or not
   * @throws dev.reeve.engine.workspace.EngineException {@code APPROVAL_REQUIRED} when there are not
   *     enough; {@code NOT_RUN_HERE} for what only its own part of the engine carries out; as
   *     {@link Executor#execute}
   */
  ExecutionRow run(String decisionId, String operator);

  /**
   * Has it judged again under the policy as it is now; earlier approvals are void.
   *
   * @return the new decision
   */
  Proposal judgeAgain(String decisionId, String operator);

  /**
   * Stops a running execution at its next safe point; its files are put back.
   *
   * @throws dev.reeve.engine.workspace.EngineException as {@link Executor#cancel}
   */
  void stop(String executionId);
}
