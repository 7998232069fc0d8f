package dev.reeve.engine.registry;

import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.ExecutionOptions;
import dev.reeve.engine.change.ExecutionOutcome;
import dev.reeve.engine.change.Executor;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.change.Governance;
import dev.reeve.engine.change.Ids;
import dev.reeve.engine.change.SingleFileCommit;
import dev.reeve.engine.change.SingleFileRequest;
import dev.reeve.engine.change.SingleFileResult;
import dev.reeve.engine.change.Submission;
import dev.reeve.engine.change.WriteLocks;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;

/**
 * Ids into files through the change room: a header as a single-file commit, a prefix as a change
 * set with one move, which never replaces and is completed or undone after a crash.
 */
public final class ChangeRoomCarriers implements CarrierWriter {
  private static final String AUTHOR = "registry";

  private final Workspace workspace;
  private final SingleFileCommit commit;
  private final Governance governance;
  private final Executor executor;
  private final EngineClock clock;

  /** The carriers of a workspace. */
  public ChangeRoomCarriers(
      Workspace workspace,
      SingleFileCommit commit,
      Governance governance,
      Executor executor,
      EngineClock clock) {
    this.workspace = workspace;
    this.commit = commit;
    this.governance = governance;
    this.executor = executor;
    this.clock = clock;
  }

  @Override
  public Result replace(SafePath file, byte[] before, String beforeHash, byte[] after) {
    SingleFileResult result =
        commit.commit(
            new SingleFileRequest(
                Ids.next(Ids.EXECUTION),
                ChangeKind.HEADER,
                "put the document id into " + file,
                null,
                file,
                new SingleFileRequest.Present(beforeHash, before),
                new SingleFileRequest.Next(after, null),
                SingleFileRequest.Evidence.plain(),
                WriteLocks.WriteFence.NONE));
    return switch (result) {
      case SingleFileResult.Committed done -> Result.DONE;
      case SingleFileResult.Stale stale -> Result.STALE;
    };
  }

  @Override
  public Result rename(SafePath from, SafePath to, String hash) {
    if (Files.exists(to.under(workspace.root()), LinkOption.NOFOLLOW_LINKS)) {
      return Result.NAME_TAKEN;
    }
    ChangePlan plan =
        ChangePlan.internal(
            "Put the document id into the name of " + from,
            "New files carry their id.",
            List.of(from.text(), to.text()),
            AUTHOR,
            clock.now());
    ChangeSet set =
        ChangeSet.of(
            plan.id(), List.of(FileChange.move(from.text(), to.text(), hash)), AUTHOR, clock.now());
    Governance.Judged judged =
        governance.submit(new Submission(plan, set, ChangeKind.HEADER), null);
    ExecutionOutcome outcome =
        executor
            .execute(judged.submission(), judged.decision(), ExecutionOptions.of(null))
            .outcome();
    if (outcome.success()) {
      return Result.DONE;
    }
    if ("PRECONDITION_FAILED".equals(outcome.errorCode())) {
      return Result.STALE; // looked at again, it may turn out that the name was taken meanwhile
    }
    throw EngineException.of(
            EngineException.Kind.UNAVAILABLE,
            outcome.errorCode() == null ? "NOT_RENAMED" : outcome.errorCode(),
            from + " was not renamed: " + outcome.message())
        .with("The file is as before.", "");
  }
}
