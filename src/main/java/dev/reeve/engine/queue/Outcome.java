package dev.reeve.engine.queue;

import dev.reeve.engine.workspace.EngineException;
import org.jspecify.annotations.Nullable;

/** How a try ended. Source: {@code docs/reference/queue.md}. */
public sealed interface Outcome {
  /** The claim it ends. */
  Claim claim();

  /**
   * Nothing is left to do.
   *
   * @param pipelineState what the last stage found; {@link WorkQueue#PARSE_FAILED} ten times in a
   *     row becomes {@link WorkQueue#QUARANTINE}
   * @param executionId execution that carried it out
   */
  record Done(Claim claim, @Nullable String pipelineState, @Nullable String executionId)
      implements Outcome {}

  /**
   * This stage is done, and the next one follows at its own priority: the row is queued again as
   * that difference, with what happened to its path meanwhile going first.
   *
   * @param reconcileKind the difference that the next stage settles
   * @param pipelineState what this stage found
   * @param executionId execution that carried it out
   */
  record Next(
      Claim claim,
      String reconcileKind,
      @Nullable String pipelineState,
      @Nullable String executionId)
      implements Outcome {}

  /** Failed for a reason that may pass; hopeless codes become dead letters all the same. */
  record Retry(Claim claim, String code, String error) implements Outcome {}

  /** A person must decide. */
  record Dead(Claim claim, String code, String error) implements Outcome {}

  /** The file changed while it was read: it settles again, and no attempt is counted. */
  record Unstable(Claim claim) implements Outcome {}

  /** Done without more to say. */
  static Outcome done(Claim claim) {
    return new Done(claim, null, null);
  }

  /** A failure, sorted by its code. */
  static Outcome failed(Claim claim, String code, String error) {
    return FailureCodes.hopeless(code)
        ? new Dead(claim, code, error)
        : new Retry(claim, code, error);
  }

  /** A failure, sorted by the code of the exception. */
  static Outcome failed(Claim claim, RuntimeException failure) {
    return failure instanceof EngineException known
        ? failed(claim, known.code(), String.valueOf(known.getMessage()))
        : failed(claim, FailureCodes.HANDLER_FAILED, failure.toString());
  }
}
