package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class FormatsTest {
  private final Locale before = Locale.getDefault();

  @BeforeEach
  void english() {
    Locale.setDefault(Locale.US);
  }

  @AfterEach
  void back() {
    Locale.setDefault(before);
  }

  @Test
  void aHashShowsTwelveDigitsInGroupsOfFour() {
    assertEquals("472d 2dd4 3d34", Formats.hash("472d2dd43d34ffff"));
    assertEquals("472d", Formats.hash("472d"));
    assertEquals(Formats.NONE, Formats.hash(null));
  }

  @Test
  void aWholeHashIsInGroupsOfFourAsWell() {
    String told = Formats.wholeHashes("sha256: " + "472d2dd43d34ffff".repeat(4) + " of 472d2dd4");
    assertEquals("sha256: " + "472d 2dd4 3d34 ffff ".repeat(4) + "of 472d2dd4", told);
  }

  @Test
  void sizesFollowThePlatform() {
    assertEquals("999 B", Formats.size(999, 1000));
    assertEquals("18.4 GB", Formats.size(18_400_000_000L, 1000));
    assertEquals("1.0 kB", Formats.size(1024, 1024));
  }

  @Test
  void lengthsOfTimeHaveOneOrTwoUnits() {
    assertEquals("42 s", Formats.span(Duration.ofSeconds(42)));
    assertEquals("3 min", Formats.span(Duration.ofSeconds(199)));
    assertEquals("1 min 50 s", Formats.wait(Duration.ofSeconds(110)));
    assertEquals("2 min", Formats.wait(Duration.ofSeconds(120)));
    assertEquals("5 min", Formats.wait(Duration.ofSeconds(310)));
    assertEquals("2 h 10 min", Formats.span(Duration.ofMinutes(130)));
    assertEquals("2 d", Formats.span(Duration.ofDays(2)));
    assertEquals("0 s", Formats.span(Duration.ofSeconds(-5)), "a clock may jump back");
  }

  @Test
  void countdownsReadLikeAClock() {
    assertEquals("0:42", countdown(Duration.ofSeconds(42)));
    assertEquals("1:02:05", countdown(Duration.ofSeconds(3725)));
    assertEquals("0:00", countdown(Duration.ofSeconds(-1)));
    assertEquals("23:59:59", countdown(Duration.ofDays(1).minusSeconds(1)));
    assertEquals("1 d", countdown(Duration.ofDays(1)), "nobody counts in hours then");
    assertEquals("6 d 23 h", countdown(Duration.ofSeconds(604_779)));
  }

  private static String countdown(Duration left) {
    return Formats.countdown(Instant.EPOCH, Instant.EPOCH.plus(left));
  }

  @Test
  @DisplayName("Ages and countdowns are what one counts from the clock's seconds beside them")
  void agreeWithTheClock() {
    Instant since = Instant.parse("2026-11-20T14:02:10.900Z");
    Instant now = Instant.parse("2026-11-20T14:02:13.100Z");
    assertEquals("3 s", Formats.age(since, now));
    assertEquals("0:03", Formats.countdown(since, now));
    assertEquals(Duration.ofSeconds(3), Formats.between(since, now));
    assertEquals("0 s", Formats.age(now, now.plusMillis(800)));
  }

  @Test
  void measuredDurations() {
    assertEquals("340 ms", Formats.took(Duration.ofMillis(340)));
    assertEquals("1.3 s", Formats.took(Duration.ofMillis(1312)));
    assertEquals(Formats.NONE, Formats.took(null));
  }

  @Test
  void timesOfRecordsTellTheirZone() {
    Instant time = Instant.parse("2026-11-20T14:02:11Z");
    assertTrue(Formats.zoned(time).matches("2026-11-\\d\\d \\d\\d:\\d\\d:11 [+-]\\d\\d:\\d\\d"));
    assertTrue(Formats.exact(time).startsWith(Formats.zoned(time)));
    assertEquals(Formats.NONE, Formats.zoned(null));
  }

  @Test
  void exactTimesAlsoTellUtc() {
    assertEquals(
        true,
        Formats.exact(Instant.parse("2026-11-20T14:02:11Z")).endsWith("2026-11-20 14:02:11 UTC"));
  }

  @Test
  void aBadgeCountsDown() {
    Instant now = Instant.parse("2026-11-20T14:02:11Z");
    Badge badge =
        Badge.of(1, "Retry in", Icon.CLOCK, Badge.Hue.WAIT).counting(now.plusSeconds(42), "(2/3)");
    assertEquals("Retry in 0:42 (2/3)", badge.text(now));
    assertEquals("Retry in 0:41 (2/3)", badge.text(now.plusSeconds(1)));
  }

  @Test
  void aWholeNumberIsReadAsItIsWrittenAndPlain() {
    assertEquals(90_000L, Formats.whole(" 90000 "));
    assertEquals(90_000L, Formats.whole(Formats.count(90_000)));
    assertEquals(-1L, Formats.whole("-1"));
    for (String none : List.of("", "soon", "9,00", "90.000", "1,000,00")) {
      assertNull(Formats.whole(none), none);
    }
    for (Locale other : List.of(Locale.GERMANY, Locale.FRANCE)) {
      Locale.setDefault(other);
      assertEquals(90_000L, Formats.whole(Formats.count(90_000)), other.toString());
    }
  }
}
