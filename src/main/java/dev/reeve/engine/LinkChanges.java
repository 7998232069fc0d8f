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
import dev.reeve.engine.change.TriggerKind;
import dev.reeve.engine.links.fix.DocumentWrites;
import dev.reeve.engine.lock.LockHandle;
import dev.reeve.engine.lock.LockOperation;
import dev.reeve.engine.lock.Locks;
import dev.reeve.engine.lock.Subsystem;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Sha256;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes documents through the change room, under the lock on documents. */
record LinkChanges(Changes changes, Locks locks) implements DocumentWrites {
  /** Somebody else has what is needed; another try may do. */
  private static final Set<String> BUSY =
      Set.of("LOCK_TIMEOUT", "STALE_FENCE", "LEASE_LOST", "WORKSPACE_BUSY");

  @Override
  public Held lock(String operator) {
    LockHandle handle =
        locks
            .subsystem()
            .acquire(
                new LockOperation("links", "mends links for " + operator, null),
                "fix",
                List.of(Subsystem.DOCS.text()),
                locks.subsystem().timeout(),
                Thread.currentThread()::isInterrupted);
    return new Leased(handle);
  }

  private record Leased(LockHandle handle) implements Held {
    @Override
    public void require() {
      if (!handle.held().isEmpty()) {
        handle.renew();
      }
    }

    @Override
    public void close() {
      handle.close();
    }
  }

  @Override
  public Written write(
      List<FileWrite> files, String intent, String operator, @Nullable String repairs) {
    ChangePlan plan =
        ChangePlan.internal(
            intent,
            "Asked for by " + operator,
            files.stream().map(FileWrite::path).toList(),
            operator,
            changes.clock().now());
    ChangeSet set =
        ChangeSet.of(
            plan.id(),
            files.stream().map(LinkChanges::change).toList(),
            operator,
            changes.clock().now());
    ExecutionResult result =
        changes.carryOutAsAsked(
            new Submission(plan, set, ChangeKind.LINKS),
            options(operator, repairs),
            "",
            "No link was mended");
    ExecutionOutcome outcome = result.outcome();
    if (outcome.success()) {
      return new Written(result.head().id(), null, outcome.message());
    }
    String code = String.valueOf(outcome.errorCode());
    if (BUSY.contains(code)) {
      throw EngineException.of(Kind.BUSY, code, "No link was mended: " + outcome.message())
          .with("Nothing was changed.", "Try again when the other is done.");
    }
    return new Written(result.head().id(), code, outcome.message());
  }

  private static FileChange change(FileWrite file) {
    byte[] before = file.before();
    byte[] next = file.after();
    if (next == null) {
      return FileChange.delete(file.path(), Sha256.of(Objects.requireNonNull(before)));
    }
    return before == null
        ? FileChange.create(file.path(), next)
        : FileChange.update(file.path(), before, next);
  }

  private static ExecutionOptions options(String operator, @Nullable String repairs) {
    return repairs == null
        ? ExecutionOptions.of(operator)
        : new ExecutionOptions(
            false, false, false, null, operator, TriggerKind.REPAIR, repairs, repairs, repairs);
  }
}
