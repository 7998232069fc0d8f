package dev.reeve.engine.registry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times in the registry: ISO 8601 UTC with {@code Z}, up to microseconds, kept as given. Safe on
 * any thread. Source: {@code docs/reference/registry-policies.md}.
 */
public final class RegistryTime {
  private static final Pattern CANONICAL =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?Z");
  private static final DateTimeFormatter ANY =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(java.util.Locale.ROOT);

  private RegistryTime() {}

  /** The canonical form; null when the text is no time. Without a zone it is taken as UTC. */
  public static @Nullable String normalise(String text) {
    Instant instant = instant(text);
    return instant == null || CANONICAL.matcher(text).matches()
        ? (instant == null ? null : text)
        : format(instant);
  }

  /** Whether it is a time in the canonical form. */
  static boolean canonical(String text) {
    return CANONICAL.matcher(text).matches() && instant(text) != null;
  }

  /** The point in time, null when the text is none. */
  static @Nullable Instant instant(String text) {
    try {
      TemporalAccessor parsed = ANY.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
      return parsed instanceof ZonedDateTime zoned
          ? zoned.toInstant()
          : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Canonical text, cut to microseconds. */
  static String format(Instant instant) {
    return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.MICROS));
  }

  /** A time so many seconds later, null when either is not readable. */
  static @Nullable String plusSeconds(String time, String seconds) {
    Instant instant = instant(time);
    try {
      return instant == null ? null : format(instant.plusSeconds(Long.parseLong(seconds)));
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /** The later of two texts of times, the first when they are one; else the second. */
  static String later(@Nullable String a, String b) {
    Instant first = a == null ? null : instant(a);
    Instant second = instant(b);
    return a != null && first != null && second != null && !second.isAfter(first) ? a : b;
  }
}
