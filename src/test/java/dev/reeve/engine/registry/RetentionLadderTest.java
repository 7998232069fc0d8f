package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.registry.RetentionLadder.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Which backups go. */
class RetentionLadderTest {
  private static final Instant NOW = Instant.parse("2026-03-15T12:00:30Z");

  private static List<Item> every(Duration step, int count) {
    List<Item> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      out.add(new Item("b%06d".formatted(count - i), NOW.minus(step.multipliedBy(i)), 10));
    }
    return out;
  }

  private static List<Item> kept(List<Item> items, long most) {
    Set<String> gone = RetentionLadder.superfluous(items, items.getFirst().name(), most, NOW);
    return items.stream().filter(i -> !gone.contains(i.name())).toList();
  }

  @Test
  void theNewestTwentyAlwaysStay() {
    assertEquals(20, kept(every(Duration.ofSeconds(1), 20), 1000).size());
    assertEquals(20, kept(every(Duration.ofDays(40), 20), 1000).size());
  }

  @Test
  void aMinuteKeepsOneForAnHourThenAnHourForADayThenADayForAMonth() {
    List<Item> items = every(Duration.ofSeconds(20), 3 * 60 * 24 * 40);
    List<Item> kept = kept(items, Long.MAX_VALUE);
    assertAbout(
        61 - 7 + 20, count(kept, Duration.ZERO, Duration.ofHours(1)), 1, "one for each minute");
    assertAbout(23, count(kept, Duration.ofHours(1), Duration.ofDays(1)), 1, "hours");
    assertAbout(30, count(kept, Duration.ofDays(1), Duration.ofDays(31)), 1, "days");
    assertEquals(0, count(kept, Duration.ofDays(31), Duration.ofDays(99)));
    Item lastOfADay =
        kept.stream()
            .filter(i -> i.time().isBefore(NOW.minus(Duration.ofDays(2))))
            .findFirst()
            .orElseThrow();
    assertTrue(lastOfADay.time().toString().contains("T23:59:"), lastOfADay.toString());
  }

  private static long count(List<Item> items, Duration from, Duration to) {
    return items.stream()
        .filter(
            i -> {
              Duration age = Duration.between(i.time(), NOW);
              return age.compareTo(from) >= 0 && age.compareTo(to) < 0;
            })
        .count();
  }

  private static void assertAbout(long expected, long actual, long within, String what) {
    assertTrue(Math.abs(expected - actual) <= within, what + ": " + actual);
  }

  @Property(tries = 200)
  void theSizeIsKeptAndTheSafeOneStays(
      @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 1, max = 4_000_000) Long> ages,
      @ForAll @LongRange(min = 0, max = 500) long most) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < ages.size(); i++) {
      items.add(new Item("b" + i, NOW.minusSeconds(ages.get(i)), 10));
    }
    String safe = items.get(items.size() / 2).name();
    Set<String> gone = RetentionLadder.superfluous(items, safe, most, NOW);
    assertFalse(gone.contains(safe));
    long left = items.size() - gone.size();
    assertTrue(left * 10 <= Math.max(10, most), left + " left of " + most);
  }
}
