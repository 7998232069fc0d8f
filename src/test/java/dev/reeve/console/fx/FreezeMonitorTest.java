package dev.reeve.console.fx;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.Headless;
import dev.reeve.console.fx.FreezeMonitor.Freeze;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class FreezeMonitorTest {
  private final List<Freeze> freezes = new CopyOnWriteArrayList<>();

  @Test
  @DisplayName("A screen that stands still over 50 ms is told with what it was doing")
  void tellsWhatTheScreenWasDoing() throws InterruptedException {
    Headless.start();
    CountDownLatch answered = new CountDownLatch(1);
    Executor screen =
        look ->
            ScreenThread.executor()
                .execute(
                    () -> {
                      look.run();
                      answered.countDown();
                    });
    try (FreezeMonitor monitor = FreezeMonitor.start(screen, freezes::add)) {
      assertTrue(answered.await(10, TimeUnit.SECONDS), "the screen is there");
      freezes.clear();
      Headless.run(FreezeMonitorTest::standStillOnPurpose);
      await().until(() -> freezes.stream().anyMatch(FreezeMonitorTest::namesTheCulprit));
      Freeze freeze = freezes.stream().filter(FreezeMonitorTest::namesTheCulprit).findFirst().get();
      assertTrue(freeze.lasted().compareTo(FreezeMonitor.MOST) >= 0, freeze.toString());
      assertTrue(freeze.toString().contains("standStillOnPurpose"), freeze.toString());
    }
  }

  private static boolean namesTheCulprit(Freeze freeze) {
    return freeze.stack().stream()
        .anyMatch(line -> line.getMethodName().equals("standStillOnPurpose"));
  }

  private static void standStillOnPurpose() {
    try {
      assertEquals(false, new CountDownLatch(1).await(400, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
