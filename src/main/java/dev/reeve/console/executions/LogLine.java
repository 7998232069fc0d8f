package dev.reeve.console.executions;

import dev.reeve.console.fx.Formats;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of an execution's logs. Immutable; made away from the screen's thread.
 *
 * @param source step or stream it comes from, in words
 * @param problem whether it belongs to a step that failed, or to the error stream
 * @param text as it is; a viewer cuts what is too long
 * @param clock local time of day when it was written; empty where the line does not say
 * @param said without its time, with short hashes, and words in place of codes
 * @param folded all of it in small letters
 */
record LogLine(
    String source, boolean problem, String text, String clock, String said, String folded) {
  static final int LONGEST = 2_000;

  private static final Pattern STAMPED = Pattern.compile("\\[([^\\]]+Z)\\] (.*)");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  /** A line as it was written. */
  static LogLine of(String source, boolean problem, String text) {
    Matcher stamped = STAMPED.matcher(text);
    String clock = stamped.matches() ? clock(stamped.group(1)) : "";
    String rest = clock.isEmpty() ? text : stamped.group(2);
    String said = Formats.shortHashes(rest).replace("need_approval", "needs approval");
    return new LogLine(
        source, problem, text, clock, said, (text + "\n" + said).toLowerCase(Locale.ROOT));
  }

  private static String clock(String stamp) {
    try {
      return CLOCK.format(Instant.parse(stamp).atZone(ZoneId.systemDefault()));
    } catch (DateTimeParseException notATime) {
      return "";
    }
  }

  /**
   * Whether it says what is looked for, as it is or as it is shown.
   *
   * @param wanted in small letters
   */
  boolean holds(String wanted) {
    return folded.contains(wanted);
  }

  /**
   * How lines lie in columns.
   *
   * @param source letters of the longest name of a step or stream
   * @param clocks whether any line says when it was written
   */
  record Shape(int source, boolean clocks) {
    static Shape of(List<LogLine> lines) {
      return new Shape(
          lines.stream().mapToInt(line -> line.source().length()).max().orElse(0),
          lines.stream().anyMatch(line -> !line.clock().isEmpty()));
    }
  }

  /** What is shown while long lines are cut. */
  String cut() {
    return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "\u2026";
  }
}
