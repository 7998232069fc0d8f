package dev.reeve.engine.watch;

import dev.reeve.engine.workspace.EngineClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Counts events of the last ten minutes in one slot a second. Safe on any thread. */
final class Rate {
  private static final int MINUTE = 60;
  private static final int MINUTES = 10;
  private static final int SECONDS = MINUTES * MINUTE;

  private final EngineClock clock;
  private final long[] counts = new long[SECONDS];
  private final long[] seconds = new long[SECONDS];

  Rate(EngineClock clock) {
    this.clock = clock;
  }

  synchronized void count() {
    long second = second();
    int slot = Math.floorMod(second, SECONDS);
    if (seconds[slot] != second) {
      seconds[slot] = second;
      counts[slot] = 0;
    }
    counts[slot]++;
  }

  /** The oldest minute first; the last one ends now. */
  synchronized List<Long> minutes() {
    long now = second();
    long[] sums = new long[MINUTES];
    for (int slot = 0; slot < SECONDS; slot++) {
      long ago = now - seconds[slot];
      if (counts[slot] > 0 && ago < SECONDS) {
        sums[MINUTES - 1 - (int) (ago / MINUTE)] += counts[slot];
      }
    }
    List<Long> minutes = new ArrayList<>();
    for (long sum : sums) {
      minutes.add(sum);
    }
    return List.copyOf(minutes);
  }

  private long second() {
    return TimeUnit.NANOSECONDS.toSeconds(clock.nanos());
  }
}
