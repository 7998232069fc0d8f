package dev.reeve.engine.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which backups may go: the newest always stay, then fewer and fewer the older they are, and never
 * more bytes in all than allowed. Pure.
 */
final class RetentionLadder {
  private static final int ALWAYS = 20;

  private RetentionLadder() {}

  /**
   * One backup.
   *
   * @param bytes what it takes on disk
   */
  record Item(String name, Instant time, long bytes) {}

  /** Names of those that may go; {@code safe} is never among them. */
  static Set<String> superfluous(List<Item> items, String safe, long mostBytes, Instant now) {
    List<Item> newestFirst = new ArrayList<>(items);
    newestFirst.sort(Comparator.comparing(Item::time).thenComparing(Item::name).reversed());
    Set<String> gone = new LinkedHashSet<>();
    Set<String> rungs = new HashSet<>();
    for (int i = 0; i < newestFirst.size(); i++) {
      Item item = newestFirst.get(i);
      boolean first = rungs.add(rung(item.time(), now));
      if (i >= ALWAYS && !item.name().equals(safe) && !(first && young(item, now))) {
        gone.add(item.name());
      }
    }
    long bytes =
        newestFirst.stream().filter(i -> !gone.contains(i.name())).mapToLong(Item::bytes).sum();
    for (Item item : newestFirst.reversed()) {
      if (bytes > mostBytes && !item.name().equals(safe) && gone.add(item.name())) {
        bytes -= item.bytes();
      }
    }
    return gone;
  }

  private static boolean young(Item item, Instant now) {
    return item.time().isAfter(now.minus(Duration.ofDays(30)));
  }

  /** The span of time of which one backup, the last, is enough. */
  private static String rung(Instant time, Instant now) {
    Duration age = Duration.between(time, now);
    TemporalUnit unit =
        age.compareTo(Duration.ofHours(1)) <= 0
            ? ChronoUnit.MINUTES
            : age.compareTo(Duration.ofDays(1)) <= 0 ? ChronoUnit.HOURS : ChronoUnit.DAYS;
    return unit + " " + time.truncatedTo(unit);
  }
}
