package dev.reeve.console.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.SampleProposals;
import dev.reeve.console.approval.ApprovalContent;
import dev.reeve.console.approval.ApprovalViewModel;
import dev.reeve.console.approval.Step;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a dead letter, two of whose files carry one id, to the confirmed deed. */
final class AnotherIdTest {
  private static final String PATH = "docs/copy of rota.md";
  private static final String LOOKED = "previewReissue " + PATH + " dana";

  private final FakeSession session = SampleData.session();
  private final TestScreen test = new TestScreen(session.clock);
  private final QueueViewModel model = new QueueViewModel(session, test.screen, id -> {}, () -> {});
  private final ApprovalViewModel approval =
      new ApprovalViewModel(
          session.approvals(), session.executions(), session.bus, test.screen, "dana", id -> {});
  private final Command command = model.commands().anotherId();

  @BeforeEach
  void open() {
    model.commands().anotherIdBy(approval::open);
    model.list().activeProperty().set(true);
    model.refresh();
    comes("W-2", PATH, "ID_CONFLICT");
    comes("W-3", "docs/else.md", "NAME_COLLISION_UNRESOLVED");
    session.calls.clear();
  }

  private void comes(String id, String path, String code) {
    session.bus.publish(
        new QueueEvent.Changed(
            List.of(SampleData.dead(id, path, code, "1 is carried by two files."))));
    test.due();
  }

  private ApprovalContent content() {
    ApprovalContent content = approval.content().getValue();
    assertNotNull(content);
    return content;
  }

  @Test
  void onlyOneDeadLetterOfThatKindCanBeChosen() {
    assertFalse(command.enabled());
    model.list().selected().setAll("W-3");
    assertEquals(
        "Select one dead letter whose file carries the ID of another file.",
        command.whyNot().getValue());
    model.list().selected().setAll("W-2", "W-3");
    assertFalse(command.enabled());
    model.list().selected().setAll("W-2");
    assertTrue(command.enabled());
    assertEquals("Give another ID\u2026", command.text().getValue());
    assertEquals(List.of(), session.calls);
  }

  @Test
  void itIsSeenBeforeItIsHandedInAndCarriedOutAsItWasSeen() {
    model.list().selected().setAll("W-2");
    command.run();
    assertTrue(approval.openProperty().get());
    assertEquals(List.of(LOOKED), session.calls, "nothing is said in anybody's name");
    assertEquals("Give " + PATH + " the ID 2601180099000158", content().title());
    assertEquals(
        "The gate asks for a person's approval; your confirmation is that approval.",
        content().needs());
    assertEquals("Go on to give this ID", approval.review().next().text().getValue());
    approval.review().next().run();
    assertEquals("Give this ID", approval.confirm().act().text().getValue());
    approval.confirm().notesProperty().set("a copy");
    approval.confirm().act().run();
    String seen = Objects.requireNonNull(SampleProposals.anotherId(PATH).subjectHash());
    assertEquals("reissue " + PATH + " " + seen + " dana a copy", session.calls.getLast());
    assertEquals(Step.RESULT, approval.stepProperty().get());
    assertTrue(
        approval
            .result()
            .ended()
            .getValue()
            .endsWith(
                "completed: the file has its own ID, and its job is tried again by itself."
                    + " Executions can revert it."),
        approval.result().ended().getValue());
  }

  @Test
  void setAsideItLeavesNothing() {
    model.list().selected().setAll("W-2");
    command.run();
    approval.close();
    assertEquals(List.of(LOOKED), session.calls);
  }

  @Test
  void aRefusalIsToldAndTheDeedIsLookedAtAnew() {
    model.list().selected().setAll("W-2");
    command.run();
    approval.review().next().run();
    session.failure =
        EngineException.of(Kind.CONFLICT, "PLAN_CHANGED", "No other id was given: another plan.");
    approval.confirm().act().run();
    assertEquals(Step.REVIEW, approval.stepProperty().get());
    assertEquals("PLAN_CHANGED", Objects.requireNonNull(approval.problemProperty().get()).code());
  }
}
