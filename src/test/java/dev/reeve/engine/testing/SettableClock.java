package dev.reeve.engine.testing;

import dev.reeve.engine.workspace.EngineClock;
import java.time.Duration;
import java.time.Instant;

/** A clock that moves only when a test moves it. */
public final class SettableClock implements EngineClock {
  private volatile Instant now;
  private volatile long nanos;

  public SettableClock(String now) {
    this.now = Instant.parse(now);
  }

  public SettableClock() {
    this("2026-01-01T00:00:00Z");
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long nanos() {
    return nanos;
  }

  /** Time passes, on both clocks. */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
    nanos += by.toNanos();
  }

  /** Somebody sets the wall clock; monotonic time does not move. */
  public synchronized void jump(Duration by) {
    now = now.plus(by);
  }
}
