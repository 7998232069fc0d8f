package dev.reeve.engine.workspace;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Work in the background that may not outlive the rooms it uses: once closed nothing begins any
 * more, and closing waits for what runs. Safe on any thread; the work itself must not close it.
 * Source: {@code docs/reference/workspace.md}.
 */
public final class WorkInHand {
  private static final int MOST = Integer.MAX_VALUE;

  private final Semaphore places = new Semaphore(MOST);
  private volatile boolean closed;

  /**
   * Does the work on this thread.
   *
   * @return false when it was closed before and nothing was done
   */
  public boolean run(Runnable work) {
    if (closed || !places.tryAcquire()) {
      return false;
    }
    try {
      work.run();
      return true;
    } finally {
      places.release();
    }
  }

  /**
   * Lets nothing begin any more and waits for what runs.
   *
   * @param longest how long to wait; an interrupt ends the waiting, too
   * @return whether all of it has ended
   */
  public boolean close(Duration longest) {
    closed = true;
    try {
      boolean ended = places.tryAcquire(MOST, longest.toNanos(), TimeUnit.NANOSECONDS);
      if (ended) {
        places.release(MOST);
      }
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
