package dev.reeve.console.executions;

import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionDetail.Step;
import java.util.Map;

/** Steps of an execution in words. Source: {@code docs/reference/executions.md}. */
final class StepWords {
  private static final Map<String, String> NAMES =
      Map.of(
          "lock", "executions.step.lock",
          "validate", "executions.step.validate",
          "checksum", "executions.step.checksum",
          "backup", "executions.step.backup",
          "apply", "executions.step.apply",
          "verify", "executions.step.verify",
          "health", "executions.step.health",
          "finalize", "executions.step.finalize",
          "rollback", "executions.step.rollback",
          "error", "executions.step.error");

  private StepWords() {}

  /** "Verify"; the code of a step that has no words. */
  static String name(Step step) {
    return name(step.name());
  }

  static String name(String code) {
    String key = NAMES.get(code);
    return key == null ? code : Texts.get(key);
  }

  /** How it ended. */
  static String outcome(String status) {
    return switch (status) {
      case "completed", "ok" -> Texts.get("executions.step.done");
      case "failed" -> Texts.get("executions.step.failed");
      case "skipped" -> Texts.get("executions.step.skipped");
      case "running" -> Texts.get("executions.step.running");
      default -> status;
    };
  }
}
