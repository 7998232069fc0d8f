package dev.reeve.engine.lock;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.lock.LockStatus.State;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Utc;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Who may take what from whom, and when. */
class LeaseStatesTest {
  /** For an acquire with 2 s to wait. */
  private static final Duration LIMIT = Duration.ofMillis(2300);

  @TempDir Path root;
  private final SettableClock clock = new SettableClock("2026-03-01T14:00:00Z");
  private LockRoom room;
  private LockRoom other;

  @BeforeEach
  void open() {
    room = new LockRoom(root, clock);
    other = new LockRoom(root, clock);
  }

  @AfterEach
  void close() {
    other.close();
    room.close();
  }

  private static EngineException refused(Executable call) {
    return assertThrows(EngineException.class, call);
  }

  private void rewrite(String assignment) {
    room.store.write(tx -> tx.update("UPDATE leases SET " + assignment));
  }

  private State state(String name) {
    return room.locks.status(name).getFirst().state();
  }

  @Test
  @DisplayName("LOCK-A8 disabled mode takes nothing but the umbrella")
  void a08_disabledMode() {
    LockSettings on = LockRoom.settings();
    LockSettings off = new LockSettings(false, on.ttl(), on.grace(), on.timeout(), on.poll());
    try (LockRoom disabled = new LockRoom(root, clock, off)) {
      LockHandle handle = disabled.acquire("queue", "docs");
      LockHandle again = disabled.acquire("queue", "docs");
      handle.renew();
      assertEquals(List.of(), handle.held());
      assertEquals(0, disabled.rows());
      again.close();
      handle.close();
      LockHandle umbrella = disabled.acquire("tidy", "queue");
      assertEquals(List.of("tidy"), umbrella.held());
      assertEquals("LOCK_TIMEOUT", refused(() -> disabled.acquire("tidy")).code());
    }
  }

  @Test
  @DisplayName("the umbrella may be off for a dry run only")
  void umbrellaOff() {
    SubsystemLocks locks = room.locks.subsystem();
    LockOperation tidy = LockRoom.operation("tidy");
    EngineException e =
        refused(() -> locks.umbrella(tidy, false, true, Duration.ZERO, LockRoom.NEVER));
    assertEquals("UNSAFE_WITHOUT_LEASE", e.code());
    assertEquals(EngineException.Kind.REFUSED, e.kind());
    assertEquals(
        List.of(), locks.umbrella(tidy, false, false, Duration.ZERO, LockRoom.NEVER).held());
    try (LockHandle umbrella = locks.umbrella(tidy, true, true, Duration.ZERO, LockRoom.NEVER)) {
      assertEquals(List.of("tidy"), umbrella.held());
      try (LockHandle phase =
          locks.acquire(tidy, "moves", List.of("docs"), Duration.ZERO, LockRoom.NEVER)) {
        assertEquals(List.of("docs"), phase.held());
      }
    }
  }

  @Test
  @DisplayName("a dead session's lease is taken at once; the event names both")
  void deadSessionIsTakenOver() {
    room.acquire("archive");
    long fence = other.locks.status("archive").getFirst().fence();
    room.die();
    LockHandle heir = other.acquire("links", "fix", Duration.ZERO, "archive");
    assertEquals(fence + 1, heir.fence("archive"));
    LockEvent.LeaseTakenOver event =
        other.events.stream()
            .filter(LockEvent.LeaseTakenOver.class::isInstance)
            .map(LockEvent.LeaseTakenOver.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals("archive", event.name());
    assertTrue(event.from().startsWith("tidy:moves:archive (pid "), event.from());
    assertTrue(event.to().startsWith("links:fix:archive (pid "), event.to());
  }

  @Test
  @DisplayName(
      "LOCK-A10 a living holder keeps its lease past every time; a broken one writes nothing")
  void a10_overdueAndBroken() {
    LockHandle holder = room.acquire("archive");
    clock.advance(Duration.ofSeconds(1800 + 121));
    assertEquals(State.OVERDUE, other.locks.status("archive").getFirst().state());
    assertEquals("LOCK_TIMEOUT", refused(() -> other.acquire("archive")).code());
    assertEquals(
        "LOCK_HOLDER_RUNNING",
        refused(() -> other.locks.breakLock("archive", true, "stuck", "dana")).code());
    room.store.write(
        tx -> {
          holder.verify(tx);
          return 0;
        });

    rewrite(
        "session_id = 'gone', host = 'elsewhere'"); // now nobody can tell whether the holder lives
    assertEquals(
        "archive", other.locks.breakLock("archive", true, "stuck", "dana").orElseThrow().name());
    LockHandle heir = other.acquire("archive");
    long[] written = {0};
    EngineException stale =
        refused(
            () ->
                room.store.write(
                    tx -> {
                      holder.verify(tx);
                      written[0]++;
                      return 0;
                    }));
    assertEquals("STALE_FENCE", stale.code());
    assertEquals(EngineException.Kind.BUSY, stale.kind());
    assertEquals(0, written[0]);
    assertTrue(heir.fence("archive") >= holder.fence("archive") + 2, "the break raised the fence");
    assertEquals("LEASE_LOST", refused(holder::renew).code());
    assertTrue(holder.isLost());
    assertTrue(room.events.contains(new LockEvent.LeaseLost("archive")));
    holder.close();
    assertEquals(List.of("archive"), heir.held());
    assertEquals(1, room.rows(), "the loser's release left the heir's lease alone");
  }

  @Test
  @DisplayName("LOCK-A11 damaged records are seen, waited for, and broken by an operator only")
  void a11_damaged() {
    List<String> damages =
        List.of(
            "expires_at = '2026-03-01T1'",
            "created_at = '[1]', session_id = '[1]'",
            "token = x'00ff', session_id = x'ff'",
            "fence = '[1]', owner = x'00'",
            "last_renewed_at = '2026-03-01T14:00:00.000+02:00'");
    for (String damage : damages) {
      LockHandle holder = room.acquire("archive");
      rewrite("session_id = 'gone', host = 'elsewhere'");
      rewrite(damage);
      assertEquals(State.DAMAGED, state("archive"), damage);
      EngineException waited = refused(() -> other.acquire("archive"));
      assertEquals("LOCK_TIMEOUT", waited.code());
      assertTrue(waited.getMessage().contains("state damaged"), waited.getMessage());
      assertEquals(
          "LOCK_DAMAGED",
          refused(() -> other.locks.breakLock("archive", false, "odd", "dana")).code());
      assertEquals(List.of(), other.trail);
      assertEquals(
          State.DAMAGED,
          other.locks.breakLock("archive", true, "odd", "dana").orElseThrow().state());
      assertEquals(List.of("dana|odd|archive"), other.trail);
      assertEquals(Optional.empty(), other.locks.breakLock("archive", true, "odd", "dana"));
      other.trail.clear();
      holder.close();
      assertEquals(0, room.rows());
    }
  }

  @Test
  @DisplayName("LOCK-A12 a database that cannot be written is a typed error, not a spin")
  void a12_readOnlyStore() throws Exception {
    try (LockRoom real = new LockRoom(root, EngineClock.system())) {
      real.store.write(tx -> tx.statement("PRAGMA query_only = ON").execute());
      assertWithin(unavailable(real));
    }
  }

  @Test
  @DisplayName(
      "LOCK-A12 the same when somebody keeps the database busy for longer than the deadline")
  void a12_busyStore() throws Exception {
    try (LockRoom real = new LockRoom(root, EngineClock.system())) {
      CountDownLatch done = new CountDownLatch(1);
      CountDownLatch busy = new CountDownLatch(1);
      var writing =
          real.store.submit(
              tx -> {
                busy.countDown();
                await(done);
                return true;
              });
      try {
        await(busy);
        assertWithin(unavailable(real));
      } finally {
        done.countDown();
      }
      writing.join();
      Awaitility.await().until(() -> real.rows() == 0); // nothing was taken after all
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertWithin(Duration took) {
    assertTrue(took.compareTo(LIMIT) < 0, "took " + took);
  }

  /** How long it took to be told so. */
  private static Duration unavailable(LockRoom room) {
    var threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    Duration took =
        LockRoom.timed(
            () -> {
              EngineException e =
                  refused(() -> room.acquire("tidy", "x", Duration.ofSeconds(2), "archive"));
              assertEquals("LOCK_STORE_UNAVAILABLE", e.code());
              assertEquals(EngineException.Kind.UNAVAILABLE, e.kind());
            });
    assertTrue(threads.getCurrentThreadCpuTime() - cpu < 100_000_000L);
    return took;
  }

  @Test
  @DisplayName("LOCK-A13 another host's lease: refused within the grace, then an operator's matter")
  void a13_otherHost() {
    room.acquire("archive");
    rewrite("host = 'elsewhere', session_id = 'not-one-of-ours'");
    clock.advance(Duration.ofSeconds(1800 + 60));
    assertEquals(State.HELD, other.locks.status("archive").getFirst().state());
    assertFalse(other.locks.status("archive").getFirst().lives(), "it cannot be told");
    assertEquals("LOCK_TIMEOUT", refused(() -> other.acquire("archive")).code());
    assertEquals(
        "LOCK_NOT_EXPIRED",
        refused(() -> other.locks.breakLock("archive", true, "why", "dana")).code());
    clock.advance(Duration.ofSeconds(70));
    assertEquals(State.UNKNOWN, other.locks.status("archive").getFirst().state());
    EngineException waited = refused(() -> other.acquire("archive"));
    assertTrue(waited.getMessage().contains("state unknown"), waited.getMessage());
    assertEquals(
        "LOCK_HOLDER_UNKNOWN",
        refused(() -> other.locks.breakLock("archive", false, "why", "dana")).code());
    assertEquals(
        "REASON_MISSING",
        refused(() -> other.locks.breakLock("archive", true, " ", "dana")).code());
    other.locks.breakLock("archive", true, "why", "dana");
    assertEquals(
        List.of(new LockEvent.Broken("archive", "dana", "why")),
        other.events.stream().filter(LockEvent.Broken.class::isInstance).toList());
  }

  @Test
  @DisplayName("a dead session's lease: the next has it at once, an operator when its time is over")
  void deadSessionByHand() {
    room.acquire("archive");
    room.die();
    clock.advance(Duration.ofSeconds(1800 - 90));
    assertEquals(State.STALE, other.locks.status("archive").getFirst().state());
    EngineException early = refused(() -> other.locks.breakLock("archive", true, "killed", "dana"));
    assertEquals("LOCK_NOT_EXPIRED", early.code());
    assertEquals(
        "The lock archive was not released: it can be released in 3 min 30 s, when its lease and"
            + " 2 min 0 s of grace are over.",
        early.getMessage());
    assertEquals(Duration.ofSeconds(120), other.locks.grace());
    clock.advance(Duration.ofSeconds(210).plusMillis(1));
    assertTrue(other.locks.breakLock("archive", false, "killed", "dana").isPresent());
  }

  @Test
  @DisplayName("a living session is never broken, whatever host its record names")
  void livingSessionOfAnotherName() {
    room.acquire("archive");
    rewrite("expires_at = '2026-01-01T00:00:00.000Z', host = 'elsewhere'");
    assertEquals(
        "LOCK_HOLDER_RUNNING",
        refused(() -> other.locks.breakLock("archive", true, "why", "dana")).code());
  }

  @Test
  @DisplayName("a renewal that cannot be written counts as lost, after three tries")
  void renewalFails() {
    LockHandle holder = room.acquire("archive");
    room.store.write(
        tx ->
            tx.statement(
                    "CREATE TEMP TRIGGER refuse BEFORE UPDATE ON main.leases BEGIN SELECT"
                        + " RAISE(ABORT, 'no'); END")
                .execute());
    assertEquals("LOCK_STORE_UNAVAILABLE", refused(holder::renew).code());
    assertTrue(holder.isLost());
    EngineException e =
        refused(
            () ->
                room.store.write(
                    tx -> {
                      holder.verify(tx);
                      return 0;
                    }));
    assertEquals("STALE_FENCE", e.code());
  }

  @Test
  @DisplayName("an interrupt ends a wait under its own code")
  void interrupted() throws Exception {
    room.acquire("archive");
    CompletableFuture<EngineException> result = new CompletableFuture<>();
    Thread waiting =
        Thread.startVirtualThread(
            () ->
                result.complete(
                    refused(() -> other.acquire("w", "x", Duration.ofHours(1), "archive"))));
    Awaitility.await().until(() -> room.rows() == 2);
    waiting.interrupt();
    assertEquals("INTERRUPTED", result.get().code());
    Awaitility.await().until(() -> room.rows() == 1);
  }

  @Test
  @DisplayName("a record without expiry is never called valid, and needs force")
  void expiryUnknown() {
    room.acquire("archive");
    rewrite("expires_at = NULL, session_id = 'gone', host = 'elsewhere'");
    assertEquals(State.UNKNOWN, other.locks.status("archive").getFirst().state());
    assertEquals(
        "LOCK_EXPIRY_UNKNOWN",
        refused(() -> other.locks.breakLock("archive", false, "why", "dana")).code());
    assertTrue(other.locks.breakLock("archive", true, "why", "dana").isPresent());
  }

  @Test
  @DisplayName("a record without expiry whose holder lives is unknown, and says that it lives")
  void expiryUnknownOfALivingHolder() {
    room.acquire("archive");
    rewrite("expires_at = NULL");
    LockStatus seen = other.locks.status("archive").getFirst();
    assertEquals(State.UNKNOWN, seen.state());
    assertTrue(seen.lives());
    assertEquals(
        "LOCK_HOLDER_RUNNING",
        refused(() -> other.locks.breakLock("archive", true, "why", "dana")).code());
  }

  @Test
  @DisplayName("a process proved absent: its lease may be taken after time to live and grace")
  void processAbsent() {
    room.acquire("archive");
    rewrite(
        "session_id = '01ARZ3NDEKTSV4RRFFQ69G5FAV', process_started_at ="
            + " '2001-01-01T00:00:00.000Z'");
    assertEquals("LOCK_TIMEOUT", refused(() -> other.acquire("archive")).code());
    clock.advance(Duration.ofSeconds(1921));
    assertEquals(State.STALE, other.locks.status("archive").getFirst().state());
    assertDoesNotThrow(() -> other.acquire("archive")).close();
  }

  @Test
  @DisplayName("a process id that is none proves nothing")
  void noProcessId() {
    room.acquire("archive");
    rewrite("session_id = '01ARZ3NDEKTSV4RRFFQ69G5FAV', pid = 0");
    clock.advance(Duration.ofSeconds(1921));
    assertEquals(State.UNKNOWN, other.locks.status("archive").getFirst().state());
  }

  @Test
  @DisplayName("LOCK-A14 a jump of the wall clock neither frees nor ages a held lease")
  void a14_clockJumps() {
    LockHandle holder = room.acquire("archive");
    clock.jump(Duration.ofHours(-1));
    assertEquals(State.HELD, state("archive"));
    assertEquals("LOCK_TIMEOUT", refused(() -> other.acquire("archive")).code());
    clock.jump(Duration.ofHours(3));
    assertEquals(State.HELD, state("archive"));
    assertEquals("LOCK_TIMEOUT", refused(() -> other.acquire("archive")).code());
    holder.renew();
    assertEquals(State.HELD, other.locks.status("archive").getFirst().state());
    assertFalse(holder.isLost());
  }

  @Test
  @DisplayName("LOCK-A14 the heartbeat renews by itself")
  void a14_heartbeat() {
    LockSettings quick =
        new LockSettings(
            true, Duration.ofMillis(300), Duration.ZERO, Duration.ZERO, Duration.ofMillis(50));
    try (LockRoom real = new LockRoom(root, EngineClock.system(), quick)) {
      LockHandle holder = real.acquire("archive");
      LockStatus first = real.locks.status("archive").getFirst();
      Awaitility.await()
          .until(
              () ->
                  real.locks
                      .status("archive")
                      .getFirst()
                      .lastRenewed()
                      .isAfter(first.lastRenewed().plusMillis(250)));
      LockStatus later = real.locks.status("archive").getFirst();
      assertEquals(first.since(), later.since());
      assertEquals(first.fence(), later.fence());
      assertFalse(holder.isLost());
      real.store.write(tx -> tx.update("DELETE FROM leases"));
      Awaitility.await().until(holder::isLost);
    }
  }

  @Test
  @DisplayName("waiters of a name are served in the order in which they came, across processes")
  void arrivalOrder() throws Exception {
    LockHandle holder = room.acquire("docs");
    List<String> served = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
    List<CompletableFuture<?>> runs = new java.util.ArrayList<>();
    for (int i = 0; i < 6; i++) {
      LockRoom from = i % 2 == 0 ? room : other;
      String name = "w" + i;
      long before = room.rows();
      runs.add(
          CompletableFuture.runAsync(
              () -> {
                try (LockHandle h = from.acquire(name, "x", Duration.ofSeconds(30), "docs")) {
                  served.add(name);
                }
              },
              task -> Thread.ofVirtual().start(task)));
      Awaitility.await().until(() -> room.rows() == before + 1);
    }
    assertEquals(6, room.locks.status("docs").getFirst().waiters());
    holder.close();
    for (CompletableFuture<?> run : runs) {
      run.get();
    }
    assertEquals(List.of("w0", "w1", "w2", "w3", "w4", "w5"), served);
  }

  @Test
  @DisplayName("a waiter that died does not hold up those behind it")
  void deadWaiter() {
    LockHandle holder = room.acquire("docs");
    room.store.write(
        tx ->
            tx.update(
                "INSERT INTO leases (name, granted, owner, token, fence, session_id, pid, host,"
                    + " created_at, last_renewed_at, expires_at, purpose) SELECT name, 0, 'w',"
                    + " 'another', 0, ?, pid, host, created_at, last_renewed_at, expires_at, ''"
                    + " FROM leases",
                other.locks.session().id()));
    holder.close();
    EngineException e = refused(() -> room.acquire("docs"));
    assertTrue(e.getMessage().contains("promised to w"), e.getMessage());
    other.die();
    assertEquals(List.of("docs"), room.acquire("docs").held());
  }

  @Test
  @DisplayName("a waiter that stopped looking does not hold up those behind it")
  void idleWaiter() {
    LockHandle holder = room.acquire("docs");
    room.store.write(
        tx ->
            tx.update(
                "INSERT INTO leases (name, granted, owner, token, fence, session_id, pid, host,"
                    + " created_at, last_renewed_at, expires_at, purpose) SELECT name, 0, 'w',"
                    + " 'another', 0, ?, pid, host, created_at, last_renewed_at,"
                    + " '2026-03-01T14:00:01.000Z', '' FROM leases",
                other.locks.session().id()));
    holder.close();
    assertEquals("LOCK_TIMEOUT", refused(() -> room.acquire("docs")).code());
    clock.advance(Duration.ofSeconds(2));
    assertEquals(List.of("docs"), room.acquire("docs").held());
  }

  @Test
  @DisplayName("who waits is told of every five seconds, with what is in the way")
  void waitingIsTold() throws Exception {
    LockHandle holder = room.acquire("archive");
    Instant since = clock.now();
    CompletableFuture<LockHandle> waiting =
        CompletableFuture.supplyAsync(
            () -> other.acquire("links", "fix", Duration.ofHours(1), "archive"),
            task -> Thread.ofVirtual().start(task));
    LockEvent changed = new LockEvent.Changed("archive");
    Awaitility.await().until(() -> other.events.contains(changed));
    clock.advance(Duration.ofSeconds(4));
    LockEvent.Waiting told =
        new LockEvent.Waiting(
            "archive",
            "links:fix:archive",
            "tidy:moves:archive",
            since,
            since.plus(LockRoom.settings().ttl()));
    assertFalse(other.events.contains(told));
    for (int times = 1; times <= 2; times++) {
      clock.advance(Duration.ofSeconds(5));
      int expected = times;
      Awaitility.await().until(() -> Collections.frequency(other.events, told) == expected);
    }
    holder.close();
    LockHandle granted = waiting.get();
    assertEquals(2, Collections.frequency(other.events, changed), "came, and was granted");
    granted.close();
    assertEquals(2, Collections.frequency(other.events, told));
  }

  @Test
  @DisplayName("a lock that could not be given back is given back later")
  void releasedLater() {
    LockHandle holder = room.acquire("archive");
    room.store.write(
        tx ->
            tx.statement(
                    "CREATE TRIGGER refuse BEFORE DELETE ON leases BEGIN SELECT"
                        + " RAISE(ABORT, 'no'); END")
                .execute());
    holder.close();
    assertEquals(List.of(), holder.held());
    assertEquals("LOCK_TIMEOUT", refused(() -> other.acquire("archive")).code());
    room.store.write(tx -> tx.statement("DROP TRIGGER refuse").execute());
    Awaitility.await().until(() -> room.rows() == 0);
    other.acquire("archive").close();
  }

  @Test
  @DisplayName("a held lease is renewed at a third of its time, until it is given back")
  void heartbeatAtAThird() {
    LockHandle holder = room.acquire("archive");
    LockRoom.Timer.Beat beat = room.timer.beats.getFirst();
    assertEquals(LockRoom.settings().ttl(), beat.period().multipliedBy(3));
    holder.renew();
    clock.advance(beat.period());
    beat.beat().run();
    Awaitility.await().until(() -> clock.now().equals(renewed("archive")));
    assertFalse(beat.running().isCancelled());
    holder.close();
    assertTrue(beat.running().isCancelled());
  }

  private Instant renewed(String name) {
    return room.locks.status(name).getFirst().lastRenewed();
  }

  @Test
  @DisplayName("its own renewals, and nothing else, keep a lease from being overdue")
  void ownRenewals() {
    LockHandle holder = room.acquire("archive");
    clock.advance(LockRoom.settings().ttl());
    assertEquals(State.HELD, state("archive"));
    assertTrue(room.locks.status("archive").getFirst().lives());
    assertTrue(other.locks.status("archive").getFirst().lives());
    holder.renew();
    clock.advance(LockRoom.settings().ttl());
    assertEquals(State.HELD, state("archive"));
    clock.advance(Duration.ofMillis(1));
    assertEquals(State.OVERDUE, state("archive"));
  }

  @Test
  @DisplayName("each lock of a set has its own fence; what is not held has none")
  void fencesOfASet() {
    room.acquire("archive").close();
    LockHandle handle = room.acquire("archive", "docs");
    assertEquals(
        List.of(
            room.locks.status("archive").getFirst().fence(),
            room.locks.status("docs").getFirst().fence()),
        List.of(handle.fence("archive"), handle.fence("docs")));
    assertTrue(handle.fence("archive") > handle.fence("docs"));
    assertEquals("NOT_HELD", refused(() -> handle.fence("queue")).code());
  }

  @Test
  @DisplayName("whether a session lives is told by its lock alone")
  void sessionLives() {
    String own = room.locks.session().id();
    String beside = other.locks.session().id();
    assertTrue(room.locks.sessionLives(own));
    assertTrue(room.locks.sessionLives(beside));
    assertFalse(room.locks.sessionLives("01ARZ3NDEKTSV4RRFFQ69G5FAV"), "it left no file");
    assertFalse(room.locks.sessionLives("../" + beside), "no session's id");
    other.die();
    assertFalse(room.locks.sessionLives(beside));
  }

  @Test
  @DisplayName("a session whose file cannot be asked is not called dead")
  void sessionThatCannotBeAsked() throws Exception {
    String odd = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    Files.createDirectories(room.workspace.own("state", "sessions", odd + ".lock"));
    assertTrue(room.locks.sessionLives(odd));
    room.acquire("archive");
    rewrite("session_id = '" + odd + "'");
    assertEquals("LOCK_TIMEOUT", refused(() -> other.acquire("archive")).code());
  }

  @Test
  @DisplayName("a session without a file is judged by its process: same id, same start")
  void judgedByTheProcess() {
    room.acquire("archive");
    Instant started = ProcessHandle.current().info().startInstant().orElseThrow();
    Map<String, State> starts =
        Map.of(
            "'" + Utc.format(started) + "'",
            State.OVERDUE,
            "'" + Utc.format(started.plusMillis(1900)) + "'",
            State.OVERDUE,
            "'" + Utc.format(started.minusMillis(2100)) + "'",
            State.STALE,
            "NULL",
            State.UNKNOWN);
    clock.advance(Duration.ofSeconds(1921));
    rewrite("session_id = '01ARZ3NDEKTSV4RRFFQ69G5FAV'");
    assertEquals(
        State.OVERDUE, other.locks.status("archive").getFirst().state(), "as it was recorded");
    starts.forEach(
        (start, expected) -> {
          rewrite("session_id = '01ARZ3NDEKTSV4RRFFQ69G5FAV', process_started_at = " + start);
          assertEquals(expected, other.locks.status("archive").getFirst().state(), start);
        });
  }

  @Test
  @DisplayName("breaking a lock breaks that one and no other")
  void breaksOnlyWhatIsNamed() {
    room.acquire("queue", "archive", "docs");
    rewrite("expires_at = '2026-01-01T00:00:00.000Z', session_id = 'gone', host = 'elsewhere'");
    assertEquals("docs", other.locks.breakLock("docs", true, "stuck", "dana").orElseThrow().name());
    assertEquals(List.of("queue", "archive"), other.names());
    assertEquals(List.of("dana|stuck|docs"), other.trail);
  }

  @Test
  @DisplayName("a dead keeper is no keeper, and another takes its place")
  void deadKeeper() {
    room.locks.subsystem().takeKeeper("watching");
    assertEquals(State.HELD, other.locks.keeper().map(LockStatus::state).orElseThrow());
    assertEquals(Optional.empty(), other.locks.subsystem().tryKeeper("watching"));
    assertEquals(
        "WORKSPACE_BUSY", refused(() -> other.locks.subsystem().takeKeeper("watching")).code());
    room.die();
    assertEquals(Optional.empty(), other.locks.keeper());
    assertTrue(other.locks.subsystem().tryKeeper("watching").isPresent());
  }

  @Test
  @DisplayName("a room that is closed leaves leases alone")
  void closedRoom() {
    LockRoom third = new LockRoom(root, clock);
    LockHandle holder = third.acquire("archive");
    third.locks.close();
    LockHandle heir = room.acquire("archive");
    holder.close();
    assertEquals(List.of("archive"), heir.held());
    assertEquals(1, room.rows());
    third.close();
  }

  @Test
  @DisplayName("breaking a lock lets who waits for it go on at once")
  void brokenLockWakesWaiters() throws Exception {
    LockSettings on = LockRoom.settings();
    LockSettings slow =
        new LockSettings(true, on.ttl(), on.grace(), on.timeout(), Duration.ofHours(1));
    room.acquire("archive");
    rewrite("expires_at = '2026-01-01T00:00:00.000Z', session_id = 'gone', host = 'elsewhere'");
    try (LockRoom patient = new LockRoom(root, clock, slow)) {
      CompletableFuture<LockHandle> waiting =
          CompletableFuture.supplyAsync(
              () -> patient.acquire("links", "fix", Duration.ofHours(2), "archive"),
              task -> Thread.ofVirtual().start(task));
      Awaitility.await().until(() -> room.rows() == 2);
      patient.locks.breakLock("archive", true, "stuck", "dana");
      Awaitility.await().until(waiting::isDone);
      assertEquals(List.of("archive"), waiting.get().held());
    }
  }

  @Test
  @DisplayName("fences go up with every grant and survive release and restart")
  void fencesSurvive() {
    long first;
    try (LockHandle handle = room.acquire("runs")) {
      first = handle.fence("runs");
    }
    try (LockRoom later = new LockRoom(root, clock);
        LockHandle handle = later.acquire("runs")) {
      assertEquals(first + 1, handle.fence("runs"));
    }
  }
}
