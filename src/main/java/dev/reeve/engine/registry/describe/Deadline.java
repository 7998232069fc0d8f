package dev.reeve.engine.registry.describe;

import dev.reeve.engine.registry.Described;
import java.time.Duration;

/** Until when one content may be worked on. Asked by the thread that works on it. */
final class Deadline {
  private final long end;
  private final Duration limit;

  Deadline(Duration limit) {
    this.limit = limit;
    this.end = System.nanoTime() + limit.toNanos();
  }

  boolean over() {
    return System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted();
  }

  void check() throws NotParsed {
    if (over()) {
      throw exceeded();
    }
  }

  NotParsed exceeded() {
    return new NotParsed(
        Described.Status.TIMEOUT, "Parsing took longer than " + limit.toSeconds() + " s.");
  }
}
