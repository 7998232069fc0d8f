package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.engine.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PulseTest {
  private final SettableClock clock = new SettableClock();
  private final List<Runnable> screen = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private final List<Runnable> timed = new ArrayList<>();
  private int refreshes;
  private final Pulse pulse =
      new Pulse(
          screen::add,
          (wait, work) -> {
            waits.add(wait);
            timed.add(work);
          },
          clock::nanos,
          () -> refreshes++);

  private void runScreen() {
    List<Runnable> now = List.copyOf(screen);
    screen.clear();
    now.forEach(Runnable::run);
  }

  @Test
  void theFirstChangeIsShownAtOnceAndLaterOnesAreCollected() {
    pulse.ask();
    pulse.ask();
    pulse.ask();
    assertEquals(1, screen.size());
    runScreen();
    assertEquals(1, refreshes);

    clock.advance(Duration.ofMillis(50));
    pulse.ask();
    pulse.ask();
    assertEquals(0, screen.size());
    assertEquals(List.of(Duration.ofMillis(150)), waits);
    timed.forEach(Runnable::run);
    runScreen();
    assertEquals(2, refreshes);
  }

  @Test
  void pulsesThatHaveToWaitComeTogether() {
    Pulse other = new Pulse(screen::add, (wait, work) -> waits.add(wait), clock::nanos, () -> {});
    pulse.ask();
    runScreen();
    clock.advance(Duration.ofMillis(30));
    other.ask();
    runScreen();
    clock.advance(Duration.ofMillis(30));
    pulse.ask();
    other.ask();
    assertEquals(List.of(Duration.ofMillis(140), Duration.ofMillis(140)), waits);
  }

  @Test
  void aChangeDuringARefreshAsksAgain() {
    AtomicInteger runs = new AtomicInteger();
    List<Runnable> queue = new ArrayList<>();
    Pulse[] self = new Pulse[1];
    self[0] =
        new Pulse(
            queue::add,
            (wait, work) -> queue.add(work),
            clock::nanos,
            () -> {
              if (runs.incrementAndGet() == 1) {
                self[0].ask();
              }
            });
    self[0].ask();
    while (!queue.isEmpty()) {
      queue.removeFirst().run();
    }
    assertEquals(2, runs.get());
  }

  @Test
  void aBurstFromManyThreadsLeavesOneRunnable() throws Exception {
    List<Runnable> synced = java.util.Collections.synchronizedList(screen);
    Pulse burst = new Pulse(synced::add, (wait, work) -> {}, clock::nanos, () -> {});
    CountDownLatch done = new CountDownLatch(4);
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        threads.execute(
            () -> {
              for (int n = 0; n < 25_000; n++) {
                burst.ask();
              }
              done.countDown();
            });
      }
      done.await();
    }
    assertEquals(1, screen.size());
  }
}
