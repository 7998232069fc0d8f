package dev.reeve.engine.testing;

import dev.reeve.engine.workspace.EngineClock;
import java.time.Duration;
import java.time.Instant;

/** The system's clock, whose wall time a test can set while monotonic time goes on. */
public final class OffsetClock implements EngineClock {
  private volatile Duration offset = Duration.ZERO;

  /** Somebody sets the clock. */
  public synchronized void jump(Duration by) {
    offset = offset.plus(by);
  }

  @Override
  public Instant now() {
    return Instant.now().plus(offset);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }
}
