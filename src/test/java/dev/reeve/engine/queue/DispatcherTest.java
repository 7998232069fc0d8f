package dev.reeve.engine.queue;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.workspace.EngineException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatcherTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** Longer than any test: what is handled was woken for. */
  private static final Duration IDLE = Duration.ofHours(1);

  @TempDir Path folder;
  private QueueFixture q;
  private final AtomicLong waited = new AtomicLong();
  private final List<Dispatcher> opened = new ArrayList<>();

  @BeforeEach
  void open() {
    q = new QueueFixture(folder);
  }

  @AfterEach
  void close() {
    opened.forEach(Dispatcher::close);
    q.close();
  }

  private Dispatcher dispatcher(int parallel, Handler handler) {
    Dispatcher dispatcher =
        new Dispatcher(
            q.queue,
            handler,
            "worker",
            parallel,
            Duration.ofMillis(500),
            IDLE,
            q.bus,
            q.clock,
            waited::get);
    opened.add(dispatcher);
    return dispatcher;
  }

  @Test
  void aTryTellsHowLongItsBatchWaitedForLocks() {
    q.queue.upsert(List.of(q.added("a"), q.added("b")));
    Dispatcher dispatcher =
        dispatcher(
            1,
            batch -> {
              waited.addAndGet(Duration.ofSeconds(3).toNanos());
              return batch.stream().map(Outcome::done).toList();
            });
    dispatcher.step();
    await().until(() -> count(ItemState.DONE) == 2);
    for (WorkItem item : q.rows()) {
      assertEquals(
          Duration.ofSeconds(3), q.queue.history(item.id()).getFirst().lockWait(), item.path());
    }
  }

  private long count(ItemState state) {
    return q.queue.summary().byState().get(state);
  }

  private List<FileEvent> added(int from, int to) {
    List<FileEvent> events = new ArrayList<>();
    for (int i = from; i < to; i++) {
      events.add(q.added("f" + i));
    }
    return events;
  }

  @Test
  @DisplayName("REG-A34 300 items through 8 workers: each handled once")
  void a34_everythingIsHandledOnce() {
    ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger largest = new AtomicInteger();
    dispatcher(
            8,
            batch -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              largest.accumulateAndGet(batch.size(), Math::max);
              batch.forEach(claim -> handled.add(claim.path()));
              now.decrementAndGet();
              return batch.stream().map(Outcome::done).toList();
            })
        .start();
    q.queue.upsert(added(0, 100)); // the commit wakes it
    q.queue.upsert(added(100, 300));
    await().atMost(LONG).until(() -> count(ItemState.DONE) == 300);
    assertEquals(300, handled.size());
    assertEquals(300, new HashSet<>(handled).size());
    assertTrue(most.get() <= 8);
    assertTrue(largest.get() <= Dispatcher.BATCH, "eight workers share what there is");
  }

  @Test
  @DisplayName("A flood is worked in large batches; what an operator asked for is in none")
  void floodAndOperator() {
    ConcurrentLinkedQueue<List<Claim>> batches = new ConcurrentLinkedQueue<>();
    q.queue.upsert(added(1_199, 1_200));
    q.queue.finish(List.of(Outcome.done(q.queue.claim("w", 1).getFirst())), Duration.ZERO);
    assertEquals(1, q.queue.requeue(List.of(q.row("f1199").id())));
    q.queue.upsert(added(0, 1_199));
    dispatcher(
            1,
            batch -> {
              batches.add(batch);
              return batch.stream().map(Outcome::done).toList();
            })
        .start();
    await().atMost(LONG).until(() -> count(ItemState.DONE) == 1_200);
    assertEquals(List.of(100, 500, 500, 100), batches.stream().map(List::size).toList());
    assertTrue(batches.peek().stream().anyMatch(claim -> claim.path().equals("f1199")));
  }

  @Test
  @DisplayName("A batch grows only by what waits beyond a full batch for every free worker")
  void othersHaveTheirShareFirst() {
    ConcurrentLinkedQueue<Integer> sizes = new ConcurrentLinkedQueue<>();
    CountDownLatch bothTaken = new CountDownLatch(1);
    Dispatcher dispatcher =
        dispatcher(
            2,
            batch -> {
              sizes.add(batch.size());
              awaitUninterruptibly(bothTaken);
              return batch.stream().map(Outcome::done).toList();
            });
    q.queue.upsert(added(0, 350));
    dispatcher.step();
    await().atMost(LONG).until(() -> sizes.size() == 2);
    bothTaken.countDown();
    assertEquals(Set.of(250, 100), Set.copyOf(sizes));
    await().atMost(LONG).until(() -> count(ItemState.DONE) == 350);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void settlingWakesIt() {
    dispatcher(1, batch -> batch.stream().map(Outcome::done).toList()).start();
    q.queue.observe(List.of(q.added("a")));
    q.queue.settle(List.of(new Settled("a", "f")));
    await().atMost(LONG).until(() -> count(ItemState.DONE) == 1);
  }

  @Test
  void aBatchThatIsNotFullWaitsAMomentForRowsThatComeToRest() {
    Dispatcher dispatcher =
        dispatcher(1, batch -> batch.stream().map(Outcome::done).toList()); // stepped by hand
    q.queue.observe(List.of(q.added("a"), q.added("b"), q.added("c")));
    q.queue.settle(List.of(new Settled("a", "f")));
    Duration wait = dispatcher.step();
    assertEquals(Duration.ofMillis(250), wait);
    assertEquals(1, count(ItemState.STABLE_READY));
    q.queue.settle(List.of(new Settled("b", "f")));
    q.clock.advance(wait);
    dispatcher.step();
    await().atMost(LONG).until(() -> count(ItemState.DONE) == 2);
    assertEquals(1, count(ItemState.STABLE_PENDING));
  }

  @Test
  void whatTheHandlerThrowsOrForgetsIsAFailureByItsCode() {
    Dispatcher dispatcher =
        dispatcher(
            1,
            batch -> {
              if (batch.size() == 1) {
                throw EngineException.of(EngineException.Kind.CONFLICT, "ID_CONFLICT", "two ids");
              }
              return List.of(Outcome.done(batch.getFirst()));
            });
    q.queue.upsert(List.of(q.added("a"), q.added("b")));
    dispatcher.step();
    await().atMost(LONG).until(() -> count(ItemState.RETRY_WAIT) == 1);
    assertEquals("HANDLER_FAILED", q.row("b").errorCode());
    q.queue.upsert(List.of(q.added("c")));
    dispatcher.step();
    await().atMost(LONG).until(() -> count(ItemState.DEAD_LETTER) == 1);
    assertEquals("ID_CONFLICT", q.row("c").errorCode());
  }

  @Test
  void leasesAreRenewedWhileTheHandlerWorks() {
    CountDownLatch go = new CountDownLatch(1);
    Dispatcher dispatcher =
        dispatcher(
            1,
            batch -> {
              waitFor(go);
              return batch.stream().map(Outcome::done).toList();
            });
    q.queue.upsert(List.of(q.added("slow")));
    dispatcher.step();
    await().atMost(LONG).until(() -> count(ItemState.RUNNING) == 1);
    for (int i = 0; i < 8; i++) {
      q.clock.advance(Duration.ofSeconds(20));
      dispatcher.step();
    }
    assertEquals(ItemState.RUNNING, q.row("slow").state(), "160 s under a lease of 60 s");
    q.clock.advance(Duration.ofHours(8)); // the machine slept
    dispatcher.step();
    assertEquals(ItemState.RUNNING, q.row("slow").state());
    go.countDown();
    await().atMost(LONG).until(() -> count(ItemState.DONE) == 1);
    assertEquals(0, q.row("slow").attempts());
  }

  @Test
  @DisplayName("A clock that is set between two renewals frees no row that is being worked on")
  void aClockThatJumpsFreesNothing() {
    CountDownLatch go = new CountDownLatch(1);
    Dispatcher dispatcher = dispatcher(1, batch -> doneAfter(go, batch));
    q.queue.upsert(List.of(q.added("slow")));
    dispatcher.step();
    await().atMost(LONG).until(() -> count(ItemState.RUNNING) == 1);
    q.clock.advance(Duration.ofSeconds(20));
    dispatcher.step(); // renewed
    for (Duration jump : List.of(Duration.ofDays(1), Duration.ofDays(-2))) {
      q.clock.jump(jump);
      q.clock.advance(Duration.ofSeconds(10));
      dispatcher.step(); // looks for dead workers
      assertEquals(ItemState.RUNNING, q.row("slow").state());
      q.clock.advance(Duration.ofSeconds(20));
      dispatcher.step();
    }
    go.countDown();
    await().atMost(LONG).until(() -> count(ItemState.DONE) == 1);
    assertEquals(0, q.row("slow").attempts());
  }

  @Test
  void leasesAreRenewedEveryTwentySeconds() {
    CountDownLatch go = new CountDownLatch(1);
    Dispatcher dispatcher = dispatcher(1, batch -> doneAfter(go, batch));
    q.queue.upsert(List.of(q.added("slow")));
    dispatcher.step();
    Instant first = q.row("slow").leaseUntil();
    q.clock.advance(Duration.ofSeconds(19));
    dispatcher.step();
    assertEquals(first, q.row("slow").leaseUntil());
    q.clock.advance(Duration.ofSeconds(1));
    dispatcher.step();
    assertEquals(q.clock.now().plus(WorkQueue.LEASE), q.row("slow").leaseUntil());
    go.countDown();
    await().atMost(LONG).until(() -> count(ItemState.DONE) == 1);
  }

  @Test
  void rowsOfDeadWorkersAreLookedForAtOnceAndEveryThirtySeconds() {
    q.queue.upsert(List.of(q.added("a")));
    q.queue.claim("dead", 1);
    q.clock.advance(Duration.ofSeconds(61));
    Dispatcher dispatcher = dispatcher(1, batch -> batch.stream().map(Outcome::done).toList());
    dispatcher.step();
    await().atMost(LONG).until(() -> count(ItemState.DONE) == 1);

    q.queue.upsert(List.of(q.added("b")));
    q.queue.claim("dead", 1);
    q.clock.advance(Duration.ofSeconds(59));
    dispatcher.step(); // its lease still holds
    q.clock.advance(Duration.ofSeconds(29));
    dispatcher.step();
    assertEquals(1, count(ItemState.RUNNING));
    q.clock.advance(Duration.ofSeconds(1));
    dispatcher.step();
    await().atMost(LONG).until(() -> count(ItemState.DONE) == 2);
  }

  @Test
  void oldRowsArePurgedAtOnceAndEveryHour() {
    q.queue.upsert(List.of(q.added("older")));
    q.queue.finish(List.of(Outcome.done(q.claimOne())));
    q.clock.advance(WorkQueue.KEPT.plusMillis(1));
    Dispatcher dispatcher = dispatcher(1, batch -> List.of());
    q.queue.upsert(List.of(q.added("old")));
    q.queue.finish(List.of(Outcome.done(q.claimOne())));
    dispatcher.step();
    assertEquals(List.of("old"), q.rows().stream().map(WorkItem::path).toList());

    q.clock.advance(WorkQueue.KEPT);
    dispatcher.step(); // not older than that yet
    q.clock.advance(Duration.ofHours(1).minusMillis(1));
    dispatcher.step();
    assertEquals(1, q.rows().size());
    q.clock.advance(Duration.ofMillis(1));
    dispatcher.step();
    assertEquals(List.of(), q.rows());
  }

  @Test
  void itLooksAgainWhenTheNextRetryIsDueUnlessNothingCouldBeTaken() {
    CountDownLatch go = new CountDownLatch(1);
    Dispatcher dispatcher = dispatcher(1, batch -> doneAfter(go, batch));
    assertEquals(IDLE, dispatcher.step());
    q.queue.upsert(List.of(q.added("retry")));
    q.queue.finish(List.of(Outcome.failed(q.claimOne(), "FILE_LOCKED", "held")));
    Duration wait = Duration.between(q.clock.now(), q.row("retry").notBefore());
    assertEquals(wait, dispatcher.step());

    dispatcher.hold();
    assertEquals(IDLE, dispatcher.step());
    dispatcher.resume();
    q.queue.upsert(List.of(q.added("slow")));
    assertEquals(IDLE, dispatcher.step(), "the only slot is taken");
    assertEquals(1, count(ItemState.RUNNING));
    go.countDown();
    await().atMost(LONG).until(() -> count(ItemState.DONE) == 1);
  }

  @Test
  void whatIsHeldTakesNothingAndResumingWakesIt() {
    Dispatcher dispatcher = dispatcher(1, batch -> batch.stream().map(Outcome::done).toList());
    dispatcher.hold();
    q.queue.upsert(List.of(q.added("a")));
    dispatcher.step();
    assertEquals(1, count(ItemState.QUEUED));
    dispatcher.start();
    dispatcher.resume();
    await().atMost(LONG).until(() -> count(ItemState.DONE) == 1);
  }

  @Test
  void rowsOfDeadWorkersAreFreedAtStart() {
    q.queue.upsert(List.of(q.added("a")));
    q.queue.claim("dead", 1);
    q.clock.advance(Duration.ofSeconds(61));
    dispatcher(1, batch -> batch.stream().map(Outcome::done).toList()).start();
    await().atMost(LONG).until(() -> count(ItemState.DONE) == 1);
    assertEquals(1, q.row("a").attempts());
  }

  @Test
  void stoppingLetsWorkEndAndGivesTheRestBackUntried() {
    CountDownLatch interrupted = new CountDownLatch(1);
    Dispatcher dispatcher =
        dispatcher(
            1,
            batch -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return List.of(Outcome.done(batch.getFirst()));
            });
    q.queue.upsert(List.of(q.added("a"), q.added("b"), q.added("c")));
    dispatcher.start();
    await().atMost(LONG).until(() -> count(ItemState.RUNNING) == 3);
    dispatcher.close();
    assertEquals(0, interrupted.getCount());
    assertEquals(1, count(ItemState.DONE));
    assertEquals(2, count(ItemState.QUEUED));
    assertEquals(0, q.row("b").attempts());
    q.queue.upsert(List.of(q.added("d")));
    assertEquals(3, count(ItemState.QUEUED), "nothing is claimed any more");
  }

  @Test
  void whatDoesNotEndWhenItIsInterruptedIsGivenBackUntried() {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Dispatcher dispatcher =
        dispatcher(
            1,
            batch -> {
              boolean stubborn = true;
              while (stubborn) {
                try {
                  go.await();
                  stubborn = false;
                } catch (InterruptedException e) {
                  // goes on all the same
                }
              }
              over.countDown();
              return batch.stream().map(Outcome::done).toList();
            });
    q.queue.upsert(List.of(q.added("a")));
    dispatcher.start();
    await().atMost(LONG).until(() -> count(ItemState.RUNNING) == 1);
    dispatcher.close();
    assertEquals(ItemState.QUEUED, q.row("a").state());
    assertEquals(0, q.row("a").attempts());
    go.countDown();
    waitFor(over);
    assertEquals(ItemState.QUEUED, q.row("a").state(), "what came too late counts for nothing");
  }

  @Test
  void whoIsInterruptedWhileClosingStaysSo() {
    Dispatcher dispatcher = dispatcher(1, batch -> List.of());
    Thread.currentThread().interrupt();
    dispatcher.close();
    assertTrue(Thread.interrupted());
  }

  @Test
  void aPausedQueueIsLeftAloneUntilItIsResumed() {
    AtomicBoolean handled = new AtomicBoolean();
    q.queue.pause(true);
    dispatcher(
            1,
            batch -> {
              handled.set(true);
              return batch.stream().map(Outcome::done).toList();
            })
        .start();
    q.queue.upsert(List.of(q.added("a")));
    await().during(Duration.ofMillis(200)).atMost(LONG).until(() -> !handled.get());
    q.queue.pause(false);
    await().atMost(LONG).until(() -> count(ItemState.DONE) == 1);
  }

  private static List<? extends Outcome> doneAfter(CountDownLatch latch, List<Claim> batch) {
    waitFor(latch);
    return batch.stream().map(Outcome::done).toList();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
