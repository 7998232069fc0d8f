package dev.reeve.engine.change;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How carrying a change out would go: every step as the executor would do it, without writing.
 * Source: {@code docs/reference/executions.md}. Immutable.
 *
 * @param executionId of the record it left
 * @param at when it ended
 * @param code why a real run would be refused now, null when it would go through
 * @param problem the same for people
 */
public record DryRun(
    String executionId,
    Instant at,
    Duration took,
    @Nullable String code,
    @Nullable String problem,
    List<Step> steps) {

  /**
   * One step.
   *
   * @param lines what it would do, as its log says
   */
  public record Step(ExecutionDetail.Step step, List<String> lines) {}

  /** Whether a real run would go through now. */
  public boolean succeeds() {
    return code == null;
  }

  /**
   * From its result and its logs.
   *
   * @param logs such as {@code 01_validate} to its text
   */
  public static DryRun of(ExecutionResult result, Map<String, Replay.LogText> logs) {
    ExecutionOutcome outcome = result.outcome();
    return new DryRun(
        result.head().id(),
        outcome.endedAt(),
        Duration.ofMillis(Math.round(outcome.durationSeconds() * 1000)),
        outcome.errorCode(),
        outcome.errorMessage(),
        result.steps().stream().map(step -> new Step(step.toDetail(), lines(step, logs))).toList());
  }

  /** Without the time of each line, and without the lines that only open and close the step. */
  private static List<String> lines(StepRecord step, Map<String, Replay.LogText> logs) {
    String name = step.logRef().replaceFirst("^steps/", "").replaceFirst("\\.log$", "");
    Replay.LogText log = logs.get(name);
    return log == null
        ? List.of()
        : log.text()
            .lines()
            .map(line -> line.replaceFirst("^\\[[^]]*] ", ""))
            .filter(line -> !line.equals("start " + step.name()))
            .filter(line -> !line.startsWith("end " + step.name() + ": "))
            .toList();
  }
}
