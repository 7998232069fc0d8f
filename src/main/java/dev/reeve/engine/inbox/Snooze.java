package dev.reeve.engine.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long a row rests. Source: {@code docs/reference/inbox.md}. */
public enum Snooze {
  HOUR("1h"),
  /** 09:00 of the next day where the person is. */
  TOMORROW("tomorrow"),
  UNTIL_WORSE("until-worse");

  private static final LocalTime MORNING = LocalTime.of(9, 0);
  private final String code;

  Snooze(String code) {
    this.code = code;
  }

  /** As it is typed: {@code 1h}, {@code tomorrow}, {@code until-worse}. */
  public String code() {
    return code;
  }

  /** The one with this code. */
  public static Optional<Snooze> of(String code) {
    return Stream.of(values())
        .filter(each -> each.code.equals(code.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** When the rest ends by the clock; null when it does not. */
  @Nullable Instant until(Instant now, ZoneId zone) {
    return switch (this) {
      case HOUR -> now.plus(Duration.ofHours(1));
      case TOMORROW ->
          now.atZone(zone).toLocalDate().plusDays(1).atTime(MORNING).atZone(zone).toInstant();
      case UNTIL_WORSE -> null;
    };
  }
}
