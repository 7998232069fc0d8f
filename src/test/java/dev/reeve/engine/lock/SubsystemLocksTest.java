package dev.reeve.engine.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Utc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubsystemLocksTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path root;
  private LockRoom room;

  @BeforeEach
  void open() {
    room = new LockRoom(root, EngineClock.system());
  }

  @AfterEach
  void close() {
    room.close();
  }

  private static EngineException refused(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(EngineException.class, call);
  }

  @Test
  @DisplayName("LOCK-A1 a set is granted in canonical order")
  void a01_canonicalOrder() {
    LockHandle handle = room.acquire("docs", "queue", "archive", "docs");
    assertEquals(List.of("queue", "archive", "docs"), handle.held());
    assertEquals(List.of("queue", "archive", "docs"), room.names());
  }

  @Test
  @DisplayName("LOCK-A2 release goes the other way round, and a second one does nothing")
  void a02_releasedInReverse() {
    LockHandle handle = room.acquire("docs", "queue", "archive");
    room.events.clear();
    handle.close();
    assertEquals(
        List.of(
            new LockEvent.Changed("docs"),
            new LockEvent.Changed("archive"),
            new LockEvent.Changed("queue")),
        room.events);
    room.events.clear();
    handle.close();
    assertEquals(List.of(), room.events);
    assertEquals(List.of(), handle.held());
    assertEquals(0, room.rows());
  }

  @Test
  @DisplayName("LOCK-A3 one deadline for the set; the message names lock and holder")
  void a03_timeoutNamesTheHolder() {
    LockHandle holder = room.acquire("archive");
    EngineException e = refused(() -> room.acquire("links", "fix", SECOND, "queue", "archive"));
    assertEquals("LOCK_TIMEOUT", e.code());
    assertEquals(EngineException.Kind.BUSY, e.kind());
    assertTrue(
        e.getMessage()
            .matches(
                "Failed to acquire subsystem locks \\[queue, archive\\]: archive is held by"
                    + " tidy:moves:archive since \\d\\d:\\d\\d:\\d\\d; acquired before: queue"),
        e.getMessage());
    LockTimeout.Facts facts = assertInstanceOf(LockTimeout.class, e.getCause()).facts();
    assertEquals(List.of("queue", "archive"), facts.requested());
    assertEquals(List.of("queue"), facts.acquiredBefore());
    assertEquals("archive", facts.failedAt());
    assertEquals("tidy:moves:archive", facts.holder());
    assertTrue(facts.waitedMillis() >= SECOND.toMillis(), "waited " + facts.waitedMillis());
    assertEquals(List.of("archive"), room.names());
    holder.close();
  }

  @Test
  @DisplayName("LOCK-A3 the wait ends at the deadline of the clock, not before and not after")
  void a03_theDeadlineIsExact() throws Exception {
    SettableClock clock = new SettableClock();
    try (LockRoom exact = new LockRoom(root.resolve("exact"), clock)) {
      exact.acquire("archive");
      var waiting =
          CompletableFuture.supplyAsync(
              () -> refused(() -> exact.acquire("links", "fix", SECOND, "queue", "archive")),
              Executors.newVirtualThreadPerTaskExecutor());
      Awaitility.await().until(() -> looked(exact, clock));
      clock.advance(SECOND.minusMillis(1));
      Awaitility.await().until(() -> looked(exact, clock));
      assertFalse(waiting.isDone());
      clock.advance(Duration.ofMillis(1));
      EngineException e = waiting.get(20, TimeUnit.SECONDS);
      LockTimeout.Facts facts = assertInstanceOf(LockTimeout.class, e.getCause()).facts();
      assertEquals(SECOND.toMillis(), facts.waitedMillis());
    }
  }

  /** Whether a waiter has looked at this time of the clock and waits on. */
  private static boolean looked(LockRoom room, SettableClock clock) {
    String now = Utc.format(clock.now());
    String waits = "SELECT count(*) FROM leases WHERE granted = 0 AND last_renewed_at = ?";
    return room.store.read(tx -> tx.number(waits, now)) == 1;
  }

  @Test
  @DisplayName("LOCK-A3 a second's wait takes 1.0 to 1.3 s, however seldom is looked")
  void a03_withinItsTime() throws Exception {
    LockSettings seldom = LockRoom.settings().withPoll(Duration.ofSeconds(5));
    try (LockRoom other = new LockRoom(root, EngineClock.system(), seldom)) {
      room.acquire("archive");
      Duration took =
          LockRoom.timed(
              () -> refused(() -> other.acquire("links", "fix", SECOND, "queue", "archive")));
      assertTrue(took.toMillis() >= 1000 && took.toMillis() < 1300, "took " + took);
    }
  }

  @Test
  @DisplayName("LOCK-A4 crossing sets never deadlock and never share a name")
  void a04_crossingSets() throws Exception {
    crossingSets(1_000);
  }

  @Test
  @Tag("long")
  @DisplayName("LOCK-A4 in full: 10 000 rounds each")
  void a04_crossingSetsInFull() throws Exception {
    crossingSets(10_000);
  }

  private void crossingSets(int rounds) throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicBoolean shared = new AtomicBoolean();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Set<String>> sets = List.of(Set.of("archive", "queue"), Set.of("docs", "archive"));
      var runs =
          sets.stream()
              .map(
                  set ->
                      pool.submit(
                          () -> {
                            for (int i = 0; i < rounds; i++) {
                              try (LockHandle h =
                                  room.acquire(
                                      "round",
                                      "x",
                                      Duration.ofSeconds(30),
                                      set.toArray(String[]::new))) {
                                if (inside.incrementAndGet() != 1) {
                                  shared.set(true);
                                }
                                inside.decrementAndGet();
                              }
                            }
                            return null;
                          }))
              .toList();
      for (var run : runs) {
        run.get();
      }
    }
    assertFalse(shared.get());
    assertEquals(0, room.rows());
  }

  @Test
  @DisplayName("LOCK-A6 a handle that holds something takes nothing more")
  void a06_alreadyHeld() {
    LockHandle handle = room.acquire("queue");
    EngineException e =
        refused(
            () ->
                room.locks.subsystem().acquire(handle, List.of("archive"), SECOND, LockRoom.NEVER));
    assertEquals("ALREADY_HELD", e.code());
    assertTrue(e.getMessage().contains("queue"));
    assertEquals(List.of("queue"), handle.held());
    handle.close();
    room.locks.subsystem().acquire(handle, List.of("archive"), SECOND, LockRoom.NEVER);
    assertEquals(List.of("archive"), handle.held());
  }

  @Test
  @DisplayName("LOCK-A7 unknown names are refused before anything is touched")
  void a07_unknownNames() throws Exception {
    Set<String> before = room.files();
    assertEquals("UNKNOWN_LOCK", refused(() -> room.acquire("queue", "foo")).code());
    assertEquals("UNKNOWN_LOCK", refused(() -> room.acquire("keeper")).code());
    assertEquals("UNKNOWN_LOCK", refused(() -> room.locks.status("../x")).code());
    assertEquals("UNKNOWN_LOCK", refused(() -> room.locks.status("path:../x")).code());
    assertEquals(
        "UNKNOWN_LOCK", refused(() -> room.locks.breakLock("../x", true, "why", "dana")).code());
    assertEquals(before, room.files());
    assertEquals(0, room.rows());
  }

  @Test
  @DisplayName("an empty set is legal and holds nothing")
  void emptySet() {
    LockHandle handle = room.acquire();
    assertEquals(List.of(), handle.held());
    handle.close();
    assertEquals("NOT_HELD", refused(handle::renew).code());
  }

  @Test
  @DisplayName("an operation may not go back in the canonical order")
  void orderViolation() {
    LockOperation operation = LockRoom.operation("tidy");
    SubsystemLocks locks = room.locks.subsystem();
    try (LockHandle archive =
        locks.acquire(operation, "a", List.of("archive"), SECOND, LockRoom.NEVER)) {
      assertEquals(
          "LOCK_ORDER_VIOLATION",
          refused(() -> locks.acquire(operation, "b", List.of("queue"), SECOND, LockRoom.NEVER))
              .code());
      locks.acquire(operation, "b", List.of("docs"), SECOND, LockRoom.NEVER).close();
    }
    locks.acquire(operation, "b", List.of("queue"), SECOND, LockRoom.NEVER).close();
  }

  @Test
  @DisplayName("LOCK-A32 cancelling ends a wait within 200 ms and gives everything back")
  void a32_cancelled() throws Exception {
    LockHandle holder = room.acquire("archive");
    AtomicBoolean cancelled = new AtomicBoolean();
    var waiting =
        CompletableFuture.supplyAsync(
            () ->
                refused(
                    () ->
                        room.locks
                            .subsystem()
                            .acquire(
                                LockRoom.operation("links"),
                                "fix",
                                List.of("queue", "archive"),
                                Duration.ofSeconds(30),
                                cancelled::get)),
            Executors.newVirtualThreadPerTaskExecutor());
    Awaitility.await().until(() -> room.names().contains("queue"));
    cancelled.set(true);
    long since = System.nanoTime();
    EngineException e = waiting.get(20, TimeUnit.SECONDS); // long before its 30 s are over
    Duration took = Duration.ofNanos(System.nanoTime() - since);
    assertTrue(took.toMillis() < 200, "took " + took);
    assertEquals("CANCELLED", e.code());
    assertEquals(List.of("archive"), room.names());
    holder.close();
    assertEquals(0, room.rows());
  }
}
