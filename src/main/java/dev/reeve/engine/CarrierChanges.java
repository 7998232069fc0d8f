package dev.reeve.engine;

import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.ExecutionOptions;
import dev.reeve.engine.change.ExecutionOutcome;
import dev.reeve.engine.change.ExecutionResult;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.change.Governance;
import dev.reeve.engine.change.Ids;
import dev.reeve.engine.change.SingleFileRequest;
import dev.reeve.engine.change.SingleFileResult;
import dev.reeve.engine.change.Submission;
import dev.reeve.engine.change.WriteLocks;
import dev.reeve.engine.registry.CarrierWriter;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.SafePath;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Lets files carry their ids through the change room. */
record CarrierChanges(Changes changes, WriteLocks locks, EngineClock clock)
    implements CarrierWriter {
  private static final Duration LOCK_WAIT = Duration.ofSeconds(30);
  private static final String ENGINE = "reeve";

  @Override
  public Result replace(SafePath file, byte[] before, String beforeHash, byte[] after) {
    String id = Ids.next(Ids.EXECUTION);
    SingleFileResult result;
    try (WriteLocks.Held held = locks.acquire(Set.of(file), false, id, LOCK_WAIT, () -> false)) {
      result =
          changes
              .singleFile()
              .commit(
                  new SingleFileRequest(
                      id,
                      ChangeKind.HEADER,
                      "Let " + file + " carry its id",
                      null,
                      file,
                      new SingleFileRequest.Present(beforeHash, before),
                      new SingleFileRequest.Next(after, null),
                      SingleFileRequest.Evidence.plain(),
                      held));
    } catch (EngineException e) {
      throw QueueWords.ofFile(e);
    }
    return result instanceof SingleFileResult.Committed ? Result.DONE : Result.STALE;
  }

  @Override
  public Result rename(SafePath from, SafePath to, String hash) {
    ChangePlan plan =
        ChangePlan.internal(
            "Let " + from + " carry its id in its name",
            "The operator's mode asks for ids in file names",
            List.of(from.text(), to.text()),
            ENGINE,
            clock.now());
    ChangeSet set =
        ChangeSet.of(
            plan.id(), List.of(FileChange.move(from.text(), to.text(), hash)), ENGINE, clock.now());
    Governance.Judged judged =
        changes.governance().submit(new Submission(plan, set, ChangeKind.HEADER), null);
    ExecutionResult result =
        changes
            .executor()
            .execute(judged.submission(), judged.decision(), ExecutionOptions.of(null));
    return outcome(from, result.outcome());
  }

  private static Result outcome(SafePath from, ExecutionOutcome outcome) {
    if (outcome.success()) {
      return Result.DONE;
    }
    return switch (String.valueOf(outcome.errorCode())) {
      case "TARGET_EXISTS" -> Result.NAME_TAKEN;
      case "PRECONDITION_FAILED", "TARGET_MISSING" -> Result.STALE;
      default ->
          throw QueueWords.ofFile(
              EngineException.of(
                  Kind.UNAVAILABLE,
                  String.valueOf(outcome.errorCode()),
                  from + " was not renamed: " + outcome.message()));
    };
  }
}
