package dev.reeve;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ExecutionFilter;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.lock.LockStatus;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueSummary;
import dev.reeve.engine.registry.RegistrySummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What can be met in the sample, all of it brought about by a real engine. */
class SampleTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static DesktopSession session;

  @BeforeAll
  static void open() {
    session = DesktopSample.open();
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @Test
  @DisplayName("The queue runs 60 jobs, two wait for another try, one waits for a person")
  void theQueueIsAtWork() {
    await()
        .atMost(LONGEST)
        .untilAsserted(
            () -> {
              QueueSummary queue = session.queue().summary();
              assertTrue(queue.doneLastDay() >= 60, queue.toString());
              assertEquals(2, queue.byState().get(ItemState.RETRY_WAIT), queue.toString());
              assertEquals(1, queue.byState().get(ItemState.DEAD_LETTER), queue.toString());
            });
  }

  @Test
  @DisplayName("Of at least three executions one was undone")
  void somethingWasUndone() {
    List<ExecutionRow> rows = session.executions().list(ExecutionFilter.newest(100)).rows();
    assertTrue(rows.size() >= 3, rows.toString());
    assertTrue(rows.stream().anyMatch(row -> row.kind().equals("revert")), rows.toString());
  }

  @Test
  @DisplayName("People asked for changes of three risks, and each says why as a person does")
  void severalPeopleWereAtWork() {
    List<ExecutionRow> rows =
        session.executions().list(ExecutionFilter.newest(100)).rows().stream()
            .filter(row -> row.operator() != null)
            .toList();
    assertEquals(
        Set.of(session.operator(), "mira", "jonas"),
        rows.stream().map(ExecutionRow::operator).collect(Collectors.toSet()));
    assertEquals(
        Set.of("low", "medium", "high"),
        rows.stream().map(ExecutionRow::risk).collect(Collectors.toSet()));
    List<String> reasons =
        rows.stream()
            .map(row -> session.executions().evidence(row.id()).plan())
            .filter(Objects::nonNull)
            .map(ChangePlan::rationale)
            .toList();
    assertTrue(
        reasons.stream().noneMatch(why -> why.contains("by " + session.operator())),
        reasons::toString);
  }

  @Test
  @DisplayName("One lock is held by somebody at work, one by somebody who is gone")
  void locksAreHeldAndStale() {
    List<LockStatus> locks = session.locks().status();
    assertEquals(LockStatus.State.HELD, state(locks, "runs"), locks.toString());
    assertEquals(LockStatus.State.STALE, state(locks, "archive"), locks.toString());
  }

  @Test
  @DisplayName("Who is gone is no process that lives, least of all one that holds another lock")
  void whoIsGoneIsNobodyElse() {
    List<LockStatus> locks = session.locks().status();
    String gone =
        locks.stream()
            .filter(lock -> lock.name().equals("archive"))
            .findFirst()
            .orElseThrow()
            .holder();
    assertTrue(
        locks.stream()
            .filter(lock -> lock.state() == LockStatus.State.HELD)
            .noneMatch(lock -> lock.holder().equals(gone)),
        locks.toString());
    long pid = Long.parseLong(gone.replaceAll("^pid (\\d+) on .*$", "$1"));
    assertTrue(ProcessHandle.of(pid).isEmpty(), gone);
  }

  private static LockStatus.State state(List<LockStatus> locks, String name) {
    return locks.stream()
        .filter(lock -> lock.name().equals(name))
        .findFirst()
        .orElseThrow()
        .state();
  }

  @Test
  @DisplayName("The last validation found something, and every document has one record")
  void somethingWasFound() {
    RegistrySummary registry = session.registry().summary();
    assertTrue(registry.validationErrors() + registry.validationWarnings() > 0);
    assertTrue(registry.records() >= 290, registry.toString());
  }

  @Test
  @DisplayName("The deletion that nobody saw waits for a person")
  void aComparisonIsHeld() {
    await()
        .atMost(LONGEST)
        .until(
            () ->
                session.heldPlans().stream()
                    .anyMatch(plan -> plan.reason().startsWith("MASS_REMOVAL_HELD")));
  }

  @Test
  @DisplayName("It lies in a folder of its own")
  void itIsThrownAway() {
    assertTrue(session.root().startsWith(Path.of(System.getProperty("java.io.tmpdir"))));
  }
}
