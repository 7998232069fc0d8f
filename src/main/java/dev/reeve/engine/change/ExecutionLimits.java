package dev.reeve.engine.change;

import java.time.Duration;

/**
 * How long an execution, one of its steps, and the wait for its locks may take. Source: {@code
 * docs/reference/executions.md}.
 */
public record ExecutionLimits(Duration execution, Duration step, Duration lock) {
  public static final ExecutionLimits DEFAULT =
      new ExecutionLimits(Duration.ofSeconds(300), Duration.ofSeconds(60), Duration.ofSeconds(600));
}
