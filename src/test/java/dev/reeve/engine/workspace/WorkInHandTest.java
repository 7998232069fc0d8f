package dev.reeve.engine.workspace;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WorkInHandTest {
  private final WorkInHand work = new WorkInHand();

  @Test
  void closingWaitsForWhatRunsAndLetsNothingBegin() {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> running =
        CompletableFuture.supplyAsync(
            () ->
                work.run(
                    () -> {
                      begun.countDown();
                      await().until(() -> go.getCount() == 0);
                    }));
    await().until(() -> begun.getCount() == 0);
    assertFalse(work.close(Duration.ofMillis(10)), "it still runs");
    assertFalse(work.run(() -> {}), "and nothing new begins");
    go.countDown();
    assertTrue(work.close(Duration.ofSeconds(30)));
    assertEquals(true, running.join());
  }

  @Test
  void workThatFailsIsNotInHandAnyMore() {
    assertThrows(
        IllegalStateException.class,
        () ->
            work.run(
                () -> {
                  throw new IllegalStateException("it fails");
                }));
    assertTrue(work.close(Duration.ZERO));
  }
}
