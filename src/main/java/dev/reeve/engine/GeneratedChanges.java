package dev.reeve.engine;

import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.Ids;
import dev.reeve.engine.change.SingleFileRequest;
import dev.reeve.engine.change.SingleFileResult;
import dev.reeve.engine.change.WriteLocks;
import dev.reeve.engine.registry.generate.OutputWriter;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts generators' outputs into the workspace through the change room, with small evidence. */
record GeneratedChanges(Changes changes, WriteLocks locks) implements OutputWriter {
  private static final Duration LOCK_WAIT = Duration.ofSeconds(30);

  @Override
  public String write(
      SafePath path,
      byte @Nullable [] before,
      byte[] after,
      String intent,
      @Nullable String operator) {
    String id = Ids.next(Ids.EXECUTION);
    SingleFileRequest.Present present =
        before == null
            ? SingleFileRequest.Present.ABSENT
            : new SingleFileRequest.Present(Sha256.of(before), before);
    try (WriteLocks.Held held = locks.acquire(Set.of(path), false, id, LOCK_WAIT, () -> false)) {
      SingleFileResult result =
          changes
              .singleFile()
              .commit(
                  new SingleFileRequest(
                      id,
                      ChangeKind.GENERATED,
                      intent,
                      operator,
                      path,
                      present,
                      new SingleFileRequest.Next(after, null),
                      SingleFileRequest.Evidence.plain(),
                      held));
      if (result instanceof SingleFileResult.Stale) {
        throw EngineException.of(
                Kind.CONFLICT,
                "PRECONDITION_FAILED",
                path + " was not built: somebody changed it meanwhile.")
            .with("It is as that somebody left it.", "Build it again.");
      }
      return id;
    } catch (EngineException e) {
      throw QueueWords.ofFile(e);
    }
  }
}
