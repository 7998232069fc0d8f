package dev.reeve.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the end of the process that a signal asks for into an interrupt of the thread that works,
 * and waits until that thread has told its report and closed what it opened. The exit code stays
 * the signal's.
 */
final class Interruption implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Interruption.class);

  /** As long as whoever sends the signal is asked to wait. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Thread worker) {
    hook = Thread.ofPlatform().unstarted(() -> interrupt(worker));
  }

  static Interruption ofThisThread() {
    Interruption interruption = new Interruption(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void interrupt(Thread worker) {
    worker.interrupt();
    try {
      if (!ended.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn(
            "The work did not end within {}; what was begun is finished at the next start",
            LONGEST);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending: the hook itself runs and was waiting for this
    }
  }
}
