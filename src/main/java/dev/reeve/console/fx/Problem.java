package dev.reeve.console.fx;

import dev.reeve.engine.workspace.EngineException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A failure in the shape every pane shows: what did not happen and why, what is safe now, what to
 * do, and the details to copy. Immutable. Source: {@code docs/guide/console.md}.
 *
 * @param what the object and what did not happen to it, with the cause
 * @param safe what was and was not changed; may be empty
 * @param remedy what a person can do; may be empty
 * @param code stable short code
 * @param again does once more what failed, on the screen thread; null where reading anew is all
 *     that can be tried again
 */
public record Problem(
    String what, String safe, String remedy, String code, @Nullable Runnable again) {
  /** One that comes with nothing to do once more. */
  public Problem(String what, String safe, String remedy, String code) {
    this(what, safe, remedy, code, null);
  }

  /** The same, with what is to be done once more. */
  public Problem retriedBy(@Nullable Runnable act) {
    return new Problem(what, safe, remedy, code, act);
  }

  /** By what a person reads: one cause that stops two reads is one problem. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Problem that
        && what.equals(that.what)
        && safe.equals(that.safe)
        && remedy.equals(that.remedy)
        && code.equals(that.code);
  }

  @Override
  public int hashCode() {
    return Objects.hash(what, safe, remedy, code);
  }

  /** The shape of any failure; the engine's own keep their words. */
  public static Problem of(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof EngineException engine) {
      return new Problem(
          String.valueOf(engine.getMessage()), engine.safe(), engine.remedy(), engine.code());
    }
    String said =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new Problem(
        Texts.get("console.problem.unexpected", said),
        Texts.get("console.problem.unexpected-safe"),
        Texts.get("console.problem.unexpected-remedy"),
        cause.getClass().getSimpleName());
  }

  /** Everything, for the clipboard. */
  public String details(Instant when) {
    return String.join("\n", code + " \u00b7 " + Formats.exact(when), what, safe, remedy).strip();
  }
}
