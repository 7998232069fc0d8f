package dev.reeve.console.fx;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long work will still take, told from how it went so far. Nothing is told from a tenth of the
 * work or less than five seconds, nor while the pace is another at each look. One for each piece of
 * work; screen thread.
 */
public final class TimeLeft {
  private static final Duration LEAST = Duration.ofSeconds(5);
  private static final int LEAST_PART = 10;

  /** How much of what the newest look foretells is believed. */
  private static final double BELIEF = 0.3;

  /** So far from what was foretold before, the newest look says that nobody can know. */
  private static final double SURPRISE = 0.5;

  private @Nullable Double whole;

  /**
   * What to say after so much of the work.
   *
   * @param took since it began
   * @return rounded up, such as {@code 15 s}; {@link Formats#NONE} where nothing can be told
   */
  public String told(int done, int of, Duration took) {
    if (took.compareTo(LEAST) < 0 || done <= 0 || done * LEAST_PART < of) {
      return Formats.NONE;
    }
    double seconds = took.toNanos() / 1e9;
    double now = seconds * of / done;
    double before = whole == null ? now : whole;
    whole = before + BELIEF * (now - before);
    if (Math.abs(now - before) > SURPRISE * before) {
      return Formats.NONE;
    }
    double left = whole - seconds;
    return left <= 0 ? Texts.get("console.almost-done") : Formats.span(rounded(left));
  }

  private static Duration rounded(double seconds) {
    int step = seconds <= 60 ? 5 : seconds <= 600 ? 60 : 300;
    return Duration.ofSeconds((long) Math.ceil(seconds / step) * step);
  }
}
