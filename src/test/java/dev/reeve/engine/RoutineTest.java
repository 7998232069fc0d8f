package dev.reeve.engine;

import static dev.reeve.engine.registry.DriftKind.UNREGISTERED;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.change.Vault;
import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.ReconcileReport;
import dev.reeve.engine.registry.ReconcileReport.Status;
import dev.reeve.engine.store.MetaTable;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.watch.Suppression;
import dev.reeve.engine.workspace.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the keeper does again and again: when, and how it stops. */
class RoutineTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final List<Routine.Task> TASKS =
      List.of(Routine.Task.RECONCILE, Routine.Task.DEEP_RECONCILE);

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");

  /** One run of the program. */
  private void session(Duration validation, Consumer<Routine> work) {
    try (Store store = Store.open(folder.resolve("reeve.db"), clock)) {
      work.accept(new Routine(new RoutineDao(store), clock, validation));
    }
  }

  @Test
  @DisplayName("A deep comparison is due a day after the last, however often the program restarts")
  void whatIsDueOutlivesTheProcess() {
    Duration daily = Duration.ofHours(24);
    session(daily, routine -> assertFalse(routine.due(Routine.Task.DEEP_RECONCILE)));
    for (int hour = 1; hour < 24; hour++) {
      clock.advance(Duration.ofHours(1));
      session(daily, routine -> assertFalse(routine.due(Routine.Task.DEEP_RECONCILE)));
    }
    clock.advance(Duration.ofHours(1));
    session(
        daily,
        routine -> {
          assertTrue(routine.due(Routine.Task.DEEP_RECONCILE));
          routine.done(Routine.Task.DEEP_RECONCILE);
        });
    session(daily, routine -> assertFalse(routine.due(Routine.Task.DEEP_RECONCILE)));
  }

  @Test
  @DisplayName("A clock that is set back delays the routine by one turn and no more; zero is never")
  void aClockThatJumpsAndZero() {
    session(Duration.ZERO, routine -> routine.done(Routine.Task.RECONCILE));
    clock.jump(Duration.ofDays(-300));
    session(
        Duration.ZERO,
        routine -> {
          assertFalse(routine.due(Routine.Task.RECONCILE));
          clock.advance(Duration.ofHours(1));
          assertTrue(routine.due(Routine.Task.RECONCILE));
          assertFalse(routine.due(Routine.Task.STRICT_VALIDATION));
          clock.advance(Duration.ofDays(400));
          assertFalse(routine.due(Routine.Task.STRICT_VALIDATION));
        });
  }

  @Test
  @DisplayName("A clock that is set forward and back makes each task due once, and then by turns")
  void aClockThatJumpsForwardAndBack() {
    session(
        Duration.ZERO,
        routine -> {
          for (Routine.Task task : TASKS) {
            routine.done(task);
          }
          clock.jump(Duration.ofDays(1));
          for (Routine.Task task : TASKS) {
            assertTrue(routine.due(task));
            routine.done(task);
            assertFalse(routine.due(task), "no loop");
          }
          clock.jump(Duration.ofDays(-1));
          for (Routine.Task task : TASKS) {
            assertFalse(routine.due(task));
          }
          clock.advance(Duration.ofHours(1));
          assertTrue(routine.due(Routine.Task.RECONCILE), "it has not stopped for a day");
          clock.advance(Duration.ofHours(23));
          assertTrue(routine.due(Routine.Task.DEEP_RECONCILE));
        });
  }

  private KeeperWork keeper(FaultBed bed) {
    return new KeeperWork(
        bed.workspace,
        bed.clock,
        bed.bus,
        bed.locks,
        bed.queue,
        bed.room,
        new Suppression(bed.store, bed.clock),
        bed.changes,
        new Routine(
            new RoutineDao(bed.store),
            bed.clock,
            bed.workspace.config().registry().validateEvery()),
        new HeldPlanDao(bed.store),
        bed.timer,
        bed.pool);
  }

  @Test
  @DisplayName("A day later all records are validated strictly, and the result is kept")
  void validatesByTheClock() {
    try (FaultBed bed = new FaultBed(folder, "REGISTRY_ONLY")) {
      KeeperWork work = keeper(bed);
      work.runDue();
      assertNull(bed.registry.view().summary().lastValidation());
      bed.clock.advance(Duration.ofHours(24));
      work.runDue();
      assertEquals(bed.clock.now(), bed.registry.view().summary().lastValidation());
      work.close();
    }
  }

  @Test
  @DisplayName("Retention runs at the opening and, while it stays open, a day later again")
  void retainsByTheClock() throws Exception {
    try (FaultBed bed = new FaultBed(folder, "REGISTRY_ONLY")) {
      KeeperWork work = keeper(bed);
      work.runDue();
      Vault vault = new Vault(bed.workspace, bed.clock);
      byte[] nobodys = "nobody's".getBytes(StandardCharsets.UTF_8);
      String hash = Sha256.of(nobodys);
      vault.put(nobodys, hash);
      bed.clock.advance(Duration.ofHours(23));
      work.runDue();
      assertTrue(vault.has(hash));
      bed.clock.advance(Duration.ofHours(1));
      work.runDue();
      assertFalse(vault.has(hash));
      vault.put(nobodys, hash);
      work.runDue();
      assertTrue(vault.has(hash), "once a day");
      work.close();
    }
  }

  @Test
  @DisplayName("What waits in a folder that is not watched any more waits no longer")
  void heldPlansOfFormerFolders() {
    try (FaultBed bed = new FaultBed(folder, "REGISTRY_ONLY")) {
      HeldPlanDao plans = new HeldPlanDao(bed.store);
      for (String root : List.of("docs", ".", "src")) {
        bed.store.write(
            tx ->
                MetaTable.put(
                    tx,
                    "held_plan." + root,
                    "{\"since\":\"2026-03-01T12:00:00.000Z\",\"differences\":1}"));
      }
      assertTrue(plans.keepOnly(List.of("src", "docs")));
      assertEquals(List.of("docs", "src"), plans.list().stream().map(HeldPlan::root).toList());
      assertFalse(plans.keepOnly(List.of("src", "docs")));
    }
  }

  @Test
  @DisplayName("A look that found nothing says so of a plan that waits, and makes none anew")
  void heldPlansThatWereLookedAt() {
    try (FaultBed bed = new FaultBed(folder, "REGISTRY_ONLY")) {
      HeldPlanDao plans = new HeldPlanDao(bed.store);
      ReconcileReport held =
          report(
              bed, Status.HELD, DriftItem.of(UNREGISTERED, "docs/a.md", null, null, null, "New."));
      assertTrue(plans.compared("docs", held));
      ReconcileReport clean = report(bed, Status.OBSERVED);
      assertTrue(plans.looked(clean));
      assertEquals(List.of(0L), plans.list().stream().map(HeldPlan::differences).toList());
      assertFalse(plans.looked(clean), "as before");
      assertTrue(plans.looked(report(bed, Status.OBSERVED, held.items().getFirst())));
      assertTrue(plans.settled(List.of("docs"), report(bed, Status.COMPLETED)));
      assertFalse(plans.looked(clean), "it went meanwhile");
      assertEquals(List.of(), plans.list());
    }
  }

  private static ReconcileReport report(FaultBed bed, Status status, DriftItem... items) {
    Instant now = bed.clock.now();
    return new ReconcileReport(
        status,
        "",
        "plan-1",
        now,
        now,
        1,
        1,
        1,
        Map.of(),
        List.of(items),
        List.of(),
        List.of(),
        items.length,
        0,
        0,
        0);
  }

  @Test
  @DisplayName("Closing waits for a comparison that is running")
  void closingWaitsForTheComparison() throws Exception {
    try (FaultBed bed = new FaultBed(folder, "REGISTRY_ONLY")) {
      bed.write("one.txt", "1");
      KeeperWork work = keeper(bed);
      work.runDue();
      bed.clock.advance(Duration.ofHours(25));
      CountDownLatch reading = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      bed.reads.inject(
          (operation, path) -> {
            if (path.endsWith("one.txt")) {
              reading.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }
          });
      work.runDue();
      reading.await();
      Thread closing = Thread.ofPlatform().start(work::close);
      await().atMost(LONG).until(() -> closing.getState() == Thread.State.TIMED_WAITING);
      goOn.countDown();
      await().atMost(LONG).until(() -> !closing.isAlive());
      assertNotNull(bed.queue.summary(), "the rooms were still open when it ended");
    }
  }
}
