package dev.reeve.console.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.engine.lock.LockEvent;
import dev.reeve.engine.lock.LockStatus;
import dev.reeve.engine.lock.LockStatus.State;
import dev.reeve.engine.workspace.EngineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class LocksViewModelTest {
  private final FakeSession session = SampleData.session();
  private final TestScreen test = new TestScreen(session.clock);
  private final LocksViewModel model =
      new LocksViewModel(session.locks(), session.bus, test.screen, "dana", id -> {});
  private final List<Question> asked = new ArrayList<>();

  @BeforeEach
  void open() {
    model.list().activeProperty().set(true);
    model.refresh();
  }

  @Test
  void theCanonicalOrderShowsWhatIsHeld() {
    assertEquals("docs held", model.inOrder("docs").getValue().word());
    assertEquals("queue free", model.inOrder("queue").getValue().word());
    assertEquals(5, model.lockCount().get());
  }

  @Test
  void aHeldLockCannotBeReleased() {
    model.list().selected().setAll("docs");
    Command release = model.release(asked::add);
    assertFalse(release.enabled());
    release.run();
    assertEquals(List.of(), asked);
  }

  private String why(String lock) {
    model.list().selected().setAll(lock);
    return model.list().why().getValue();
  }

  @Test
  void theDrawerSaysFirstWhoHoldsItAndWhetherThatLives() {
    String held = why("path:docs/reference");
    assertTrue(
        held.startsWith(
            "Held by registry:update:docs/reference; its process (pid 4711 on atlas) is running."),
        held);
    String overdue = why("registry");
    assertTrue(
        overdue.startsWith(
            "Held by registry:write:registry; its process (pid 4711 on atlas) is running, though"),
        overdue);
    session.locks.add(
        SampleData.lock(
            "runs", State.HELD, "gate:run:runs", "pid 311 on borealis", 30, 90, 0, "a run"));
    model.refresh();
    String elsewhere = why("runs");
    assertTrue(
        elsewhere.startsWith(
            "Held by gate:run:runs; whether its process (pid 311 on borealis) is running cannot"
                + " be"),
        elsewhere);
  }

  @Test
  void ofALockWithoutAnEndTheDrawerSaysThatItsProcessRuns() {
    LockStatus runs =
        SampleData.lock(
            "runs", State.UNKNOWN, "gate:run:runs", "pid 311 on atlas", 30, 90, 0, "a run");
    session.locks.add(
        new LockStatus(
            runs.name(),
            runs.state(),
            true,
            runs.owner(),
            runs.holder(),
            runs.sessionId(),
            runs.token(),
            runs.fence(),
            runs.since(),
            runs.lastRenewed(),
            null,
            runs.waiters(),
            runs.purpose(),
            null));
    model.refresh();
    String why = why("runs");
    assertTrue(
        why.startsWith("Its process (pid 311 on atlas) is running, but its record does not"), why);
    assertFalse(model.release(asked::add).enabled(), "the engine releases no lock that is used");
  }

  @Test
  void whatAJobHoldsIsHeldByAJobNotByANumber() {
    session.locks.add(
        SampleData.lock(
            "path:docs/a.md", State.HELD, "3002", "pid 311 on atlas", 30, 90, 0, "describe"));
    model.refresh();
    LockRow row = model.list().rows().find("path:docs/a.md").orElseThrow();
    assertEquals("job 3002", row.holder().getValue());
    assertTrue(why("path:docs/a.md").startsWith("Held by job 3002; its process"));
  }

  @Test
  void aStaleLockIsReleasedWithAReasonAndWithoutForce() {
    model.list().selected().setAll("archive");
    model.release(asked::add).run();
    assertEquals("Reason", asked.getFirst().reason());
    assertTrue(asked.getFirst().lines().contains("The lease ended 4 min ago."));
    model.release("the process was killed");
    assertEquals(List.of("breakLock archive false the process was killed dana"), session.calls);
    assertEquals(4, model.lockCount().get());
  }

  @Test
  @DisplayName("A lock whose holder is gone is released when its lease and the grace are over")
  void aStaleLockWhoseLeaseLasts() {
    session.locks.add(
        SampleData.lock("runs", State.STALE, "tidy:x:runs", "pid 31 on atlas", 30, 90, 0, "a run"));
    model.refresh();
    String why = why("runs");
    Command release = model.release(asked::add);
    String from = Formats.clock(SampleData.NOW.plusSeconds(210));
    assertTrue(why.contains("by hand it can be released from " + from), why);
    assertEquals(
        "Its lease is not over: it can be released from "
            + from
            + ", in 3 min 30 s. Whoever asks next gets the lock at once.",
        release.whyNot().getValue());
    release.run();
    model.release("the process was killed");
    assertEquals(List.of(), asked);
    assertEquals(List.of(), session.calls);

    session.clock.advance(Duration.ofSeconds(20));
    test.screen.ticker().tick();
    assertTrue(release.whyNot().getValue().contains(", in 3 min 10 s."), "it counts down");
    session.clock.advance(Duration.ofSeconds(190));
    test.screen.ticker().tick();
    assertFalse(release.enabled(), "the grace ends with this moment");
    session.clock.advance(Duration.ofSeconds(1));
    test.screen.ticker().tick();
    assertTrue(release.enabled());
    release.run();
    assertTrue(asked.getFirst().lines().contains("The lease ended 2 min ago."));
    model.release("the process was killed");
    assertEquals(List.of("breakLock runs false the process was killed dana"), session.calls);
  }

  @Test
  @DisplayName("A release that failed is tried again with the reason that was given")
  void aFailedReleaseIsTriedAgain() {
    model.list().selected().setAll("archive");
    session.failure =
        EngineException.of(EngineException.Kind.CONFLICT, "LOCK_CHANGED", "It changed.");
    model.release("the process was killed");
    session.failure = null;
    session.calls.clear();
    Objects.requireNonNull(Objects.requireNonNull(model.list().problemProperty().get()).again())
        .run();
    assertEquals(List.of("breakLock archive false the process was killed dana"), session.calls);
  }

  @Test
  void thatALockWasNotReleasedStaysOnShowWhileOthersAreRead() {
    model.list().selected().setAll("archive");
    model.release(asked::add).run();
    session.failure = EngineException.of(EngineException.Kind.CONFLICT, "LOCK_HELD", "It is held.");
    model.release("the process was killed");
    session.failure = null;
    model.refresh();
    assertEquals("LOCK_HELD", Objects.requireNonNull(model.list().problemProperty().get()).code());
  }

  @Test
  void anUnknownHolderNeedsForceAndIsMarkedAsDanger() {
    model.list().selected().setAll("doc:2601180099000147");
    model.release(asked::add).run();
    assertTrue(asked.getFirst().danger());
    model.release("looked on borealis");
    assertTrue(session.calls.getFirst().startsWith("breakLock doc:2601180099000147 true"));
  }

  @Test
  void aLeaseTellsHowMuchIsLeft() {
    LockRow.Lease lease =
        new LockRow.Lease(SampleData.NOW.minusSeconds(30), SampleData.NOW.plusSeconds(90), true);
    assertEquals(0.75, lease.left(SampleData.NOW));
    assertEquals(0, lease.left(SampleData.NOW.plusSeconds(90)));
    assertEquals(0, new LockRow.Lease(null, null, true).left(SampleData.NOW));
  }

  @Test
  void anEventReadsTheStatusAgain() {
    session.locks.removeFirst();
    session.bus.publish(new LockEvent.Changed("docs"));
    test.due();
    assertEquals(4, model.lockCount().get());
  }
}
