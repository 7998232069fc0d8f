package dev.reeve.console.fx;

import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How values read in every pane. Safe on any thread. Source: {@code docs/guide/console.md}. */
public final class Formats {
  /** What stands where there is no value. */
  public static final String NONE = "\u2014";

  private static final int HASH_SHOWN = 12;
  private static final int HASH_GROUP = 4;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{64}\\b");

  private Formats() {}

  /** A text with every hash in it as short as {@link #hash}. */
  public static String shortHashes(String text) {
    return HASH.matcher(text).replaceAll(each -> hash(each.group()));
  }

  /** A text with every hash in it whole, in groups of four: a line may end between two of them. */
  public static String wholeHashes(String text) {
    return HASH.matcher(text).replaceAll(each -> grouped(each.group()));
  }

  private static String grouped(String digits) {
    StringBuilder grouped = new StringBuilder(digits);
    for (int i = digits.length() - HASH_GROUP; i > 0; i -= HASH_GROUP) {
      grouped.insert(i, ' ');
    }
    return grouped.toString();
  }

  /** First 12 digits in groups of four, {@code 472d 2dd4 3d34}. */
  public static String hash(@Nullable String hex) {
    if (hex == null || hex.isEmpty()) {
      return NONE;
    }
    if (hex.length() < HASH_SHOWN) {
      return hex; // a word, such as that of a registry that was not there yet
    }
    return grouped(hex.substring(0, HASH_SHOWN));
  }

  /** Bytes in the platform's way: thousands, or 1,024s on Windows. */
  public static String size(long bytes) {
    return size(bytes, java.io.File.separatorChar == '\\' ? 1024 : 1000);
  }

  static String size(long bytes, int step) {
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
    double value = bytes;
    int unit = 0;
    while (Math.abs(value) >= step && unit < units.length - 1) {
      value /= step;
      unit++;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.getDefault(Locale.Category.FORMAT), "%.1f %s", value, units[unit]);
  }

  /** A length of time in its one or two largest units: {@code 42 s}, {@code 2 h 10 min}. */
  public static String span(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 60) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    if (hours < 24) {
      return hours + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
    return hours / 24 + " d" + (hours % 24 == 0 ? "" : " " + hours % 24 + " h");
  }

  /** A wait: under five minutes to the second, {@code 1 min 50 s}, else as {@link #span}. */
  public static String wait(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    return seconds < 60 || seconds >= 300 || seconds % 60 == 0
        ? span(span)
        : seconds / 60 + " min " + seconds % 60 + " s";
  }

  /** How long ago it was, {@link #NONE} when it never was. */
  public static String age(@Nullable Instant since, Instant now) {
    return since == null ? NONE : span(between(since, now));
  }

  /**
   * From one moment to another in whole seconds, as somebody counts who reads both of them as
   * {@link #clock}.
   */
  public static Duration between(Instant from, Instant to) {
    return Duration.ofSeconds(to.getEpochSecond() - from.getEpochSecond());
  }

  /**
   * Time left until then as {@code 0:42} or {@code 1:02:05}, from a day on as {@link #span}; {@code
   * 0:00} when it is over.
   */
  public static String countdown(Instant now, Instant until) {
    Duration left = between(now, until);
    long seconds = Math.max(0, left.toSeconds());
    if (left.toDays() > 0) {
      return span(left);
    }
    return seconds >= 3600
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  /** A measured duration: {@code 340 ms}, {@code 1.3 s}, {@code 4 min}. */
  public static String took(@Nullable Duration duration) {
    if (duration == null) {
      return NONE;
    }
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    return millis < 60_000
        ? String.format(Locale.getDefault(Locale.Category.FORMAT), "%.1f s", millis / 1000.0)
        : span(duration);
  }

  /** Local time of day with seconds. */
  public static String clock(@Nullable Instant time) {
    return time == null ? NONE : CLOCK.format(time.atZone(ZoneId.systemDefault()));
  }

  /** Local time with seconds if it was today, else date and time. */
  public static String sameDay(Instant time, Instant now) {
    boolean today = day(time).equals(day(now));
    return (today ? CLOCK : DAY).format(time.atZone(ZoneId.systemDefault()));
  }

  /** Its local day. */
  public static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneId.systemDefault());
  }

  /** Local date and time with seconds. */
  public static String stamp(@Nullable Instant time) {
    return time == null ? NONE : STAMP.format(time.atZone(ZoneId.systemDefault()));
  }

  /** Local date and time with seconds and zone, for records: {@code 2026-03-01 14:02:11 +01:00}. */
  public static String zoned(@Nullable Instant time) {
    return time == null ? NONE : DATE_TIME.format(time.atZone(ZoneId.systemDefault()));
  }

  /** Local and UTC date and time with zone, for tooltips and facts. */
  public static String exact(@Nullable Instant time) {
    if (time == null) {
      return NONE;
    }
    return zoned(time) + " \u00b7 " + STAMP.format(time.atOffset(ZoneOffset.UTC)) + " UTC";
  }

  /** A count with the locale's grouping. */
  public static String count(long number) {
    return String.format(Locale.getDefault(Locale.Category.FORMAT), "%,d", number);
  }

  /**
   * A whole number as somebody types it, its thousands set apart as {@link #count} does it or not;
   * null when it is none.
   */
  public static @Nullable Long whole(String typed) {
    char apart =
        DecimalFormatSymbols.getInstance(Locale.getDefault(Locale.Category.FORMAT))
            .getGroupingSeparator();
    String text = typed.strip().replaceAll("[\\u00a0\\u202f]", " ");
    String mark = Pattern.quote(String.valueOf(apart).replaceAll("[\\u00a0\\u202f]", " "));
    if (text.matches("-?\\d{1,3}(" + mark + "\\d{3})+")) {
      text = text.replaceAll(mark, "");
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException none) {
      return null;
    }
  }

  /** Words of the engine, which every terminal can show, with the arrow of the console. */
  public static String pointing(String text) {
    return text.replace(" -> ", " \u2192 ");
  }

  /** The text, or {@link #NONE} for null and blank. */
  public static String orNone(@Nullable String text) {
    return text == null || text.isBlank() ? NONE : text;
  }
}
