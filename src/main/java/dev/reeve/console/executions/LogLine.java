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
 * One line of an execution's logs. Immutable.
 *
 * @param source step or stream it comes from, in words
 * @param problem whether it belongs to a step that failed, or to the error stream
 * @param text as it is; a viewer cuts what is too long
 */
record LogLine(String source, boolean problem, String text) {
  static final int LONGEST = 2_000;

  private static final Pattern STAMPED = Pattern.compile("\\[([^\\]]+Z)\\] (.*)");
  private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{64}\\b");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  /** Local time of day when it was written; empty where the line does not say. */
  String clock() {
    Matcher stamped = STAMPED.matcher(text);
    try {
      return stamped.matches()
          ? CLOCK.format(Instant.parse(stamped.group(1)).atZone(ZoneId.systemDefault()))
          : "";
    } catch (DateTimeParseException notATime) {
      return "";
    }
  }

  /** Without its time, with short hashes, and words in place of codes. */
  String said() {
    Matcher stamped = STAMPED.matcher(text);
    String rest = stamped.matches() && !clock().isEmpty() ? stamped.group(2) : text;
    return HASH.matcher(rest)
        .replaceAll(hash -> Formats.hash(hash.group()))
        .replace("need_approval", "needs approval");
  }

  /**
   * Whether it says what is looked for, as it is or as it is shown.
   *
   * @param wanted in small letters
   */
  boolean holds(String wanted) {
    return (text + "\n" + said()).toLowerCase(Locale.ROOT).contains(wanted);
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
    String said = said();
    return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "\u2026";
  }
}
