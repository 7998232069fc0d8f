package dev.reeve.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.AnimationTimer;

/**
 * What the screen's thread did between two frames: the processor time it took, which other
 * processes do not change, and the time by the clock.
 */
final class FrameTimes {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<Double> work = new ArrayList<>();
  private final List<Double> apart = new ArrayList<>();
  private long workBefore;
  private long before;

  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          long worked = threads.getCurrentThreadCpuTime();
          long at = System.nanoTime();
          if (before != 0) {
            work.add((worked - workBefore) / 1e6);
            apart.add((at - before) / 1e6);
          }
          workBefore = worked;
          before = at;
        }
      };

  /** Screen thread. */
  void start() {
    timer.start();
  }

  /** Screen thread; the lists may be read afterwards. */
  void stop() {
    timer.stop();
  }

  /** Processor time of each frame, in ms. */
  List<Double> work() {
    return work;
  }

  /** Time between each two frames, in ms. */
  List<Double> apart() {
    return apart;
  }

  void print() {
    System.out.printf(
        "frames %,d; work of one, ms: half %.1f · 99 of 100 %.1f · most %.1f; apart, ms: half %.1f"
            + " · 99 of 100 %.1f · most %.1f%n",
        work.size(),
        Bench.percentile(work, 50),
        Bench.percentile(work, 99),
        Bench.percentile(work, 100),
        Bench.percentile(apart, 50),
        Bench.percentile(apart, 99),
        Bench.percentile(apart, 100));
  }
}
