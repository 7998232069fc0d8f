package dev.reeve.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * How long a person's click would have waited: every 2 ms something is posted to the screen's
 * thread, and the time is taken until it runs there. Beside it the same for a thread that does
 * nothing else, which shows the machine's own stalls (collector, other processes), and the longest
 * time between two frames.
 */
final class StallProbe {
  private static final long EVERY = 2_000_000;

  private final Line screen = new Line(Platform::runLater);
  private final Line idle;
  private final Frames frames = new Frames();
  private volatile boolean stopped;

  private StallProbe(Executor idle) {
    this.idle = new Line(idle);
  }

  static StallProbe start(Executor idle) {
    StallProbe probe = new StallProbe(idle);
    Thread.ofPlatform().daemon().name("probe screen").start(() -> probe.post(probe.screen));
    Thread.ofPlatform().daemon().name("probe idle").start(() -> probe.post(probe.idle));
    Platform.runLater(probe.frames::start);
    return probe;
  }

  void stop() {
    stopped = true;
    HeadlessWindow.call(
        () -> {
          frames.stop();
          return true;
        });
  }

  private void post(Line line) {
    while (!stopped) {
      line.once();
      LockSupport.parkNanos(EVERY);
    }
  }

  /** Longest wait for the screen's thread, in ms. */
  double screen() {
    return screen.longest / 1e6;
  }

  /** Waits for the screen's thread of more than 50 ms. */
  int over() {
    return screen.over;
  }

  /** Longest wait for a thread that has nothing to do, in ms. */
  double idle() {
    return idle.longest / 1e6;
  }

  /** Most processor time that the screen's thread took between two frames, in ms. */
  double work() {
    return frames.work / 1e6;
  }

  /** Processor time of the screen's thread in all, in ms. */
  double workInAll() {
    return frames.workInAll / 1e6;
  }

  /** Longest time between two frames, in ms. */
  double frame() {
    return frames.longest / 1e6;
  }

  private static final class Line {
    private final Executor thread;
    private volatile long longest;
    private volatile int over;

    Line(Executor thread) {
      this.thread = thread;
    }

    void once() {
      CompletableFuture<Long> ran = new CompletableFuture<>();
      long posted = System.nanoTime();
      thread.execute(() -> ran.complete(System.nanoTime()));
      long waited = ran.join() - posted;
      longest = Math.max(longest, waited);
      over += waited > 50_000_000 ? 1 : 0;
    }
  }

  private static final class Frames extends AnimationTimer {
    private long before;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long workBefore;
    private volatile long longest;
    private volatile long work;
    private volatile long workInAll;

    @Override
    public void handle(long now) {
      long at = System.nanoTime();
      long worked = threads.getCurrentThreadCpuTime();
      if (before != 0) {
        longest = Math.max(longest, at - before);
        work = Math.max(work, worked - workBefore);
        workInAll += worked - workBefore;
      }
      before = at;
      workBefore = worked;
    }
  }
}
