package dev.reeve.engine.change;

import dev.reeve.engine.change.ExecutionDetail.FileEffect;
import dev.reeve.engine.change.ExecutionDetail.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Two executions side by side: how they ended, how long each step took, what each did to each file.
 * Immutable. Source: {@code docs/reference/changes.md}.
 *
 * @param lines status and duration, then steps by number, then files by path
 */
public record ExecutionComparison(ExecutionRow left, ExecutionRow right, List<Line> lines) {
  private static final String NONE = "-";
  private static final int HASH_SHOWN = 12;

  /** What a line is about. */
  public enum About {
    END,
    STEP,
    FILE
  }

  /**
   * One thing on both sides.
   *
   * @param left in words, {@code -} where that side has it not
   * @param same whether both did the same; of steps only the outcome counts, not the time
   */
  public record Line(About about, String what, String left, String right, boolean same) {}

  /** Sets two executions side by side. */
  public static ExecutionComparison of(ExecutionDetail left, ExecutionDetail right) {
    List<Line> lines = new ArrayList<>();
    String one = ended(left.row());
    String two = ended(right.row());
    lines.add(new Line(About.END, "status", one, two, one.equals(two)));
    lines.add(
        new Line(
            About.END,
            "duration",
            seconds(left.row().durationSeconds()),
            seconds(right.row().durationSeconds()),
            true));
    lines.addAll(
        lines(
            About.STEP,
            left.steps(),
            right.steps(),
            step -> step.number() + " " + step.name(),
            step -> step.status() + ", " + seconds(step.durationSeconds()),
            Step::status));
    lines.addAll(
        lines(
            About.FILE,
            left.files(),
            right.files(),
            FileEffect::path,
            file -> file.operation() + " " + hash(file.afterHash()),
            file -> file.operation() + " " + file.beforeHash() + " " + file.afterHash()));
    return new ExecutionComparison(left.row(), right.row(), List.copyOf(lines));
  }

  private static <T> List<Line> lines(
      About about,
      List<T> left,
      List<T> right,
      Function<T, String> key,
      Function<T, String> words,
      Function<T, String> sameness) {
    Map<String, T> one = byKey(left, key);
    Map<String, T> two = byKey(right, key);
    Map<String, T> all = new LinkedHashMap<>(one);
    two.forEach(all::putIfAbsent);
    return all.keySet().stream()
        .sorted(about == About.FILE ? String::compareTo : (a, b) -> 0)
        .map(
            what ->
                new Line(
                    about,
                    what,
                    told(one.get(what), words),
                    told(two.get(what), words),
                    Objects.equals(told(one.get(what), sameness), told(two.get(what), sameness))))
        .toList();
  }

  private static <T> Map<String, T> byKey(List<T> things, Function<T, String> key) {
    Map<String, T> out = new LinkedHashMap<>();
    things.forEach(thing -> out.put(key.apply(thing), thing));
    return out;
  }

  private static <T> String told(@Nullable T thing, Function<T, String> words) {
    return thing == null ? NONE : words.apply(thing);
  }

  /** A dry run that came to its end changed nothing, whatever its state is called. */
  private static String ended(ExecutionRow row) {
    return row.dryRun() ? row.status().code() + " (dry run)" : row.status().code();
  }

  private static String seconds(@Nullable Double seconds) {
    return seconds == null ? NONE : String.format(Locale.ROOT, "%.3f s", seconds);
  }

  private static String hash(@Nullable String hash) {
    return hash == null ? NONE : hash.substring(0, Math.min(HASH_SHOWN, hash.length()));
  }
}
