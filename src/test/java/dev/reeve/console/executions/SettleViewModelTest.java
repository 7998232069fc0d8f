package dev.reeve.console.executions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.approval.ApprovalViewModel;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.Settlement;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An execution that needs attention is settled from its row: looked at, asked, done. */
final class SettleViewModelTest {
  private static final String ID = "EX-00000077";

  private final FakeSession session = SampleData.session();
  private final TestScreen test = new TestScreen(session.clock);
  private final ApprovalViewModel approval =
      new ApprovalViewModel(
          session.approvals(), session.executions(), session.bus, test.screen, "dana", id -> {});
  private final ExecutionsViewModel model =
      new ExecutionsViewModel(session.executions(), session.bus, test.screen, approval);
  private final List<Question> asked = new ArrayList<>();
  private final List<Runnable> acts = new ArrayList<>();

  @BeforeEach
  void open() {
    put(SampleData.attention(ID));
    model.list().activeProperty().set(true);
    model.refresh();
    model.list().selected().setAll(ID);
  }

  private void put(ExecutionRow row) {
    ExecutionDetail one = session.executions.values().iterator().next();
    session.executions.put(
        row.id(),
        new ExecutionDetail(
            row, one.files(), one.steps(), one.trail(), one.reasons(), one.integrity(), false, ""));
  }

  private Question ask(Settlement how) {
    asked.clear();
    acts.clear();
    model
        .commands()
        .settlements(
            (question, act) -> {
              asked.add(question);
              acts.add(act);
            })
        .get(how.ordinal())
        .run();
    return asked.getFirst();
  }

  @Test
  void whatWouldBeWrittenIsShownFileByFileAndTyped() {
    Question question = ask(Settlement.RESTORE);
    assertEquals("Put the files back \u00b7 " + ID, question.title());
    assertEquals("restore 1", question.typed());
    assertTrue(question.danger());
    assertTrue(question.text().startsWith("1 file gets its former content back"));
    assertEquals(2, question.lines().size());
    assertTrue(
        question.lines().getFirst().startsWith("docs/a.md  \u00b7  gets its former content back"),
        question.lines().getFirst());
    assertEquals(List.of(), session.calls, "looking settles nothing");
    acts.getFirst().run();
    assertEquals(List.of("settle " + ID + " RESTORE dana"), session.calls);
    assertEquals("Settled: " + ID + ". Its paths are open again.", test.notice());
  }

  @Test
  void whereNothingIsWrittenNothingIsTyped() {
    assertNull(ask(Settlement.ACCEPT).typed());
    assertTrue(asked.getFirst().text().startsWith("No file is written. The 2 files below stay"));
    assertNull(ask(Settlement.RESTORED).typed());
    acts.getFirst().run();
    assertEquals(List.of("settle " + ID + " RESTORED dana"), session.calls);
  }

  @Test
  void whatCannotBeSettledSaysSoAboveTheTable() {
    Question _ = ask(Settlement.RESTORED);
    session.failure =
        EngineException.of(Kind.CONFLICT, "ROLLBACK_FAILED", "docs/a.md is not as before");
    acts.getFirst().run();
    assertEquals("ROLLBACK_FAILED", model.list().problemProperty().get().code());
  }

  @Test
  void onlyWhatNeedsAttentionAndIsNotSettledCanBe() {
    model.list().selected().setAll("EX-3b9e7c0c");
    Command command = model.commands().settlements((question, act) -> {}).getFirst();
    assertEquals(
        "Only an execution that needs attention can be settled.", command.whyNot().getValue());

    ExecutionRow settled = SampleData.settled(SampleData.attention(ID));
    assertFalse(SettleViewModel.open(settled));
    Badge badge = ExecutionsRow.badge(settled);
    assertEquals("Settled", badge.word());
    assertEquals(Badge.Form.OUTLINED, badge.form());
    assertEquals(ExecutionStatus.NEEDS_ATTENTION, settled.status());
  }
}
