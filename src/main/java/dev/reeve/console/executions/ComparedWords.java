package dev.reeve.console.executions;

import dev.reeve.console.approval.StepWords;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionComparison.About;
import dev.reeve.engine.change.ExecutionComparison.Line;
import dev.reeve.engine.change.ExecutionRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of a comparison as people read them elsewhere in the pane. */
final class ComparedWords {
  private static final Pattern STEP = Pattern.compile("(\\w+), (?:(\\d+\\.\\d+) s|-)");
  private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{12}\\b");

  private ComparedWords() {}

  static boolean isDuration(Line line) {
    return line.about() == About.END && line.what().equals("duration");
  }

  /** What the line is about. */
  static String what(Line line) {
    return switch (line.about()) {
      case END ->
          Texts.get(isDuration(line) ? "executions.column.duration" : "executions.column.status");
      case STEP ->
          Texts.get(
              "executions.compare.step",
              StepWords.name(line.what().substring(line.what().indexOf(' ') + 1)));
      case FILE -> line.what();
    };
  }

  /** What one execution has there. */
  static String side(Line line, ExecutionRow row, String told) {
    if (told.equals("-")) {
      return Formats.NONE;
    }
    return switch (line.about()) {
      case END ->
          isDuration(line)
              ? Formats.took(ExecutionsRow.took(row))
              : ExecutionsRow.ended(row).text(row.startedAt());
      case STEP -> step(told);
      case FILE -> HASH.matcher(told).replaceAll(hash -> Formats.hash(hash.group()));
    };
  }

  private static String step(String told) {
    Matcher step = STEP.matcher(told);
    if (!step.matches()) {
      return told;
    }
    String outcome = StepWords.outcome(step.group(1));
    return step.group(2) == null
        ? outcome
        : Texts.get(
            "executions.compare.took",
            outcome,
            Formats.took(
                Duration.ofMillis(new BigDecimal(step.group(2)).movePointRight(3).longValue())));
  }
}
