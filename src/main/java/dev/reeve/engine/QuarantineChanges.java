package dev.reeve.engine;

import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.ExecutionOptions;
import dev.reeve.engine.change.ExecutionOutcome;
import dev.reeve.engine.change.ExecutionResult;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.change.Submission;
import dev.reeve.engine.registry.contract.ContractReport.Move;
import dev.reeve.engine.registry.contract.Quarantine;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.util.List;
import java.util.stream.Stream;

/** Sets files aside through the change room; the confirmation of the plan is the approval. */
record QuarantineChanges(Changes changes, EngineClock clock) implements Quarantine {
  @Override
  public String setAside(List<Move> moves, String operator) {
    String intent = "Set " + moves.size() + " files aside that no contract allows";
    ChangePlan plan =
        ChangePlan.internal(
            intent,
            "The contract of their folder does not name them; they can be brought back.",
            moves.stream().flatMap(move -> Stream.of(move.path(), move.to())).toList(),
            operator,
            clock.now());
    List<FileChange> files =
        moves.stream().map(move -> FileChange.move(move.path(), move.to(), move.sha256())).toList();
    ChangeSet set = ChangeSet.of(plan.id(), files, operator, clock.now());
    ExecutionResult result =
        changes.carryOutAsAsked(
            new Submission(plan, set, ChangeKind.QUARANTINE),
            ExecutionOptions.of(operator),
            "",
            "No file was set aside");
    ExecutionOutcome outcome = result.outcome();
    if (!outcome.success()) {
      throw notMoved(String.valueOf(outcome.errorCode()), outcome.message());
    }
    return result.head().id();
  }

  private static EngineException notMoved(String code, String why) {
    return EngineException.of(Kind.CONFLICT, code, "No file was set aside: " + why)
        .with("The files are where they were.", "Look at the report again.");
  }
}
