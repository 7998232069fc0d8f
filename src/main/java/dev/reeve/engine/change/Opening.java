package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.util.List;

/**
 * Puts an execution on record before anything else: its history row, then its folder with plan, set
 * and decision. {@link Closing} is its counterpart.
 */
final class Opening {
  private final ChangeTools tools;

  Opening(ChangeTools tools) {
    this.tools = tools;
  }

  /**
   * @return the execution's log, begun
   * @throws EngineException when the record cannot be kept; the row has ended with that then
   */
  ExecutionLog open(
      ExecutionHead head,
      Submission submission,
      GovernanceDecision decision,
      List<Approval> approvals,
      Deadline deadline) {
    tools
        .store()
        .write(
            tx -> {
              tools.history().insert(tx, head, tools.owners().current());
              return true;
            });
    try {
      ExecutionLog log =
          tools.reserve().spend(() -> folder(head.id(), submission, decision, approvals));
      log.started(head);
      return log;
    } catch (IOException e) {
      throw ended(head.id(), Failures.of(e), deadline);
    }
  }

  private ExecutionLog folder(
      String id, Submission submission, GovernanceDecision decision, List<Approval> approvals)
      throws IOException {
    tools
        .artifacts()
        .begin(
            id,
            submission.plan(),
            submission.changeSet(),
            decision,
            approvals,
            PolicySnapshot.read(tools.workspace()));
    return ExecutionLog.open(tools.artifacts(), id, tools.clock());
  }

  private EngineException ended(String id, EngineException failure, Deadline deadline) {
    ExecutionOutcome outcome =
        Outcomes.failed(
            ExecutionStatus.FAILED,
            failure,
            Steps.Step.LOCK.code(),
            0,
            deadline.elapsedSeconds(),
            tools.clock().now(),
            0);
    tools
        .store()
        .write(
            tx -> {
              tools.history().finish(tx, id, outcome);
              return true;
            });
    return failure;
  }
}
