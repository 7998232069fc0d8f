package dev.reeve.engine.workspace;

import java.time.Clock;
import java.time.Instant;

/**
 * The two clocks of the engine: wall time for records and people, monotonic time for waits,
 * expiries and durations while the process lives. Safe to call on any thread. Source: {@code
 * docs/reference/workspace.md}.
 */
public interface EngineClock {

  /** Wall-clock time, UTC; may jump. */
  Instant now();

  /** Monotonic time in nanoseconds; only differences mean something. */
  long nanos();

  /** The clocks of this machine. */
  static EngineClock system() {
    return new EngineClock() {
      private final Clock clock = Clock.systemUTC();

      @Override
      public Instant now() {
        return clock.instant();
      }

      @Override
      public long nanos() {
        return System.nanoTime();
      }
    };
  }
}
