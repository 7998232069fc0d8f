package dev.reeve.engine.watch;

import dev.reeve.engine.workspace.EngineClock;
import java.util.concurrent.TimeUnit;

/** Counts events of the last 60 s in one slot a second. Safe on any thread. */
final class Rate {
  private static final int SECONDS = 60;

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

  synchronized long lastMinute() {
    long now = second();
    long sum = 0;
    for (int slot = 0; slot < SECONDS; slot++) {
      sum += now - seconds[slot] < SECONDS ? counts[slot] : 0;
    }
    return sum;
  }

  private long second() {
    return TimeUnit.NANOSECONDS.toSeconds(clock.nanos());
  }
}
