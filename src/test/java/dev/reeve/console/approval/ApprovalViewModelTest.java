package dev.reeve.console.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.SampleProposals;
import dev.reeve.console.approval.ApprovalViewModel.Step;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Proposal.Standing;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ApprovalViewModelTest {
  private static final String ID = "dec_000000000001";

  private final FakeSession session = SampleData.session();
  private final TestScreen test = new TestScreen(session.clock);
  private final List<String> opened = new ArrayList<>();
  private final ApprovalViewModel model =
      new ApprovalViewModel(
          session.approvals(), session.executions(), session.bus, test.screen, "dana", opened::add);

  private ApprovalContent open(Proposal proposal) {
    session.proposals.put(ID, proposal);
    model.open(ID);
    return content();
  }

  private ApprovalContent content() {
    ApprovalContent content = model.content().getValue();
    assertNotNull(content);
    return content;
  }

  @Test
  void itShowsWhatWillBeDoneTheEvidenceAndARaisedRiskWithItsReason() {
    ApprovalContent content = open(SampleProposals.waiting(ID));
    assertEquals("Rename the ingest modules to British spelling", content.title());
    assertEquals("Risk: \u2583 Medium \u2192 \u2585 High", content.risk());
    assertEquals("Risk escalated to high: Control file 'src/ingest/build.sh'", content.riskWhy());
    assertEquals(
        "3 files \u00b7 +4 \u22124 lines \u00b7 3 can be undone \u00b7 nothing permanent",
        content.totals());
    assertEquals("The gate asks for the approval of 1 person; 0 given.", content.needs());
    assertEquals(
        List.of("change src/ingest/normalise.py", "create src/ingest/colour.py"),
        content.items().subList(0, 2).stream()
            .map(item -> item.operation() + " " + item.path())
            .toList());
    assertTrue(
        content.facts().stream().anyMatch(fact -> fact.value().startsWith("DIFF_MISMATCH: ")));
    assertEquals(List.of(), session.calls, "reading says nothing in anybody's name");
  }

  @Test
  void approvingNeedsTheConfirmationStepAndARationaleWhereAWordSaysTooLittle() {
    open(SampleProposals.waiting(ID));
    assertEquals(Step.REVIEW, model.stepProperty().get());
    model.next().run();
    assertEquals(Step.CONFIRM, model.stepProperty().get());
    assertEquals("The rationale needs 15 characters.", model.act().whyNot().getValue());
    model.act().run();
    assertEquals(List.of(), session.calls);

    model.notesProperty().set("  I read all three files.  ");
    model.act().run();
    assertEquals(List.of("approve " + ID + " dana I read all three files."), session.calls);
    assertEquals(Step.RESULT, model.stepProperty().get());
    assertTrue(model.ended().getValue().startsWith("Approved by dana, good until "));
    assertEquals("Run now", model.act().text().getValue());
    model.act().run();
    assertEquals("run " + ID + " dana", session.calls.getLast());
    assertEquals(
        "Execution EX-0a17c3d9 completed: 3 files changed. It can be reverted in Executions.",
        model.ended().getValue());
    model.showExecution().run();
    assertEquals(List.of("EX-0a17c3d9"), opened);
    assertFalse(model.openProperty().get());
  }

  @Test
  void approveAndRunAreTwoActsAndCanBeOne() {
    open(SampleProposals.waiting(ID));
    model.next().run();
    model.notesProperty().set("I read all three files.");
    model.actAndRun().run();
    assertEquals(
        List.of("approve " + ID + " dana I read all three files.", "run " + ID + " dana"),
        session.calls);
    assertEquals(Step.RESULT, model.stepProperty().get());
    assertTrue(test.notice().startsWith("Execution EX-0a17c3d9 completed"));
  }

  @Test
  void whatCannotComeBackIsListedAndItsNumberTyped() {
    ApprovalContent content = open(SampleProposals.permanent(ID));
    assertTrue(content.totals().endsWith("\u26a0 2 permanent"));
    assertEquals(
        List.of("delete src/ingest/color.py", "delete src/ingest/gray.py"), content.permanent());
    model.next().run();
    model.notesProperty().set("I read all three files.");
    assertEquals("Type \u201cdelete 2\u201d first.", model.act().whyNot().getValue());
    model.typedProperty().set("delete 3");
    assertFalse(model.act().enabled());
    model.typedProperty().set("delete 2");
    assertTrue(model.act().enabled());
  }

  @Test
  void nothingIsTypedWhereEverythingComesBack() {
    assertEquals("", open(SampleProposals.waiting(ID)).wanted());
  }

  @Test
  void criticalRiskNeedsASecondPersonBeforeItCanRun() {
    open(SampleProposals.critical(ID));
    model.next().run();
    model.notesProperty().set("The thresholds are right.");
    assertEquals(
        "A second person must approve it before it can run.",
        model.actAndRun().whyNot().getValue());
    model.act().run();
    assertEquals(
        "The gate asks for the approvals of 2 different people; 1 given.",
        model.ended().getValue());
    model.open(ID);
    assertEquals(
        "You approved it already; critical risk needs a second person.",
        model.next().whyNot().getValue());
  }

  @Test
  void aFileThatIsNotAsExpectedKeepsItFromBeingApproved() {
    ApprovalContent content = open(SampleProposals.edited(ID));
    assertTrue(content.totals().endsWith("1 not as expected"));
    assertEquals(
        "1 file is not as the change expects: it would be refused before anything is touched.",
        model.next().whyNot().getValue());
    session.proposals.put(ID, SampleProposals.waiting(ID));
    model.dryRun().run();
    assertTrue(model.next().enabled(), "looked at again");
  }

  @Test
  void whoHandedInAChangeOfHighRiskIsToldBeforehand() {
    Proposal whole = SampleProposals.waiting(ID);
    open(
        SampleProposals.with(
            whole, whole.items(), List.of(), Standing.WAITING, null, "You handed it in."));
    assertEquals("You handed it in.", model.next().whyNot().getValue());
  }

  @Test
  void aDecisionUnderAnotherPolicyShowsBothAndCanOnlyBeJudgedAgain() {
    ApprovalContent content =
        open(SampleProposals.standing(SampleProposals.waiting(ID), Standing.POLICY_CHANGED, null));
    assertEquals("This decision was made under another policy", content.mismatchTitle());
    assertEquals(2, content.mismatch().size());
    assertFalse(content.open());
    assertFalse(model.next().enabled());
    model.judgeAgain().run();
    assertEquals("judgeAgain " + ID + " dana", session.calls.getLast());
    assertTrue(content().identity().contains("new decision"), content().identity());
    assertTrue(model.next().enabled());
    model.next().run();
    model.notesProperty().set("I read all three files.");
    model.act().run();
    assertEquals("approve " + ID + "-again dana I read all three files.", session.calls.getLast());
  }

  @Test
  void rejectingAsksForAReasonAndIsFinal() {
    open(SampleProposals.waiting(ID));
    List<Question> asked = new ArrayList<>();
    model.reject(asked::add).run();
    assertEquals("Reason", asked.getFirst().reason());
    assertEquals(List.of(), session.calls);
    model.reject("spelling is fine as it is");
    assertEquals(List.of("reject " + ID + " dana spelling is fine as it is"), session.calls);
    assertTrue(model.ended().getValue().startsWith("Rejected by dana, which is final."));
    assertFalse(model.reject(asked::add).enabled());
  }

  @Test
  void whatTheEngineRefusesStandsAboveTheReviewAndNothingIsLost() {
    open(SampleProposals.waiting(ID));
    model.next().run();
    model.notesProperty().set("I read all three files.");
    session.failure =
        EngineException.of(
                Kind.CONFLICT,
                "DECISION_STALE",
                "The decision was neither approved nor rejected: the plan was judged again.")
            .with("Nothing was stored or changed.", "Look at the plan's newest decision.");
    model.act().run();
    Problem problem = model.problemProperty().get();
    assertNotNull(problem);
    assertEquals("DECISION_STALE", problem.code());
    assertEquals("Nothing was stored or changed.", problem.safe());
    assertEquals(Step.REVIEW, model.stepProperty().get());
    assertEquals("I read all three files.", model.notesProperty().get());
  }

  @Test
  void settingItAsideKeepsWhatWasWritten() {
    open(SampleProposals.waiting(ID));
    model.next().run();
    model.notesProperty().set("half a thought");
    model.close();
    open(SampleProposals.waiting(ID));
    assertEquals("half a thought", model.notesProperty().get());
    assertEquals(Step.REVIEW, model.stepProperty().get(), "and is read once more before");
  }

  @Test
  void whatWasCarriedOutLeadsToItsExecution() {
    open(SampleProposals.standing(SampleProposals.waiting(ID), Standing.EXECUTED, "EX-3b9e7c0c"));
    assertFalse(model.next().enabled());
    model.showExecution().run();
    assertEquals(List.of("EX-3b9e7c0c"), opened);
  }

  @Test
  void anUndoIsSeenBeforeItIsHandedIn() {
    model.openUndo("EX-3b9e7c0c");
    assertEquals("not handed in yet", content().identity().split(" \u00b7 ")[0]);
    assertEquals("Revert", model.act().text().getValue());
    assertEquals(List.of(), session.calls);
    model.next().run();
    model.notesProperty().set("wrong folder");
    session.ran = session.executions.get("EX-3b9e7c0c").row();
    model.act().run();
    assertEquals(List.of("revert EX-3b9e7c0c dana wrong folder"), session.calls);
    assertEquals(Step.RESULT, model.stepProperty().get());
  }

  @Test
  void anExecutionThatFailedSaysWhatIsSoNow() {
    session.ran =
        SampleData.execution(
            "EX-0a17c3d9",
            "changes",
            "Rename",
            "high",
            "need_approval",
            ExecutionStatus.ROLLED_BACK,
            0,
            0,
            0.4,
            "dana",
            "dana",
            "apply",
            "DISK_FULL",
            "no space is left");
    Proposal whole = SampleProposals.waiting(ID);
    open(
        SampleProposals.with(
            whole,
            whole.items(),
            List.of(SampleProposals.approval("mira", Approval.Action.APPROVE, session.clock.now())),
            Standing.APPROVED,
            null,
            null));
    model.next().run();
    model.act().run();
    assertEquals(
        "Execution EX-0a17c3d9 was rolled back, so every file is as before: no space is left",
        model.ended().getValue());
  }
}
