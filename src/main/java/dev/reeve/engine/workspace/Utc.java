package dev.reeve.engine.workspace;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The one time format of the engine's own records, {@code yyyy-MM-ddTHH:mm:ss.SSSZ}: fixed width,
 * so text order is time order. Safe to call on any thread. Source: {@code
 * docs/reference/workspace.md}.
 */
public final class Utc {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Utc() {}

  /** The instant as text, cut to milliseconds. */
  public static String format(Instant instant) {
    return FORMAT.format(instant);
  }

  /**
   * Reads what {@link #format} wrote.
   *
   * @throws java.time.format.DateTimeParseException when the text is no ISO 8601 UTC time
   */
  public static Instant parse(String text) {
    return Instant.parse(text);
  }
}
