package dev.reeve.engine;

import dev.reeve.engine.change.Artifacts;
import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.ExecutionOptions;
import dev.reeve.engine.change.ExecutionResult;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.change.Governance;
import dev.reeve.engine.change.HistoryDao;
import dev.reeve.engine.change.ManifestChain;
import dev.reeve.engine.change.Submission;
import dev.reeve.engine.change.Verdict;
import dev.reeve.engine.store.Commits;
import java.util.List;
import java.util.stream.Stream;

/** What tests of other packages need of an open engine and no user does. */
public final class Insides {
  private Insides() {}

  /** The room that writes the user's files. */
  public static Changes changes(Engine engine) {
    return engine.rooms.changes;
  }

  /** Hands a change set in, has another person approve it if need be, and executes it. */
  public static ExecutionResult carryOut(Engine engine, FileChange... changed) {
    List<String> paths = Stream.of(changed).map(FileChange::path).toList();
    ChangePlan plan =
        ChangePlan.internal("Change files", "a test", paths, "ann", engine.clock().now());
    ChangeSet set = ChangeSet.of(plan.id(), List.of(changed), "ann", plan.createdAt());
    Governance.Judged judged =
        engine
            .rooms
            .changes
            .governance()
            .submit(new Submission(plan, set, ChangeKind.CHANGES), "ann");
    ExecutionOptions options = ExecutionOptions.of("ann");
    if (judged.decision().verdict() == Verdict.NEED_APPROVAL) {
      options =
          options.approvedBy(
              engine.rooms.changes.approvals().approve(judged.decision().id(), "bob", "fine").id());
    }
    return engine.rooms.changes.executor().execute(judged.submission(), judged.decision(), options);
  }

  /** What is wrong with the executions' evidence. */
  public static ManifestChain evidence(Engine engine) {
    return new ManifestChain(
        engine.workspace(),
        engine.rooms.store,
        new HistoryDao(engine.bus()),
        new Artifacts(engine.workspace()));
  }

  /** Runs this on the database's writer whenever a transaction is about to be made durable. */
  public static void beforeCommit(Engine engine, Runnable listener) {
    Commits.before(engine.rooms.store, listener);
  }
}
