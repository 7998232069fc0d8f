package dev.reeve.engine.change;

import dev.reeve.engine.change.Steps.Step;
import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends an execution that did not come to its commit mark: files back, remains away, record. */
final class Unwinding {
  private static final Logger LOG = LoggerFactory.getLogger(Unwinding.class);

  private final ChangeTools tools;
  private final ExecutionHead head;
  private final Steps steps;

  Unwinding(ChangeTools tools, ExecutionHead head, Steps steps) {
    this.tools = tools;
    this.head = head;
    this.steps = steps;
  }

  /**
   * Does it.
   *
   * @param index null when the execution never came to its backup: nothing is to be undone then
   * @param failedStep name of the step that failed, null when its process ended
   */
  ExecutionResult run(
      @Nullable BackupIndex index,
      EngineException failure,
      @Nullable String failedStep,
      double seconds,
      long lockWaitMs) {
    Rollback.Outcome undone = null;
    boolean clean = true;
    if (index != null) {
      List<Integer> toUndo = toUndo(index);
      if (!toUndo.isEmpty()) {
        undone =
            steps.runBack(Step.ROLLBACK, ExecutionStatus.ROLLING_BACK, () -> undo(index, toUndo));
      }
      clean = new Staging(tools, head.id()).clean(index);
    }
    EngineException why = undone == null || undone.complete() ? failure : worse(undone, failure);
    ExecutionStatus status =
        undone == null
            ? ExecutionStatus.FAILED
            : undone.complete() ? ExecutionStatus.ROLLED_BACK : ExecutionStatus.NEEDS_ATTENTION;
    int left = undone == null ? 0 : undone.conflicts().size() + undone.failures().size();
    ExecutionOutcome outcome =
        Outcomes.failed(status, why, failedStep, left, seconds, tools.clock().now(), lockWaitMs);
    steps.runBack(Step.ERROR, null, () -> sayWhy(outcome));
    boolean pending = !clean;
    try {
      new Closing(tools).trail(head, outcome, List.of());
    } catch (EngineException e) {
      LOG.error("The end of {} is put on the trail at the next start", head.id(), e);
      pending = true;
    }
    return new Closing(tools).close(head, outcome, List.of(), steps.log(), pending);
  }

  private List<Integer> toUndo(BackupIndex index) {
    try {
      return Journal.toUndo(tools.journal(head.id()).read());
    } catch (IOException e) {
      LOG.error("The journal of {} cannot be read; every file is looked at", head.id(), e);
      return IntStream.iterate(index.entries().size() - 1, i -> i >= 0, i -> i - 1)
          .mapToObj(i -> index.entries().get(i).index())
          .toList();
    }
  }

  private Rollback.Outcome undo(BackupIndex index, List<Integer> toUndo) {
    Rollback rollback = new Rollback(tools, head);
    return rollback.run(
        index, toUndo, Rollback.inJournal(tools, head.id(), index, steps::sayQuietly));
  }

  private static EngineException worse(Rollback.Outcome undone, EngineException first) {
    EngineException worse =
        Failures.of(undone.code(), undone.sentence() + " (after: " + first.getMessage() + ")");
    worse.addSuppressed(first);
    return worse;
  }

  private boolean sayWhy(ExecutionOutcome outcome) {
    steps.sayQuietly("code " + outcome.errorCode());
    steps.sayQuietly("step " + outcome.errorStep());
    steps.sayQuietly("message " + outcome.errorMessage());
    steps.sayQuietly("duration " + outcome.durationSeconds() + " s");
    return true;
  }
}
