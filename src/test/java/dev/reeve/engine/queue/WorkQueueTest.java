package dev.reeve.engine.queue;

import static dev.reeve.engine.queue.ItemState.CANCELLED;
import static dev.reeve.engine.queue.ItemState.DEAD_LETTER;
import static dev.reeve.engine.queue.ItemState.DONE;
import static dev.reeve.engine.queue.ItemState.QUEUED;
import static dev.reeve.engine.queue.ItemState.RETRY_WAIT;
import static dev.reeve.engine.queue.ItemState.RUNNING;
import static dev.reeve.engine.queue.ItemState.STABLE_PENDING;
import static dev.reeve.engine.queue.ItemState.STABLE_READY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.event.EngineEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkQueueTest {
  @TempDir Path folder;
  private QueueFixture q;
  private WorkQueue queue;

  @BeforeEach
  void open() {
    q = new QueueFixture(folder);
    queue = q.queue;
  }

  @AfterEach
  void close() {
    q.close();
  }

  private void dies(Claim claim) {
    queue.finish(List.of(Outcome.failed(claim, "ID_CONFLICT", "two ids")));
  }

  @Test
  @DisplayName("REG-A32 an event that arrives while its row runs is processed afterwards")
  void a32_eventWhileRunningIsProcessedAgain() {
    queue.upsert(List.of(q.added("p.md")));
    Claim first = q.claimOne();
    queue.upsert(List.of(q.modified("p.md")));
    assertEquals(RUNNING, q.row("p.md").state());
    assertTrue(queue.claim("other", 10).isEmpty());

    assertEquals(List.of(), queue.finish(List.of(Outcome.done(first))));

    Claim second = q.claimOne();
    assertEquals(FileEventKind.MODIFIED, second.item().event());
    assertEquals(first.item().id(), second.item().id());
    assertTrue(second.item().generation() > first.item().generation());
    queue.finish(List.of(Outcome.done(second)));
    assertEquals(DONE, q.row("p.md").state());
    assertEquals(2, queue.history(first.item().id()).size());
  }

  @Test
  void aMoveThatFailsKeepsWhatCameAfterIt() {
    queue.upsert(List.of(q.moved("a.md", "b.md")));
    Claim move = q.claimOne();
    queue.upsert(List.of(q.modified("b.md")));
    queue.finish(List.of(Outcome.failed(move, "REGISTRY_LOCK_BUSY", "held by 12")));
    WorkItem waiting = q.row("b.md");
    assertEquals(RETRY_WAIT, waiting.state());
    assertEquals(FileEventKind.MOVED, waiting.event());
    assertEquals("a.md", waiting.oldPath());
    assertTrue(waiting.contentChanged());
    assertEquals("held by 12", waiting.waitsFor());
  }

  @Test
  void aMoveThatFailsWhoseFileWentIsADeletionOfBothPlaces() {
    queue.upsert(List.of(q.moved("a.md", "b.md")));
    Claim move = q.claimOne();
    queue.upsert(List.of(q.deleted("b.md")));
    queue.finish(List.of(Outcome.failed(move, "TEMP_IO_ERROR", "flaky")));
    assertEquals(FileEventKind.DELETED, q.row("a.md").event());
    assertEquals(FileEventKind.DELETED, q.row("b.md").event());
  }

  @Test
  void aMoveOntoARunningRowWhoseFileWentIsADeletionOfBothPlaces() {
    queue.upsert(List.of(q.added("b.md")));
    Claim running = q.claimOne();
    queue.upsert(List.of(q.moved("a.md", "b.md"), q.deleted("b.md")));
    assertEquals(FileEventKind.DELETED, q.row("a.md").event());
    queue.finish(List.of(Outcome.done(running)));
    assertEquals(FileEventKind.DELETED, q.row("b.md").event());
  }

  @Test
  @DisplayName("REG-A33 a change revives a dead letter; the old failure stays in its history")
  void a33_changeRevivesDeadLetter() {
    queue.upsert(List.of(q.added("p.md")));
    dies(q.claimOne());
    WorkItem dead = q.row("p.md");
    assertEquals(DEAD_LETTER, dead.state());
    assertEquals("ID_CONFLICT", dead.errorCode());

    q.clock.advance(Duration.ofHours(3));
    queue.upsert(List.of(q.modified("p.md")));

    WorkItem again = q.row("p.md");
    assertEquals(QUEUED, again.state());
    assertEquals(0, again.attempts());
    assertNull(again.errorCode());
    assertEquals(q.clock.now(), again.firstSeen());
    List<Attempt> history = queue.history(again.id());
    assertEquals("dead_letter", history.getFirst().outcome());
    assertEquals("ID_CONFLICT", history.getFirst().errorCode());
    assertEquals("two ids", history.getFirst().error());
  }

  @Test
  void aReconcileFindingDoesNotReviveWhatAPersonDecides() {
    queue.upsert(List.of(q.added("dead.md"), q.added("dropped.md"), q.added("done.md")));
    List<Claim> claims = queue.claim("w", 3);
    List<Outcome> outcomes = new ArrayList<>();
    for (Claim claim : claims) {
      switch (claim.path()) {
        case "dead.md" -> outcomes.add(new Outcome.Dead(claim, "ID_CONFLICT", "x"));
        case "dropped.md" -> outcomes.add(Outcome.failed(claim, "TEMP_IO_ERROR", "x"));
        default -> outcomes.add(Outcome.done(claim));
      }
    }
    queue.finish(outcomes);
    assertEquals(1, queue.drop(List.of(q.row("dropped.md").id())));
    queue.upsert(
        List.of(
            q.reconcile("dead.md", "STALE_HASH"),
            q.reconcile("dropped.md", "STALE_HASH"),
            q.reconcile("done.md", "STALE_HASH")));
    assertEquals(DEAD_LETTER, q.row("dead.md").state());
    assertEquals(CANCELLED, q.row("dropped.md").state());
    assertEquals(QUEUED, q.row("done.md").state());
    assertEquals("STALE_HASH", q.claimOne().reconcileKind());
  }

  @Test
  @DisplayName("REG-A34 300 items drained by 8 workers are claimed once each")
  void a34_everyItemIsClaimedOnce() throws InterruptedException {
    List<FileEvent> events = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      events.add(q.added("f" + i + ".md"));
    }
    queue.upsert(events);
    ConcurrentLinkedQueue<String> claimed = new ConcurrentLinkedQueue<>();
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> workers = new ArrayList<>();
    for (int w = 0; w < 8; w++) {
      String name = "w" + w;
      workers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    await(go);
                    for (List<Claim> claims = queue.claim(name, 3);
                        !claims.isEmpty();
                        claims = queue.claim(name, 3)) {
                      claims.forEach(claim -> claimed.add(claim.path()));
                      queue.finish(claims.stream().map(Outcome::done).toList());
                    }
                  }));
    }
    go.countDown();
    for (Thread worker : workers) {
      worker.join();
    }
    assertEquals(300, claimed.size());
    assertEquals(300, new HashSet<>(claimed).size());
    assertEquals(300, queue.summary().byState().get(DONE));
    assertEquals(300, queue.summary().doneLastMinute());
    assertEquals(300, queue.summary().doneLastDay());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("REG-A35 eight failures: spaced by the table, then a dead letter")
  void a35_retriesFollowTheTable() {
    queue.upsert(List.of(q.added("p.md")));
    int[] spacing = {5, 15, 45, 120, 300, 900, 1800};
    for (int i = 0; i < 8; i++) {
      Claim claim = q.claimOne();
      assertEquals(i, claim.item().attempts());
      queue.finish(List.of(Outcome.failed(claim, "FILE_LOCKED", "held by a word processor")));
      WorkItem row = q.row("p.md");
      if (i == 7) {
        assertEquals(DEAD_LETTER, row.state());
        assertEquals(8, row.attempts());
        assertEquals("FILE_LOCKED", row.errorCode());
        break;
      }
      assertEquals(RETRY_WAIT, row.state());
      Duration wait = Duration.between(q.clock.now(), row.notBefore());
      assertTrue(wait.toMillis() >= spacing[i] * 900L, i + ": " + wait);
      assertTrue(wait.toMillis() <= spacing[i] * 1100L, i + ": " + wait);
      assertEquals(row.notBefore(), queue.nextDue().orElseThrow());
      q.clock.advance(wait.minusMillis(1));
      assertTrue(queue.claim("early", 1).isEmpty());
      q.clock.advance(Duration.ofMillis(1));
    }
    q.clock.advance(Duration.ofDays(1));
    assertTrue(queue.claim("late", 1).isEmpty());
    assertEquals(
        List.of(1, 2, 3, 4, 5, 6, 7, 8),
        queue.history(q.row("p.md").id()).stream().map(Attempt::number).toList());
  }

  @Test
  void whatIsClosedToAllRowsCostsNoAttemptAndGoesOnWhenItIsOpenAgain() {
    queue.upsert(List.of(q.added("p.md")));
    for (String code : FailureCodes.CLOSED) {
      for (int i = 0; i < 10; i++) {
        queue.finish(List.of(Outcome.failed(q.claimOne(), code, "closed")));
        WorkItem row = q.row("p.md");
        assertEquals(RETRY_WAIT, row.state(), code);
        assertEquals(0, row.attempts(), code);
        Duration wait = Duration.between(q.clock.now(), row.notBefore());
        assertTrue(wait.compareTo(Duration.ofSeconds(330)) <= 0, code + ": " + wait);
        q.clock.advance(wait);
      }
    }
    queue.finish(List.of(Outcome.failed(q.claimOne(), "FOREIGN_WRITE", "closed")));
    queue.upsert(List.of(q.added("locked.md")));
    queue.finish(List.of(Outcome.failed(q.claimOne(), "FILE_LOCKED", "held")));
    assertTrue(queue.claim("early", 2).isEmpty());
    assertEquals(1, queue.reopen());
    assertEquals("p.md", q.claimOne().path());
  }

  @Test
  void hopelessCodesAreDeadLettersAtOnceWhateverTheHandlerSays() {
    List<String> hopeless =
        List.of(
            "POLICY_FORBIDDEN_PATH",
            "NAME_COLLISION_UNRESOLVED",
            "INVALID_ID_FORMAT_AFTER_REPAIR",
            "ID_CONFLICT",
            "DECISION_DENIED",
            "APPROVAL_REQUIRED",
            "PATH_VIOLATION",
            "WP_IMMUTABLE",
            "SA_SCHEMA",
            "RI_DANGLING_EDGE");
    for (String code : hopeless) {
      queue.upsert(List.of(q.added(code + ".md")));
      queue.finish(List.of(new Outcome.Retry(q.claimOne(), code, "no")));
      assertEquals(DEAD_LETTER, q.row(code + ".md").state(), code);
    }
    for (String code : FailureCodes.RETRYABLE) {
      assertFalse(FailureCodes.hopeless(code), code);
    }
  }

  @Test
  @DisplayName(
      "REG-A36 a lost lease frees the row with its attempts; the eighth crash is CRASH_LOOP")
  void a36_crashesCountAndEndInACrashLoop() {
    queue.upsert(List.of(q.added("p.md")));
    for (int crash = 1; crash <= 8; crash++) {
      Claim lost = q.claimOne();
      q.clock.advance(Duration.ofSeconds(59));
      assertEquals(0, queue.recover());
      assertEquals(List.of(), queue.renew(List.of(lost)));
      q.clock.advance(Duration.ofSeconds(59));
      assertEquals(0, queue.recover(), "renewed");
      q.clock.advance(Duration.ofSeconds(2));
      assertEquals(1, queue.recover());
      assertEquals(List.of(lost), queue.renew(List.of(lost)));
      assertEquals(List.of(lost), queue.finish(List.of(Outcome.done(lost))), "came too late");
      WorkItem row = q.row("p.md");
      assertEquals(crash, row.attempts());
      assertEquals(crash < 8 ? QUEUED : DEAD_LETTER, row.state());
    }
    assertEquals("CRASH_LOOP", q.row("p.md").errorCode());
    assertEquals(
        Collections.nCopies(8, "crashed"),
        queue.history(q.row("p.md").id()).stream().map(Attempt::outcome).toList());
  }

  @Test
  void whoTakesTheQueueOverFreesWhatOthersHave() {
    queue.upsert(List.of(q.added("mine"), q.added("theirs"), q.added("also-theirs")));
    Claim mine = queue.claim("me", 1).getFirst();
    List<Claim> theirs = queue.claim("they", 2);
    assertEquals(2, queue.takeOver("me"));
    assertEquals(0, queue.takeOver("me"));
    assertEquals(RUNNING, q.row(mine.path()).state());
    for (Claim claim : theirs) {
      assertEquals(QUEUED, q.row(claim.path()).state());
      assertEquals(1, q.row(claim.path()).attempts());
    }
    assertEquals(theirs, queue.finish(theirs.stream().map(Outcome::done).toList()));
  }

  /** Every way in which a try can end without its change having been made. */
  @Test
  void whatHappenedWhileItRanJoinsTheChangeThatWasNotMade() {
    Map<String, Consumer<Claim>> endings =
        Map.of(
            "failed",
            claim -> queue.finish(List.of(Outcome.failed(claim, "FILE_LOCKED", "held"))),
            "unstable",
            claim -> queue.finish(List.of(new Outcome.Unstable(claim))),
            "released",
            claim -> queue.release(List.of(claim)),
            "crashed",
            claim -> queue.takeOver("successor"));
    endings.forEach(
        (path, ending) -> {
          queue.upsert(List.of(q.added(path)));
          Claim claim = q.claimOne();
          queue.upsert(List.of(q.deleted(path)));
          ending.accept(claim);
          assertEquals(FileEventKind.DELETED, q.row(path).event(), path);
          assertFalse(q.row(path).state().ended(), path);
          queue.drop(List.of(q.row(path).id()));
        });
  }

  @Test
  void aFileThatChangedWhileItsRowDiedBeginsAnew() {
    queue.upsert(List.of(q.added("quiet.md"), q.added("settling.md")));
    List<Claim> claims = queue.claim("w", 2);
    q.clock.advance(Duration.ofSeconds(9));
    Instant changed = q.clock.now();
    queue.upsert(List.of(q.deleted("quiet.md")));
    queue.observe(List.of(q.modified("settling.md")));
    q.clock.advance(Duration.ofSeconds(9));
    queue.finish(
        claims.stream().map(claim -> Outcome.failed(claim, "ID_CONFLICT", "two ids")).toList());
    WorkItem quiet = q.row("quiet.md");
    assertEquals(QUEUED, quiet.state());
    assertEquals(FileEventKind.DELETED, quiet.event());
    assertEquals(changed, quiet.firstSeen());
    assertEquals(0, quiet.attempts());
    assertNull(quiet.errorCode());
    assertEquals(STABLE_PENDING, q.row("settling.md").state());
    assertEquals("dead_letter", queue.history(quiet.id()).getLast().outcome());
  }

  @Test
  void aTryWithNothingToSayLeavesWhatWasFoundBefore() {
    queue.upsert(List.of(q.added("p.md")));
    queue.finish(List.of(new Outcome.Done(q.claimOne(), "registered", "X1")));
    queue.upsert(List.of(q.modified("p.md")));
    Claim again = q.claimOne();
    queue.upsert(List.of(q.modified("p.md")));
    queue.finish(List.of(Outcome.done(again)));
    assertEquals(QUEUED, q.row("p.md").state());
    assertEquals("registered", q.row("p.md").pipelineState());
  }

  @Test
  void aRowSaysWhomItWaitsForOnlyWhenSomebodyHoldsWhatItNeeds() {
    Map<String, Boolean> waits =
        Map.of("FILE_LOCKED", true, "FOREIGN_WRITE", true, "TEMP_IO_ERROR", false);
    waits.forEach(
        (code, waiting) -> {
          queue.upsert(List.of(q.added(code)));
          queue.finish(List.of(Outcome.failed(q.claimOne(), code, "held by 12")));
          assertEquals(waiting ? "held by 12" : null, q.row(code).waitsFor());
          assertEquals("held by 12", q.row(code).error());
        });
  }

  @Test
  void aLateOutcomeDoesNotEndTheNextClaimOfTheSameWorker() {
    queue.upsert(List.of(q.added("p.md")));
    Claim late = q.claimOne();
    q.clock.advance(Duration.ofSeconds(61));
    queue.recover();
    Claim current = q.claimOne();
    assertNotEquals(late.token(), current.token());
    assertEquals(List.of(late), queue.finish(List.of(Outcome.done(late))));
    assertEquals(RUNNING, q.row("p.md").state());
    assertEquals(List.of(), queue.finish(List.of(Outcome.done(current))));
  }

  @Test
  @DisplayName("REG-A37 added and deleted before processing, no record: nothing is left to do")
  void a37_addedThenDeletedLeavesNothing() {
    queue.upsert(List.of(q.added("p.md")));
    queue.upsert(List.of(q.deleted("p.md")));
    assertEquals(List.of(), q.rows());
    assertTrue(queue.claim("w", 10).isEmpty());
    assertTrue(q.events.getLast() instanceof QueueEvent.Removed);

    q.records.add("known.md");
    queue.upsert(List.of(q.added("known.md"), q.deleted("known.md")));
    assertEquals(FileEventKind.DELETED, q.row("known.md").event());
  }

  @Test
  void aTemporaryFileOfWhichOnlyTheEndWasSeenIsNoWork() {
    q.records.add("known.md");
    queue.observe(List.of(q.deleted("known.md"), q.deleted("temporary")));
    assertEquals(List.of("known.md"), q.rows().stream().map(WorkItem::path).toList());
  }

  @Test
  void aReconcileFindingAddsNothingToAChangeThatWaits() {
    queue.upsert(List.of(q.modified("p.md")));
    queue.upsert(List.of(q.reconcile("p.md", "STALE_HASH")));
    assertEquals(FileEventKind.MODIFIED, q.row("p.md").event());
    assertEquals(1, q.row("p.md").merged());
    queue.upsert(List.of(q.reconcile("found.md", "STALE_HASH")));
    queue.upsert(List.of(q.reconcile("found.md", "STALE_HASH")));
    assertEquals(2, q.row("found.md").merged());
    assertEquals(
        List.of("STALE_HASH"),
        queue.claim("w", 2).stream()
            .filter(claim -> claim.path().equals("found.md"))
            .map(Claim::reconcileKind)
            .toList());
  }

  @Test
  void aClaimCarriesTheNewestLookAtItsFile() {
    queue.upsert(List.of(look("p.md", "10;one"), look("q.md", "20;one")));
    queue.upsert(List.of(look("p.md", "11;two")));
    List<Claim> claims = queue.claim("w", 2);
    queue.upsert(List.of(look("q.md", "21;two")));
    assertEquals(
        Map.of("p.md", "11;two", "q.md", "20;one"),
        claims.stream().collect(Collectors.toMap(Claim::path, Claim::fingerprint)));
    queue.finish(claims.stream().map(Outcome::done).toList());
    assertEquals("21;two", q.claimOne().fingerprint());
  }

  private FileEvent look(String path, String fingerprint) {
    return new FileEvent(".", path, null, FileEventKind.MODIFIED, q.clock.now(), null, fingerprint);
  }

  @Test
  void urgencyIsClassThenAgeAndEveryFullMinuteLiftsByOneClass() {
    queue.upsert(List.of(q.reconcile("generator.md", "STALE_GENERATOR")));
    q.clock.advance(Duration.ofSeconds(1));
    queue.upsert(List.of(q.reconcile("reconcile.md", "STALE_HASH")));
    q.clock.advance(Duration.ofSeconds(1));
    queue.upsert(List.of(q.modified("modified.md")));
    q.clock.advance(Duration.ofSeconds(1));
    queue.upsert(List.of(q.added("added.md")));
    q.clock.advance(Duration.ofSeconds(1));
    queue.upsert(List.of(q.deleted("deleted.md")));
    assertEquals(
        List.of("deleted.md", "added.md", "modified.md", "reconcile.md", "generator.md"), order());
    q.clock.advance(Duration.ofSeconds(57)); // two oldest have waited one and one full minute
    queue.upsert(List.of(q.modified("fresh.md")));
    assertEquals(
        List.of(
            "deleted.md", "added.md", "reconcile.md", "modified.md", "fresh.md", "generator.md"),
        order());
    q.clock.advance(Duration.ofMinutes(10));
    queue.upsert(List.of(q.deleted("newest.md")));
    assertEquals("generator.md", order().getFirst(), "nothing starves");
  }

  /** Claims everything, then gives it back. */
  private List<String> order() {
    List<Claim> claims = queue.claim("w", 100);
    queue.release(claims);
    return claims.stream().map(Claim::path).toList();
  }

  @Test
  void aClaimTakesTheMostUrgentOfManyInOneStatement() {
    List<FileEvent> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(q.modified("m" + i + ".md"));
      many.add(q.added("a" + i + ".md"));
    }
    queue.upsert(many);
    assertEquals(50, queue.claim("w", 50).stream().filter(c -> c.path().startsWith("a")).count());
  }

  @Test
  void changesNeverStarveABusyFile() {
    queue.upsert(List.of(q.modified("busy.md")));
    q.clock.advance(Duration.ofSeconds(10));
    queue.upsert(List.of(q.modified("other.md")));
    q.clock.advance(Duration.ofSeconds(10));
    queue.upsert(List.of(q.modified("busy.md")));
    assertEquals(List.of("busy.md", "other.md"), order());
    WorkItem busy = q.row("busy.md");
    assertEquals(Duration.ofSeconds(20), Duration.between(busy.firstSeen(), busy.lastSeen()));
    assertEquals(2, busy.merged());
  }

  @Test
  void observedChangesWaitUntilTheyHaveSettled() {
    queue.observe(List.of(q.added("p.md")));
    assertEquals(STABLE_PENDING, q.row("p.md").state());
    assertTrue(queue.claim("w", 1).isEmpty());
    queue.settle(List.of(new Settled("p.md", "12;then;key"), new Settled("unknown.md", null)));
    assertEquals(STABLE_READY, q.row("p.md").state());
    queue.observe(List.of(q.modified("p.md")));
    assertEquals(STABLE_PENDING, q.row("p.md").state());
    queue.settle(List.of(new Settled("p.md", "13;then;key")));
    Claim claim = q.claimOne();
    assertEquals(FileEventKind.ADDED, claim.item().event());
    assertEquals("13;then;key", claim.fingerprint());

    queue.finish(List.of(new Outcome.Unstable(claim)));
    assertEquals(STABLE_PENDING, q.row("p.md").state());
    assertEquals(0, q.row("p.md").attempts());
  }

  @Test
  void whatSettlesWhileItsRowRunsIsReadyAfterwards() {
    queue.upsert(List.of(q.added("settled.md"), q.added("open.md")));
    List<Claim> claims = queue.claim("w", 2);
    queue.observe(List.of(q.modified("settled.md"), q.modified("open.md")));
    queue.settle(List.of(new Settled("settled.md", "f")));
    queue.finish(claims.stream().map(Outcome::done).toList());
    assertEquals(STABLE_READY, q.row("settled.md").state());
    assertEquals(STABLE_PENDING, q.row("open.md").state());
    assertEquals("f", q.claimOne().fingerprint());
  }

  @Test
  void filesThatNeverRestAreDeadLetters() {
    queue.observe(List.of(q.added("log.txt"), q.added("fine.txt")));
    queue.giveUp(Set.of("log.txt"), FailureCodes.FILE_NEVER_STABLE, "busy");
    assertEquals(DEAD_LETTER, q.row("log.txt").state());
    Attempt last = queue.history(q.row("log.txt").id()).getLast();
    assertEquals("FILE_NEVER_STABLE", last.errorCode());
    assertEquals(1, last.number());

    for (int i = 0; i <= 60; i++) { // comes to rest again and again, and changes when it is read
      queue.settle(List.of(new Settled("fine.txt", "f" + i)));
      queue.finish(List.of(new Outcome.Unstable(q.claimOne())));
      q.clock.advance(Duration.ofSeconds(10));
    }
    assertEquals(DEAD_LETTER, q.row("fine.txt").state());
    assertEquals("FILE_NEVER_STABLE", q.row("fine.txt").errorCode());
  }

  @Test
  void tenParseFailuresInARowQuarantineWithoutBeingFailures() {
    for (int i = 1; i <= 11; i++) {
      queue.upsert(List.of(q.modified("broken.json")));
      String found = i == 1 ? "registered" : WorkQueue.PARSE_FAILED;
      queue.finish(List.of(new Outcome.Done(q.claimOne(), found, "X1")));
      WorkItem row = q.row("broken.json");
      assertEquals(DONE, row.state());
      assertEquals(0, row.attempts());
      assertEquals(i == 11 ? WorkQueue.QUARANTINE : found, row.pipelineState());
      assertEquals("X1", row.executionId());
    }
  }

  @Test
  void doneRowsAreRemovedAfterADayAndTheirHistoryIsNot() {
    queue.upsert(List.of(q.added("p.md"), q.added("dead.md")));
    for (Claim claim : queue.claim("w", 2)) {
      queue.finish(
          List.of(
              claim.path().equals("p.md")
                  ? Outcome.done(claim)
                  : Outcome.failed(claim, "ID_CONFLICT", "x")));
    }
    String id = q.row("p.md").id();
    q.clock.advance(WorkQueue.KEPT);
    assertEquals(0, queue.purge());
    q.clock.advance(Duration.ofMillis(1));
    q.events.clear();
    assertEquals(1, queue.purge());
    assertEquals(List.of(new QueueEvent.Removed(List.of(id))), q.events);
    assertEquals(0, queue.purge());
    assertEquals(1, q.events.size(), "nothing more to tell");
    assertEquals(List.of("dead.md"), q.rows().stream().map(WorkItem::path).toList());
    assertEquals(1, queue.history(id).size());
    queue.upsert(List.of(q.added("p.md")));
    assertNotEquals(id, q.row("p.md").id());
    assertEquals(1, queue.history(q.row("p.md").id()).size(), "also of earlier rows");
  }

  @Test
  void figuresAndHealth() {
    assertTrue(queue.summary().healthy());
    assertNull(queue.summary().oldestPending());
    List<FileEvent> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add(q.added("f" + i));
    }
    queue.upsert(events.subList(0, 99));
    assertTrue(queue.summary().healthy());
    queue.upsert(events.subList(99, 100));
    assertFalse(queue.summary().healthy(), "100 wait");
    queue.finish(queue.claim("w", 99).stream().map(Outcome::done).toList());
    q.clock.advance(Duration.ofMinutes(5).minusMillis(1));
    assertTrue(queue.summary().healthy());
    q.clock.advance(Duration.ofMillis(1));
    assertFalse(queue.summary().healthy(), "one is five minutes old");
    assertEquals(Duration.ofMinutes(5), queue.summary().oldestPending());
    queue.finish(List.of(Outcome.failed(q.claimOne(), "ID_CONFLICT", "x")));
    assertFalse(queue.summary().healthy(), "a dead letter");
    assertEquals(1, queue.summary().failedLastMinute());
    assertEquals(ItemState.values().length, queue.summary().byState().size());
    assertEquals(0, queue.summary().doneLastMinute());
    assertEquals(99, queue.summary().doneLastDay());
  }

  @Test
  void theFlowCountsMinutesPaceAndWait() {
    List<FileEvent> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      events.add(q.added("f" + i));
    }
    queue.upsert(events);
    q.clock.advance(Duration.ofSeconds(4));
    queue.finish(queue.claim("w", 19).stream().map(Outcome::done).toList());
    assertNull(queue.summary().flow().drain(), "19 say nothing of the pace");
    q.clock.advance(Duration.ofMinutes(2));
    queue.finish(List.of(Outcome.done(q.claimOne())));
    queue.finish(List.of(Outcome.failed(q.claimOne(), "TEMP_IO_ERROR", "flaky")));
    QueueSummary summary = queue.summary();
    QueueFlow flow = summary.flow();
    assertEquals(10, flow.minutes().size());
    assertEquals(new QueueFlow.Minute(1, 1), flow.minutes().getLast());
    assertEquals(new QueueFlow.Minute(19, 0), flow.minutes().get(7));
    assertEquals(summary.doneLastMinute(), flow.minutes().getLast().done());
    assertEquals(summary.failedLastMinute(), flow.minutes().getLast().failed());
    assertEquals(Duration.ofMinutes(5), flow.drain(), "20 in five minutes, 20 are open");
    assertEquals(Duration.ofSeconds(124), flow.waitP95());
    queue.pause(true);
    assertNull(queue.summary().flow().drain(), "paused");
    q.clock.advance(Duration.ofMinutes(11));
    assertNull(queue.summary().flow().waitP95());
    assertEquals(new QueueFlow.Minute(0, 0), queue.summary().flow().minutes().getFirst());
  }

  private List<String> threeDeadLetters() {
    queue.upsert(List.of(q.added("a"), q.added("b"), q.added("c")));
    for (Claim claim : queue.claim("w", 3)) {
      q.clock.advance(Duration.ofSeconds(1));
      dies(claim);
    }
    return q.rows().stream().map(WorkItem::id).toList();
  }

  private List<ItemState> states() {
    return List.of(q.row("a").state(), q.row("b").state(), q.row("c").state());
  }

  @Test
  void oneDeadLetterGoesFirstAndTheOthersFollowWhenItIsDone() {
    List<String> ids = threeDeadLetters();
    Canary canary = queue.requeueOneFirst(ids).orElseThrow();
    assertEquals("c", canary.path(), "the newest failure");
    assertEquals(2, canary.waiting());
    assertEquals(List.of(DEAD_LETTER, DEAD_LETTER, QUEUED), states());
    queue.drop(List.of(q.row("b").id()));
    q.events.clear();
    queue.finish(List.of(Outcome.done(q.claimOne())));
    assertEquals(List.of(QUEUED, CANCELLED, DONE), states(), "what a person dropped stays");
    Canary ended = queue.canaries().getFirst();
    assertEquals(Canary.Outcome.FOLLOWED, ended.outcome());
    assertEquals(1, ended.followed());
    assertTrue(q.events.contains(new QueueEvent.OneFirst(ended)));
  }

  @Test
  void theOthersStayWhenTheFirstFailsAndARetryIsNotYetAnAnswer() {
    List<String> ids = threeDeadLetters();
    queue.requeueOneFirst(ids);
    queue.finish(List.of(Outcome.failed(q.claimOne(), "TEMP_IO_ERROR", "flaky")));
    assertEquals(Canary.Outcome.RUNNING, queue.canaries().getFirst().outcome());
    q.clock.advance(Duration.ofHours(1));
    dies(q.claimOne());
    assertEquals(List.of(DEAD_LETTER, DEAD_LETTER, DEAD_LETTER), states());
    assertEquals(Canary.Outcome.FAILED, queue.canaries().getFirst().outcome());
    queue.requeue(ids);
    queue.finish(queue.claim("w", 3).stream().map(Outcome::done).toList());
    assertEquals(1, queue.canaries().size());
    q.clock.advance(Duration.ofHours(25));
    queue.purge();
    assertEquals(List.of(), queue.canaries());
  }

  @Test
  void theOthersStayWhenTheFirstIsDroppedOrIsNoWorkAnyMore() {
    List<String> ids = threeDeadLetters();
    queue.requeueOneFirst(ids);
    queue.drop(ids);
    assertEquals(Canary.Outcome.DROPPED, queue.canaries().getFirst().outcome());
    assertEquals(Optional.empty(), queue.requeueOneFirst(ids), "none is dead any more");
  }

  @Test
  void whoWaitsForTheFirstIsKnownToTheNextProcess(@TempDir Path folder) {
    try (QueueFixture before = new QueueFixture(folder)) {
      before.queue.upsert(List.of(before.added("a"), before.added("b")));
      List<Claim> claims = before.queue.claim("w", 2);
      before.queue.finish(
          claims.stream().map(claim -> Outcome.failed(claim, "ID_CONFLICT", "x")).toList());
      before.queue.requeueOneFirst(before.rows().stream().map(WorkItem::id).toList());
    }
    try (QueueFixture after = new QueueFixture(folder)) {
      after.queue.finish(List.of(Outcome.done(after.claimOne())));
      assertEquals(1, after.queue.claim("w", 5).size());
    }
  }

  @Test
  void rowsThatWaitForRoomOnTheDiskAreNotHealthy() {
    queue.upsert(List.of(q.added("a")));
    queue.finish(List.of(Outcome.failed(q.claimOne(), "FILE_LOCKED", "held")));
    assertTrue(queue.summary().healthy(), "an ordinary retry");
    queue.upsert(List.of(q.added("b")));
    queue.finish(List.of(Outcome.failed(q.claimOne(), "DISK_FULL", "full")));
    assertFalse(queue.summary().healthy(), "the disk is full");
    queue.reopen();
    queue.finish(List.of(Outcome.done(q.claimOne())));
    assertTrue(queue.summary().healthy(), "there was room again");
  }

  @Test
  void theOperatorRetriesRequeuesAndDrops() {
    queue.upsert(List.of(q.added("a"), q.added("b"), q.added("c")));
    Claim a = queue.claim("w", 1).getFirst();
    queue.finish(List.of(Outcome.failed(a, "TEMP_IO_ERROR", "flaky")));
    List<String> all = q.rows().stream().map(WorkItem::id).toList();
    assertEquals(1, queue.retryNow(all));
    assertEquals(0, queue.retryNow(all));
    Claim first = q.claimOne();
    assertEquals(a.path(), first.path(), "what the operator asked for goes first");
    assertEquals(1, first.item().attempts());
    queue.finish(List.of(Outcome.failed(first, "ID_CONFLICT", "x")));

    Claim running = q.claimOne();
    assertEquals(2, queue.drop(all), "one is dead, one waits, one runs");
    assertEquals(RUNNING, q.row(running.path()).state());
    long generation = q.row(a.path()).generation();
    assertEquals(2, queue.requeue(all));
    assertEquals(generation + 1, q.row(a.path()).generation());
    assertEquals(0, q.row(a.path()).attempts());
    assertEquals(Priority.OPERATOR.value(), q.row(a.path()).priority());
  }

  @Test
  @DisplayName("Requeueing leaves First seen, moves Last seen to now, and never back")
  void requeueMovesLastSeen() {
    queue.upsert(List.of(q.added("p.md")));
    Instant seen = q.row("p.md").lastSeen();
    dies(q.claimOne());
    q.clock.advance(Duration.ofHours(1));
    String id = q.row("p.md").id();
    assertEquals(1, queue.requeue(List.of(id)));
    assertEquals(seen, q.row("p.md").firstSeen());
    assertEquals(seen.plus(Duration.ofHours(1)), q.row("p.md").lastSeen());
    assertEquals(q.row("p.md").lastSeen(), q.row("p.md").requeuedAt());

    dies(q.claimOne());
    q.clock.jump(Duration.ofHours(-3));
    assertEquals(1, queue.requeue(List.of(id)));
    assertEquals(seen, q.row("p.md").firstSeen());
    assertEquals(seen.plus(Duration.ofHours(1)), q.row("p.md").lastSeen());
    assertEquals(q.clock.now(), q.row("p.md").waitingSince());
  }

  @Test
  @DisplayName("What a person brings back does not go before what was there when he did")
  void requeuedGoesBehindOthersOfItsClass() {
    queue.upsert(List.of(q.added("old.md")));
    dies(q.claimOne());
    q.clock.advance(Duration.ofHours(5));
    queue.upsert(List.of(q.added("new.md")));
    queue.requeue(List.of(q.row("new.md").id()));
    dies(q.claimOne());
    queue.requeue(List.of(q.row("new.md").id()));
    q.clock.advance(Duration.ofSeconds(1));
    queue.requeue(List.of(q.row("old.md").id()));
    assertEquals("new.md", q.claimOne().path());
  }

  @Test
  @DisplayName("What a person brings back waits anew: it is neither late nor a long wait at once")
  void requeuedWaitsAnew() {
    queue.upsert(List.of(q.added("p.md")));
    Instant seen = q.row("p.md").firstSeen();
    dies(q.claimOne());
    q.clock.advance(Duration.ofHours(5));
    queue.requeueOneFirst(List.of(q.row("p.md").id()));
    q.clock.advance(Duration.ofSeconds(2));

    assertEquals(seen, q.row("p.md").firstSeen());
    assertEquals(Duration.ofSeconds(2), queue.summary().oldestPending());
    assertTrue(queue.summary().healthy());
    Claim again = q.claimOne();
    assertEquals(Duration.ofSeconds(2), queue.summary().flow().waitP95());
    queue.finish(List.of(new Outcome.Next(again, "stale", "registered", null)));
    assertEquals(Duration.ofSeconds(2), queue.summary().oldestPending(), "the same wait goes on");

    queue.finish(List.of(Outcome.done(q.claimOne())));
    q.clock.advance(Duration.ofHours(1));
    queue.upsert(List.of(q.modified("p.md")));
    assertEquals(q.clock.now(), q.row("p.md").firstSeen(), "another event begins another life");
    assertNull(q.row("p.md").requeuedAt());
  }

  @Test
  @DisplayName("A retry whose time a clock that was set back left far away is due, the others wait")
  void aClockSetBackDoesNotHoldRetries() {
    queue.upsert(List.of(q.added("p.md")));
    q.clock.jump(Duration.ofDays(1));
    queue.finish(List.of(Outcome.failed(q.claimOne(), "FILE_LOCKED", "held")));
    q.clock.jump(Duration.ofDays(-1));
    Claim second = q.claimOne();
    queue.finish(List.of(Outcome.failed(second, "FILE_LOCKED", "held")));
    assertEquals(List.of(), queue.claim("w", 1), "once, not in a storm");
    q.clock.jump(Duration.ofDays(1));
    assertEquals(1, queue.claim("w", 1).size());
    assertEquals(List.of(), queue.claim("w", 1));
  }

  @Test
  @DisplayName(
      "A lease that a clock which was set back left far away is over, a renewed one is not")
  void aClockSetBackDoesNotHoldLeases() {
    queue.upsert(List.of(q.added("dead.md"), q.added("alive.md")));
    Claim dead = q.claimOne();
    Claim alive = q.claimOne();
    q.clock.jump(Duration.ofHours(-1));
    assertEquals(List.of(), queue.renew(List.of(alive)));
    assertEquals(1, queue.recover());
    assertEquals(QUEUED, q.row(dead.path()).state());
    assertEquals(RUNNING, q.row(alive.path()).state());
  }

  @Test
  void aPausedQueueGivesNothingAndLetsRunningWorkEnd() {
    queue.upsert(List.of(q.added("a"), q.added("b")));
    Claim running = q.claimOne();
    queue.pause(true);
    queue.pause(true);
    assertTrue(queue.claim("w", 10).isEmpty());
    assertTrue(queue.summary().paused());
    assertEquals(List.of(), queue.finish(List.of(Outcome.done(running))));
    queue.pause(false);
    assertFalse(queue.summary().paused());
    assertEquals(1, queue.claim("w", 10).size());
    assertEquals(2, q.events.stream().filter(event -> event instanceof QueueEvent.Paused).count());
  }

  @Test
  void snapshotsInEventsAreWhatTheDatabaseHolds() {
    List<Runnable> steps =
        List.of(
            () -> queue.upsert(List.of(q.added("p"), q.moved("x", "y"))),
            () -> queue.upsert(List.of(q.modified("p"))),
            () -> queue.observe(List.of(q.modified("p"))),
            () -> queue.settle(List.of(new Settled("p", "f"))),
            () -> queue.finish(List.of(Outcome.failed(q.claimOne(), "FILE_LOCKED", "e"))),
            () -> q.clock.advance(Duration.ofSeconds(10)),
            () ->
                queue.finish(
                    queue.claim("w", 9).stream()
                        .map(claim -> new Outcome.Done(claim, "registered", "X"))
                        .toList()),
            () -> queue.requeue(List.of(q.row("p").id())),
            () -> queue.drop(List.of(q.row("p").id())));
    for (int i = 0; i < steps.size(); i++) {
      q.clock.advance(Duration.ofMillis(137));
      q.events.clear();
      steps.get(i).run();
      if (i == 5) {
        assertEquals(List.of(), q.events, "time passes untold");
        continue;
      }
      Map<String, WorkItem> told = new LinkedHashMap<>();
      for (EngineEvent event : q.events) {
        ((QueueEvent.Changed) event).items().forEach(item -> told.put(item.path(), item));
      }
      assertFalse(told.isEmpty(), "step " + i);
      told.forEach((path, item) -> assertEquals(q.row(path), item, path));
    }
  }

  @Test
  void claimingTellsAlsoOfRetriesThatCameDueAndWereNotTaken() {
    queue.upsert(List.of(q.added("a"), q.added("b")));
    for (Claim claim : queue.claim("w", 2)) {
      queue.finish(List.of(Outcome.failed(claim, "FILE_LOCKED", "held")));
    }
    q.clock.advance(Duration.ofSeconds(6));
    q.events.clear();
    q.claimOne();
    assertEquals(
        List.of(QUEUED, RUNNING),
        ((QueueEvent.Changed) q.events.getLast()).items().stream().map(WorkItem::state).toList());
  }

  @Test
  void listPutsRunningFirstThenRetriesThenTheWaitingByAge() {
    queue.upsert(
        List.of(q.added("done"), q.added("retry-late"), q.added("retry"), q.added("dead")));
    for (Claim claim : queue.claim("w", 4)) {
      queue.finish(
          List.of(
              switch (claim.path()) {
                case "done" -> Outcome.done(claim);
                case "dead" -> Outcome.failed(claim, "ID_CONFLICT", "x");
                default -> Outcome.failed(claim, "FILE_LOCKED", "x");
              }));
      if (claim.path().equals("retry-late")) {
        q.clock.advance(Duration.ofMillis(0));
      }
    }
    q.clock.advance(Duration.ofSeconds(2));
    queue.upsert(List.of(q.added("run")));
    q.claimOne();
    queue.observe(List.of(q.added("old")));
    q.clock.advance(Duration.ofSeconds(1));
    queue.upsert(List.of(q.added("new")));
    List<String> paths = q.rows().stream().map(WorkItem::path).toList();
    assertEquals("run", paths.getFirst());
    assertEquals(Set.of("retry", "retry-late"), Set.copyOf(paths.subList(1, 3)));
    assertEquals(List.of("old", "new", "dead", "done"), paths.subList(3, 7));
    assertEquals(2, queue.list(Set.of(RETRY_WAIT), 10).size());
    assertEquals(1, queue.list(Set.of(), 1).size());
  }
}
