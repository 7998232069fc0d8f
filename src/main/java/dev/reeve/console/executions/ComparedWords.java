package dev.reeve.console.executions;

import dev.reeve.console.approval.StepWords;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionComparison;
import dev.reeve.engine.change.ExecutionComparison.About;
import dev.reeve.engine.change.ExecutionComparison.Line;
import dev.reeve.engine.change.ExecutionRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lines of a comparison as people read them elsewhere in the pane. */
final class ComparedWords {
  private static final Pattern STEP = Pattern.compile("(\\w+), (?:(\\d+\\.\\d+) s|-)");
  private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{12}\\b");

  private ComparedWords() {}

  /** One line of a comparison. */
  record Pair(String what, Side left, Side right, String mark) {}

  static List<Pair> pairs(ExecutionComparison found) {
    return found.lines().stream()
        .map(
            line ->
                new Pair(
                    what(line),
                    side(line, found.left(), line.left()),
                    side(line, found.right(), line.right()),
                    mark(line)))
        .toList();
  }

  private static String mark(Line line) {
    if (isDuration(line)) {
      return Texts.get("executions.compare.not-counted");
    }
    return Texts.get(line.same() ? "executions.compare.same" : "executions.compare.differs");
  }

  static String verdict(ExecutionComparison found) {
    long different = found.lines().stream().filter(line -> !line.same()).count();
    long counted = found.lines().stream().filter(line -> !isDuration(line)).count();
    return Texts.get("executions.compare.text", different, counted);
  }

  private static boolean isDuration(Line line) {
    return line.about() == About.END && line.what().equals("duration");
  }

  /** What the line is about. */
  private static String what(Line line) {
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

  /**
   * What one execution has there.
   *
   * @param state drawn as one, null where it is none
   * @param text in its place
   * @param took at the right, empty where that says nothing
   */
  record Side(@Nullable Badge state, String text, String took) {
    /** The same as one sentence. */
    String told() {
      return Stream.of(state == null ? text : state.word(), took)
          .filter(part -> !part.isEmpty())
          .collect(Collectors.joining(", "));
    }
  }

  private static Side side(Line line, ExecutionRow row, String told) {
    if (told.equals("-")) {
      return new Side(null, Formats.NONE, "");
    }
    return switch (line.about()) {
      case END ->
          isDuration(line)
              ? new Side(null, "", Formats.took(ExecutionsRow.took(row)))
              : new Side(ExecutionsRow.ended(row), "", "");
      case STEP -> step(told);
      case FILE ->
          new Side(null, HASH.matcher(told).replaceAll(hash -> Formats.hash(hash.group())), "");
    };
  }

  private static Side step(String told) {
    Matcher step = STEP.matcher(told);
    if (!step.matches()) {
      return new Side(null, told, "");
    }
    return new Side(
        StepWords.badge(step.group(1)),
        "",
        step.group(2) == null
            ? ""
            : Formats.took(
                Duration.ofMillis(new BigDecimal(step.group(2)).movePointRight(3).longValue())));
  }
}
