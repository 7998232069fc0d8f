package dev.reeve.console.executions;

import dev.reeve.console.fx.Formats;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
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

  /** What is shown while long lines are cut. */
  String cut() {
    String said = said();
    return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "\u2026";
  }
}
