package dev.reeve.cli;

import dev.reeve.engine.workspace.EngineException;

/** Exit codes of every command. Source: {@code docs/commands.md}. */
public final class Exit {
  public static final int DONE = 0;

  /** It worked and found problems, or a part failed. */
  public static final int PROBLEMS = 1;

  /** Usage, configuration or set-up. */
  public static final int USAGE = 2;

  /** Approval, policy, a newer format, or a choice that is missing. */
  public static final int REFUSED = 3;

  /** Stopped early by a cap or an operator, or waiting for a person. */
  public static final int HELD = 4;

  /** A lock or lease was not had or was lost. */
  public static final int LOCK = 5;

  public static final int INTERRUPTED = 130;

  private Exit() {}

  /** The code for a failure. */
  public static int of(EngineException failure) {
    if (failure.code().equals("CANCELLED") || failure.code().equals("INTERRUPTED")) {
      return INTERRUPTED;
    }
    return switch (failure.kind()) {
      case INVALID, NOT_FOUND -> USAGE;
      case CONFLICT, UNAVAILABLE -> PROBLEMS;
      case REFUSED -> REFUSED;
      case BUSY -> LOCK;
    };
  }
}
