package dev.reeve.console.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.engine.lock.LockEvent;
import dev.reeve.engine.lock.LockStatus;
import dev.reeve.engine.lock.LockStatus.State;
import dev.reeve.engine.workspace.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
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
    assertTrue(model.held("docs").getValue());
    assertFalse(model.held("queue").getValue());
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
