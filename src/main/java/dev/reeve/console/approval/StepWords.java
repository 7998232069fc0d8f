package dev.reeve.console.approval;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.RunStep;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionDetail.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Steps of a run in words. Source: {@code docs/reference/executions.md}. */
public final class StepWords {
  private static final String SKIPPED = "skipped";
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
  public static String name(Step step) {
    return name(step.name());
  }

  /** The same by its code. */
  public static String name(String code) {
    String key = NAMES.get(code);
    return key == null ? code : Texts.get(key);
  }

  /** How it stands as a mark. */
  public static Badge badge(String status) {
    return switch (status) {
      case "completed", "ok" ->
          Badge.of(0, Texts.get("executions.step.badge.completed"), Icon.CHECK, Hue.OK);
      case "failed" ->
          Badge.of(0, Texts.get("executions.step.badge.failed"), Icon.OCTAGON, Hue.BAD);
      case SKIPPED ->
          Badge.of(0, Texts.get("executions.step.badge.skipped"), Icon.SKIP, Hue.IDLE)
              .in(Form.OUTLINED);
      default -> Badge.of(0, Texts.get("executions.step.badge.running"), Icon.ARC, Hue.RUN);
    };
  }

  /** Steps that began, each with how long it took beside the longest of them. */
  public static List<RunStep> rows(List<Step> steps) {
    double longest = steps.stream().mapToDouble(StepWords::seconds).max().orElse(0);
    return steps.stream()
        .map(
            step ->
                new RunStep(
                    name(step),
                    badge(step.status()),
                    took(step),
                    longest <= 0 ? 0 : seconds(step) / longest,
                    note(step)))
        .toList();
  }

  /** A step that has not begun. */
  static RunStep toCome(String code) {
    Badge badge = Badge.of(0, Texts.get("executions.step.badge.to-come"), Icon.CIRCLE, Hue.IDLE);
    return new RunStep(name(code), badge, "", 0, "");
  }

  private static double seconds(Step step) {
    return step.durationSeconds() == null ? 0 : step.durationSeconds();
  }

  private static String took(Step step) {
    return step.durationSeconds() == null
        ? ""
        : Formats.took(Duration.ofMillis(Math.round(seconds(step) * 1000)));
  }

  /** What went wrong, or why there was nothing to do. */
  private static String note(Step step) {
    if (step.error() != null) {
      return Stream.of(step.errorCode(), step.error())
          .filter(part -> part != null && !part.isEmpty())
          .collect(Collectors.joining(": "));
    }
    return step.status().equals(SKIPPED) ? whySkipped(step.name()) : "";
  }

  private static String whySkipped(String code) {
    return switch (code) {
      case "lock" -> Texts.get("executions.step.skipped.lock");
      case "apply" -> Texts.get("executions.step.skipped.apply");
      case "verify" -> Texts.get("executions.step.skipped.verify");
      case "health" -> Texts.get("executions.step.skipped.health");
      default -> "";
    };
  }
}
