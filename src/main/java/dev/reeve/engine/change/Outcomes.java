package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Words and flags of an execution's end. */
final class Outcomes {
  private Outcomes() {}

  static ExecutionOutcome completed(int files, double seconds, Instant now, long lockWaitMs) {
    return done("ChangeSet applied successfully", files, seconds, now, lockWaitMs);
  }

  static ExecutionOutcome dryRun(double seconds, Instant now) {
    return done("Dry run: nothing was changed", 0, seconds, now, 0);
  }

  private static ExecutionOutcome done(
      String message, int files, double seconds, Instant now, long lockWaitMs) {
    return new ExecutionOutcome(
        ExecutionStatus.COMPLETED,
        message,
        files,
        null,
        null,
        seconds,
        now,
        false,
        null,
        null,
        null,
        lockWaitMs);
  }

  static ExecutionOutcome failed(
      ExecutionStatus status,
      EngineException why,
      @Nullable String step,
      int files,
      double seconds,
      Instant now,
      long lockWaitMs) {
    return new ExecutionOutcome(
        status,
        "Execution failed: " + why.getMessage(),
        files,
        null,
        null,
        seconds,
        now,
        status == ExecutionStatus.ROLLED_BACK,
        why.code(),
        why.getMessage(),
        step,
        lockWaitMs);
  }

  /** The same execution, after its files were put back later. */
  static ExecutionOutcome restored(ExecutionOutcome before) {
    return new ExecutionOutcome(
        ExecutionStatus.ROLLED_BACK,
        before.message(),
        0,
        before.verificationPassed(),
        before.healthChecksPassed(),
        before.durationSeconds(),
        before.endedAt(),
        true,
        before.errorCode(),
        before.errorMessage(),
        before.errorStep(),
        before.lockWaitMs());
  }
}
