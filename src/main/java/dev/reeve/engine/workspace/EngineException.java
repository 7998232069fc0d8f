package dev.reeve.engine.workspace;

import org.jspecify.annotations.Nullable;

/**
 * A failure that a caller or a person can act on. The message says what did not happen and why, in
 * a sentence for people; {@link #safe} says what was and was not changed; {@link #remedy} says what
 * to do. The code is stable and short. Expected outcomes of normal work are results, not
 * exceptions. Source: {@code docs/reference/workspace.md}.
 */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure it is; decides the exit code of a command and the tone of a message. */
  public enum Kind {
    /** Bad input or configuration. */
    INVALID,
    /** The named thing does not exist. */
    NOT_FOUND,
    /** The thing is in another state than the caller believed. */
    CONFLICT,
    /** Policy, approval or a newer format forbids it. */
    REFUSED,
    /** A lock or lease was not had or was lost. */
    BUSY,
    /** The store, the disk or the folder cannot be used now. */
    UNAVAILABLE
  }

  private final Kind kind;
  private final String code;
  private final String safe;
  private final String remedy;

  private EngineException(
      Kind kind,
      String code,
      String message,
      String safe,
      String remedy,
      @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.code = code;
    this.safe = safe;
    this.remedy = remedy;
  }

  /** A failure with its code and what did not happen and why. */
  public static EngineException of(Kind kind, String code, String message) {
    return new EngineException(kind, code, message, "", "", null);
  }

  /**
   * The work was ended before it was done and has changed nothing.
   *
   * @param whatToDo how to ask for it again
   */
  public static EngineException cancelled(String message, String whatToDo) {
    return of(Kind.UNAVAILABLE, "CANCELLED", message).with("Nothing was changed.", whatToDo);
  }

  /** The same failure, saying also what is safe now and what to do. */
  public EngineException with(String safeNow, String whatToDo) {
    EngineException e =
        new EngineException(
            kind, code, String.valueOf(getMessage()), safeNow, whatToDo, getCause());
    e.setStackTrace(getStackTrace());
    return e;
  }

  /** The same failure with the exception that led to it. */
  public EngineException causedBy(Throwable cause) {
    return new EngineException(kind, code, String.valueOf(getMessage()), safe, remedy, cause);
  }

  /** What kind of failure it is. */
  public Kind kind() {
    return kind;
  }

  /** Stable short code such as {@code CAS_PRECONDITION_FAILED}. */
  public String code() {
    return code;
  }

  /** What was and was not changed; may be empty. */
  public String safe() {
    return safe;
  }

  /** What a person can do; may be empty. */
  public String remedy() {
    return remedy;
  }
}
