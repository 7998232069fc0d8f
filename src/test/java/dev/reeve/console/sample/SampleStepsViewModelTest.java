package dev.reeve.console.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.console.shell.ShellViewModel;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.WorkItem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SampleStepsViewModelTest {
  private final FakeSession session = SampleData.session();
  private ShellViewModel shell;
  private SampleStepsViewModel steps;

  @BeforeEach
  void open() {
    shell = new ShellViewModel(session, new TestScreen(session.clock).screen);
    shell.refresh();
    steps = new SampleStepsViewModel(shell, session.bus);
  }

  private boolean done(int number) {
    return steps.steps().get(number - 1).done().get();
  }

  @Test
  void eachStepTicksItselfOff() {
    assertEquals("0 of 5", steps.progress().getValue());

    String record = session.records.getFirst().key();
    shell.registry().records().list().selected().setAll(record);
    assertFalse(done(1), "a document that was not looked for by its id");
    shell.registry().records().list().filterProperty().set(session.records.getFirst().docId());
    shell.registry().records().list().selected().clear();
    shell.registry().records().list().selected().setAll(record);
    assertTrue(done(1));

    WorkItem dead =
        session.items.values().stream()
            .filter(item -> item.state() == ItemState.DEAD_LETTER)
            .findFirst()
            .orElseThrow();
    session.bus.publish(new QueueEvent.Changed(List.of(dead)));
    assertFalse(done(2), "it still is one");
    session.bus.publish(
        new QueueEvent.Changed(List.of(SampleData.item(dead.id(), dead.path(), ItemState.QUEUED))));
    assertFalse(done(2), "it may fail again");
    session.bus.publish(
        new QueueEvent.Changed(List.of(SampleData.item(dead.id(), dead.path(), ItemState.DONE))));
    assertTrue(done(2));

    shell.locks().list().selected().setAll(session.locks.getFirst().name());
    assertTrue(done(3));

    shell.registry().findings().list().selected().setAll("any");
    assertTrue(done(4));

    session.bus.publish(new ExecutionEvent.Changed(execution("Move 3 plans", "changes", 0)));
    session.bus.publish(new ExecutionEvent.Changed(undo("revert", 60)));
    assertFalse(done(5), "that was undone before");
    session.bus.publish(new ExecutionEvent.Changed(undo("revert", -1)));
    assertTrue(done(5));
    assertEquals("5 of 5", steps.progress().getValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"revert", "registry", "settings"})
  void anUndoIsOneWhateverItTookBack(String kind) {
    session.bus.publish(new ExecutionEvent.Changed(execution("Undo what I said", kind, -1)));
    assertFalse(done(5), "it took nothing back");
    session.bus.publish(new ExecutionEvent.Changed(undo(kind, -1)));
    assertTrue(done(5));
  }

  @Test
  void aDeadLetterIsBackAlsoWhenTheTableKnewBefore() {
    WorkItem dead = SampleData.item("W-9", "docs/a.md", ItemState.DEAD_LETTER);
    WorkItem queued = SampleData.item("W-9", "docs/a.md", ItemState.QUEUED);
    session.bus.publish(new QueueEvent.Changed(List.of(dead)));
    shell.queue().list().rows().put(List.of(queued));
    shell.queue().list().rows().absorb();
    session.bus.publish(new QueueEvent.Changed(List.of(queued)));
    comes(ItemState.DONE);
    assertTrue(done(2));
  }

  @Test
  @DisplayName("A dead letter that fails again, or is dropped, was not brought through")
  void oneThatDoesNotGoThrough() {
    for (ItemState state :
        List.of(
            ItemState.DEAD_LETTER,
            ItemState.QUEUED,
            ItemState.RUNNING,
            ItemState.DEAD_LETTER,
            ItemState.CANCELLED)) {
      comes(state);
      assertFalse(done(2), state.name());
    }
    comes(ItemState.DONE);
    assertFalse(done(2), "it was given up");
  }

  private void comes(ItemState state) {
    session.bus.publish(
        new QueueEvent.Changed(List.of(SampleData.item("W-9", "docs/a.md", state))));
  }

  @Test
  void aDocumentFoundInThePaletteCountsToo() {
    shell.recentlyRun().setAll("EX-0042", "2601180000000001");
    assertFalse(done(1), "what was run earlier stands behind");
    shell.recentlyRun().setAll("2601180000000001", "EX-0042");
    assertTrue(done(1));
  }

  private static ExecutionRow undo(String kind, long startedAgo) {
    return SampleData.undo(execution("Undo EX-1: Move 3 plans", kind, startedAgo), "EX-1", null);
  }

  private static ExecutionRow execution(String intent, String kind, long startedAgo) {
    return SampleData.execution(
        "EX-9",
        kind,
        intent,
        "low",
        "allow",
        ExecutionStatus.COMPLETED,
        1,
        startedAgo,
        0.1,
        "dana",
        null,
        null,
        null,
        null);
  }

  @Test
  void theSampleIsResetOnlyAfterYes() {
    List<Question> asked = new ArrayList<>();
    List<String> done = new ArrayList<>();
    SampleStepsViewModel.askToReset((question, yes) -> asked.add(question), () -> done.add("no"));
    assertEquals(List.of(), done);
    assertTrue(asked.getFirst().text().contains("What you did in it is deleted"));
    assertTrue(asked.getFirst().danger());
    SampleStepsViewModel.askToReset((question, yes) -> yes.run(), () -> done.add("yes"));
    assertEquals(List.of("yes"), done);
  }
}
