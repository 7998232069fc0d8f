package dev.reeve.console.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.SampleProposals;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionProgress;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Proposal.Standing;
import dev.reeve.engine.inbox.InboxEvent;
import dev.reeve.engine.inbox.InboxList;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

  private String identity() {
    return model.identity().getValue();
  }

  private String identity(Proposal proposal) {
    open(proposal);
    return identity();
  }

  @Test
  void everyAgeAndEndIsToldFromOneMomentAndNoneFromBeforeTheLook() {
    Proposal waiting = SampleProposals.waiting(ID);
    Instant look = SampleData.NOW.plusSeconds(1);
    session.clock.advance(
        Duration.between(session.clock.now(), look)); // the next tick is still to come
    Proposal looked = SampleProposals.lookedAt(waiting, look);
    open(looked);
    model.review().next().run();
    assertEquals(SampleData.NOW, test.screen.ticker().now());
    assertTold(looked, look);

    Instant later = look.plusSeconds(61);
    session.clock.advance(Duration.between(look, later));
    test.screen.ticker().tick();
    assertTold(looked, later);
  }

  private void assertTold(Proposal proposal, Instant at) {
    String judged = Formats.age(proposal.judgedAt(), at);
    assertTrue(identity().contains("judged " + judged + " ago"), identity());
    String until = Formats.stamp(at.plus(Duration.ofDays(7)));
    String validity = model.confirm().validity().getValue();
    assertTrue(validity.contains("until " + until), validity);
  }

  @Test
  void itShowsWhatWillBeDoneTheEvidenceAndARaisedRiskWithItsReason() {
    ApprovalContent content = open(SampleProposals.waiting(ID));
    assertEquals("Rename the ingest modules to British spelling", content.title());
    assertEquals(content.title(), model.title().getValue());
    assertEquals("Risk: \u2583 Medium \u2192 \u2585 High", content.risk());
    assertEquals("because: Control file 'src/ingest/build.sh'", content.riskWhy());
    assertEquals(
        "3 files \u00b7 +4 \u22124 lines \u00b7 3 can be reverted \u00b7 nothing permanent",
        content.totals());
    assertEquals("1 approval needed, none given.", content.needs());
    assertEquals(
        List.of("update src/ingest/normalise.py", "create src/ingest/colour.py"),
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
    model.review().next().run();
    assertEquals(Step.CONFIRM, model.stepProperty().get());
    assertEquals("The rationale needs 15 characters.", model.confirm().act().whyNot().getValue());
    model.confirm().act().run();
    assertEquals(List.of(), session.calls);

    model.confirm().notesProperty().set("  I read all three files.  ");
    model.confirm().act().run();
    assertEquals(
        List.of("approve " + ID + " dana I read all three files. for PT168H"), session.calls);
    assertEquals(Step.RESULT, model.stepProperty().get());
    assertTrue(model.result().ended().getValue().startsWith("Approved by dana, good until "));
    assertEquals("Run now", model.confirm().act().text().getValue());
    model.confirm().act().run();
    assertEquals("run " + ID + " dana", session.calls.getLast());
    assertEquals(
        "Execution EX-0a17c3d9 completed: 3 files changed. Executions has its evidence, and"
            + " reverts what can be reverted.",
        model.result().ended().getValue());
    model.result().showExecution().run();
    assertEquals(List.of("EX-0a17c3d9"), opened);
    assertFalse(model.openProperty().get());
  }

  private void somethingWasSaidElsewhere() {
    session.bus.publish(
        new InboxEvent.Changed(new InboxList(SampleData.NOW, List.of(), null, List.of())));
  }

  @Test
  void anOpenDialogLearnsThatTheDecisionStandsOtherwise() {
    open(SampleProposals.waiting(ID));
    model.review().next().run();
    model.confirm().notesProperty().set("I read all three files.");
    ApprovalContent shown = content();
    somethingWasSaidElsewhere();
    assertSame(shown, content(), "nothing about it changed, so nothing moves");

    session.proposals.put(
        ID, SampleProposals.standing(SampleProposals.waiting(ID), Standing.REJECTED, null));
    somethingWasSaidElsewhere();
    assertEquals(Step.REVIEW, model.stepProperty().get(), "there is nothing to confirm any more");
    assertFalse(content().open());
    assertEquals("I read all three files.", model.confirm().notesProperty().get());
  }

  @Test
  void aNewerDecisionIsToldWhileTheDialogStands() {
    open(SampleProposals.waiting(ID));
    session.proposals.put(
        ID,
        SampleProposals.standing(
            SampleProposals.waiting(ID), Standing.SUPERSEDED, "dec_000000000002"));
    somethingWasSaidElsewhere();
    assertTrue(content().newer());
    assertFalse(content().mismatchTitle().isEmpty());
    assertEquals(List.of(), session.calls);
  }

  @Test
  void aDecisionThatNoLongerHoldsSaysWhatDiffersFromTheNewest() {
    Proposal whole = SampleProposals.waiting(ID);
    String newer = "dec_000000000002";
    Set<String> out = Set.of("src/ingest/color.py");
    session.proposals.put(newer, SampleProposals.without(whole, newer, out));
    ApprovalContent content = open(SampleProposals.standing(whole, Standing.SUPERSEDED, newer));

    assertEquals(
        "Nothing was run. The plan was judged again: 1 file left out.", content.mismatchWhy());
    assertEquals("", content.needs(), "it is said once");
    assertEquals(
        List.of(
            "", whole.subjectHash(), SampleProposals.without(whole, newer, out).subjectHash(), ""),
        content.mismatchHashes(),
        "a pattern beside each change ID");
    assertEquals(whole.subjectHash(), model.fingerprint().getValue());
    List<String> both = content.mismatch();
    int id = both.get(1).indexOf(Formats.hash(whole.subjectHash()));
    assertEquals(
        id,
        both.get(2)
            .indexOf(Formats.hash(SampleProposals.without(whole, newer, out).subjectHash())));
    assertEquals(id, both.get(0).indexOf("Change ID"), both.toString());
    assertEquals(
        "\u2260 \u2260 \u2260 \u2260 \u2260 = =",
        both.get(3).strip().replaceAll(" +", " "),
        both.toString());
    int last = both.get(0).indexOf("Files") + "Files".length() - 1;
    assertEquals(
        List.of('3', '2', '\u2260'),
        both.subList(1, 4).stream().map(line -> line.charAt(last)).toList(),
        "numbers stand below each other by their last digit");
    assertEquals(
        List.of("1 file left out", "- delete src/ingest/color.py"),
        content.difference().stream().map(line -> line.text()).toList());
    List<String> copied = new ArrayList<>();
    model.copyMismatch(copied::add).run();
    String details = copied.getFirst();
    assertTrue(details.contains("dec_000000000002: change ID "), details);
    assertTrue(details.contains(whole.subjectHash()), "in whole: " + details);
    assertTrue(details.endsWith("- delete src/ingest/color.py"), details);
    assertEquals(
        java.util.Arrays.asList("Not in it", null, null),
        content.items().stream()
            .map(ApprovalItem::state)
            .map(badge -> badge == null ? null : badge.word())
            .toList(),
        "only what differs is marked, and stands first");
    assertFalse(content.open());
  }

  @Test
  void filesThatWereTakenInOrHaveOtherContentAreToldApart() {
    Proposal whole = SampleProposals.waiting(ID);
    String newer = "dec_000000000002";
    Proposal part = SampleProposals.without(whole, ID, Set.of("src/ingest/color.py"));
    session.proposals.put(newer, whole);
    ApprovalContent content = open(SampleProposals.standing(part, Standing.SUPERSEDED, newer));
    assertEquals(
        "Nothing was run. The plan was judged again: 1 file taken in.", content.mismatchWhy());
    assertEquals("+ delete src/ingest/color.py", content.difference().getLast().text());

    session.proposals.put(newer, SampleProposals.otherContent(whole));
    ApprovalContent other = open(SampleProposals.standing(whole, Standing.SUPERSEDED, newer));
    assertEquals(
        "Nothing was run. The plan was judged again: 3 files with other content.",
        other.mismatchWhy());
    session.proposals.put(newer, whole);
    ApprovalContent same = open(SampleProposals.standing(whole, Standing.SUPERSEDED, newer));
    assertEquals(
        "Nothing was run. The plan was judged again; its files are the same.", same.mismatchWhy());
    assertEquals(List.of(), same.difference());
  }

  @Test
  void aPartIsHandedInByGoingOnAndApprovedAfterThat() {
    ApprovalContent content =
        open(
            SampleProposals.without(
                SampleProposals.waiting(ID), null, Set.of("src/ingest/color.py")));
    assertEquals(
        "The gate asks for a person's approval. “"
            + model.review().next().text().getValue()
            + "” hands in this part; you approve it after that.",
        content.needs());
    assertTrue(
        content.facts().stream()
            .anyMatch(fact -> fact.value().equals("is made when you go on to approve")));
  }

  @Test
  void whatIsHeardWhileFilesAreLeftOutLeavesThePartInTheHead() {
    Proposal whole = SampleProposals.waiting(ID);
    open(whole);
    exclusion().toggle(List.of("src/ingest/color.py"));
    test.due();
    ApprovalContent part = content();
    assertTrue(part.totals().startsWith("2 of 3 files"), part.totals());
    somethingWasSaidElsewhere();
    assertSame(part, content());
  }

  @Test
  void theButtonSaysWhatComesNext() {
    open(SampleProposals.waiting(ID));
    assertEquals("Go on to approve", model.review().next().text().getValue());
    model.openUndo("EX-3b9e7c0c");
    assertEquals("Go on to revert", model.review().next().text().getValue());
    open(SampleProposals.standing(SampleProposals.waiting(ID), Standing.APPROVED, null));
    assertEquals("Go on to run", model.review().next().text().getValue());
    Proposal allTakenInAgain =
        SampleProposals.standing(SampleProposals.waiting(ID), Standing.PREVIEW, null);
    assertEquals("Go on to approve", ConfirmWords.onward(allTakenInAgain, null));
    assertEquals("Approve", ConfirmWords.verb(allTakenInAgain, null));
  }

  @Test
  void theFilesStandWhereTheWordIsGiven() {
    ApprovalContent content = open(SampleProposals.waiting(ID));
    assertEquals(3, content.listed().size());
    assertTrue(content.listed().getFirst().text().startsWith("update src/ingest/normalise.py  "));
    assertEquals(
        1, open(SampleProposals.permanent(ID)).listed().size(), "the others are listed above");
  }

  @Test
  void whatIsLeftOutHasNeitherLinesNorAWayBack() {
    open(SampleProposals.waiting(ID));
    exclusion().toggle(List.of("src/ingest/color.py"));
    test.due();
    ApprovalItem out = content().items().getLast();
    assertEquals("", out.lines() + out.wayBack());
    assertEquals("Revert", content().items().getFirst().wayBack());
  }

  @Test
  void theApproverChoosesHowLongItIsGoodAndSeesUntilWhen() {
    open(SampleProposals.waiting(ID));
    model.review().next().run();
    assertTrue(model.confirm().validity().getValue().contains("good for 7 days, until "));
    String before = model.confirm().validity().getValue();
    assertEquals(
        List.of(Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(7)),
        model.confirm().validities());
    model.confirm().validForProperty().set(Duration.ofHours(1));
    String text = model.confirm().validity().getValue();
    assertTrue(
        text.contains(
            "good for 1 h, until " + Formats.stamp(session.clock.now().plus(Duration.ofHours(1)))),
        text + before);
    model.confirm().notesProperty().set("I read all three files.");
    model.confirm().act().run();
    assertEquals(
        List.of("approve " + ID + " dana I read all three files. for PT1H"), session.calls);
    open(SampleProposals.waiting(ID));
    assertEquals(Duration.ofDays(7), model.confirm().validForProperty().get(), "the usual again");
  }

  @Test
  void whatAPatternMatchesIsToldBeforeItIsLeftOut() {
    open(SampleProposals.waiting(ID));
    ExclusionViewModel out = model.review().exclusion();
    Command leaveOut = out.leaveOutPattern();
    assertEquals("", out.patternText().getValue());
    assertEquals(
        "Write a pattern of paths first, such as docs/** or *.sh.", leaveOut.whyNot().getValue());
    out.patternProperty().set("*.rs");
    assertEquals("0 of 3 match", out.patternText().getValue());
    assertEquals("The pattern matches no file that is still in.", leaveOut.whyNot().getValue());
    out.patternProperty().set("**");
    assertEquals("3 of 3 match", out.patternText().getValue());
    leaveOut.run();
    assertEquals(Set.of(), out.leftOutProperty().get(), "one must remain");
    out.patternProperty().set("src/**/COL*.py");
    assertEquals("2 of 3 match", out.patternText().getValue());
    assertEquals(Set.of(), out.leftOutProperty().get(), "nothing is left out while it is written");
    leaveOut.run();
    assertEquals(
        Set.of("src/ingest/color.py", "src/ingest/colour.py"), out.leftOutProperty().get());
    assertEquals("", out.patternProperty().get());
    out.patternProperty().set("src/**/colour.*");
    assertEquals("1 of 3 match, 1 is out", out.patternText().getValue());
  }

  @Test
  void theRunTellsFilesBytesRateTimeLeftWhatIsLeftOutAndWhatFailed() {
    open(SampleProposals.waiting(ID));
    model.review().next().run();
    model.confirm().notesProperty().set("I read all three files.");
    List<String> told = new ArrayList<>();
    List<String> beside = new ArrayList<>();
    session.duringRun =
        () -> {
          session.bus.publish(new ExecutionEvent.Changed(SampleData.running("EX-0a17c3d9")));
          session.bus.publish(
              new ExecutionEvent.StepChanged(
                  "EX-0a17c3d9",
                  new ExecutionDetail.Step(0, "lock", "completed", 0.1, null, null)));
          beside.add(model.run().percent().getValue());
          beside.add(model.run().text().getValue());
          beside.add(model.identity().getValue().replaceFirst(".* \u00b7 ", ""));
          beside.add(model.run().lines().getValue().get(1).text());
          progressed("EX-other", 9, 0, 10);
          told.add(model.run().figures().getValue());
          progressed("EX-0a17c3d9", 1, 0, 2);
          told.add(model.run().figures().getValue());
          progressed("EX-0a17c3d9", 1, 1, 10);
          told.add(model.run().figures().getValue());
        };
    model.confirm().actAndRun().run();
    assertEquals(
        List.of("0 %", "Step 1 of 8: Lock", "being carried out", "Validate \u00b7 Pending"),
        beside);
    assertEquals(1, model.run().lines().getValue().size(), "after it nothing is to come");
    assertEquals(
        List.of(
            "",
            figures("500 B/s \u00b7 time left \u2014 \u00b7 0 skipped \u00b7 0 failed"),
            figures("100 B/s \u00b7 time left 10 s \u00b7 0 skipped \u00b7 1 failed")),
        told);
  }

  private void step(int number, String status) {
    session.bus.publish(
        new ExecutionEvent.StepChanged(
            "EX-0a17c3d9",
            new ExecutionDetail.Step(number, "step " + number, status, null, null, null)));
  }

  @Test
  void theBarGrowsByTheStepsAndWithinTheOneThatRunsAndNeverGoesBack() {
    open(SampleProposals.waiting(ID));
    model.review().next().run();
    model.confirm().notesProperty().set("I read all three files.");
    List<Double> told = new ArrayList<>();
    model.run().fraction().addListener((observable, was, is) -> told.add(is));
    session.duringRun =
        () -> {
          session.bus.publish(new ExecutionEvent.Changed(SampleData.running("EX-0a17c3d9")));
          step(1, "running");
          step(1, "completed");
          step(2, "completed");
          step(3, "skipped");
          step(4, "completed");
          step(5, "running");
          progressed("EX-0a17c3d9", 2, 0, 2);
          progressed("EX-0a17c3d9", 1, 0, 3);
          progressed("EX-0a17c3d9", 3, 1, 4);
          assertEquals("Step 5 of 8: step 5", model.run().text().getValue());
        };
    model.confirm().actAndRun().run();
    assertEquals(List.of(0.0, 0.5, 0.75), told, "what is written, and never less than before");
    open(SampleProposals.waiting(ID));
    assertEquals(-1, model.run().fraction().get(), "the next begins anew");
  }

  private static String figures(String rest) {
    return Formats.size(1000) + " of " + Formats.size(4000) + " \u00b7 1 of 4 files \u00b7 " + rest;
  }

  private void progressed(String id, int done, int failed, int seconds) {
    session.bus.publish(
        new ExecutionEvent.Progressed(
            id,
            new ExecutionProgress(
                "docs/a.md", done, failed, 4, 1000L * done, 4000, Duration.ofSeconds(seconds))));
  }

  @Test
  void approveAndRunAreTwoActsAndCanBeOne() {
    open(SampleProposals.waiting(ID));
    model.review().next().run();
    model.confirm().notesProperty().set("I read all three files.");
    model.confirm().actAndRun().run();
    assertEquals(
        List.of(
            "approve " + ID + " dana I read all three files. for PT168H", "run " + ID + " dana"),
        session.calls);
    assertEquals(Step.RESULT, model.stepProperty().get());
    assertFalse(content().open(), "nothing is left to be approved or run");
    assertEquals("", test.notice(), "the result stands in the dialog");
    assertTrue(kept().startsWith("Execution EX-0a17c3d9 completed"), kept());
    assertEquals(
        List.of("Completed Revert", "Completed Revert", "Completed Revert"), told(model.result()));
  }

  private String kept() {
    return test.screen.notices().kept().getFirst().text();
  }

  @Test
  void whatEndsAfterTheDialogWasSetAsideIsTold() {
    open(SampleProposals.waiting(ID));
    model.review().next().run();
    model.confirm().notesProperty().set("I read all three files.");
    session.duringRun = model::close;
    model.confirm().actAndRun().run();
    assertTrue(test.notice().startsWith("Execution EX-0a17c3d9 completed"), test.notice());
  }

  private static List<String> told(ResultViewModel result) {
    return result.items().getValue().stream()
        .map(item -> (item.state().word() + " " + item.wayBack()).strip())
        .toList();
  }

  @Test
  void theResultTellsOfEachFileWhatBecameOfItAndWhatWasNotDoneFirst() {
    Proposal part =
        SampleProposals.without(SampleProposals.permanent(ID), ID, Set.of("src/ingest/color.py"));
    assertEquals(
        List.of("Left out", "Completed", "Completed"), ended(part, ExecutionStatus.COMPLETED));
    assertEquals(
        List.of("Rolled back", "Rolled back", "Left out"),
        ended(part, ExecutionStatus.ROLLED_BACK));
    assertEquals(List.of("Not done", "Not done", "Left out"), ended(part, ExecutionStatus.FAILED));
    assertEquals(
        List.of("Unknown", "Unknown", "Left out"),
        ended(part, ExecutionStatus.NEEDS_ATTENTION),
        "its record tells");
  }

  private static List<String> ended(Proposal was, ExecutionStatus status) {
    ExecutionRow row =
        SampleData.execution(
            "EX-0a17c3d9",
            "changes",
            "any",
            "low",
            "need_approval",
            status,
            0,
            9,
            2,
            "dana",
            "dana",
            null,
            null,
            null);
    return ResultWords.items(new ApprovalState.Ending(row, was)).stream()
        .map(item -> item.state().word())
        .toList();
  }

  @Test
  void whatCannotComeBackIsListedAndItsNumberTyped() {
    ApprovalContent content = open(SampleProposals.permanent(ID));
    assertTrue(content.sentence().contains("Permanently delete 2 files."), content.sentence());
    assertTrue(content.totals().endsWith("\u26a0 2 permanent"));
    assertEquals(
        List.of("delete src/ingest/color.py", "delete src/ingest/gray.py"), content.permanent());
    model.review().next().run();
    model.confirm().notesProperty().set("I read all three files.");
    assertEquals("Type \u201cdelete 2\u201d first.", model.confirm().act().whyNot().getValue());
    model.confirm().typedProperty().set("delete 3");
    assertFalse(model.confirm().act().enabled());
    model.confirm().typedProperty().set("delete 2");
    assertTrue(model.confirm().act().enabled());
  }

  @Test
  void aChangeThatCannotBeRevertedIsSaidToBeForGood() {
    ApprovalContent content = open(SampleProposals.overwriting(ID));
    assertEquals(
        "Update 1 file. Permanently change 2 files. Permanently delete 1 file. ",
        content.sentence());
    assertEquals(3, content.permanent().size());
  }

  @Test
  void nothingIsTypedWhereEverythingComesBack() {
    assertEquals("", open(SampleProposals.waiting(ID)).wanted());
  }

  @Test
  void criticalRiskNeedsASecondPersonBeforeItCanRun() {
    open(SampleProposals.critical(ID));
    model.review().next().run();
    model.confirm().notesProperty().set("The thresholds are right.");
    assertEquals(
        "A second person must approve it before it can run.",
        model.confirm().actAndRun().whyNot().getValue());
    model.confirm().act().run();
    assertEquals(
        "2 approvals by different people needed, 1 given.", model.result().ended().getValue());
    model.open(ID);
    assertEquals(
        "You approved it already; critical risk needs a second person.",
        model.review().next().whyNot().getValue());
  }

  @Test
  void aFileThatIsNotAsExpectedKeepsItFromBeingApproved() {
    ApprovalContent content = open(SampleProposals.edited(ID));
    assertTrue(content.totals().endsWith("1 not as expected"));
    assertEquals(
        "1 file is not as the change expects: it would be refused before anything is touched.",
        model.review().next().whyNot().getValue());
    session.proposals.put(ID, SampleProposals.waiting(ID));
    model.review().dryRun().run();
    assertTrue(model.review().next().enabled(), "looked at again");
  }

  @Test
  void whoHandedInAChangeOfHighRiskIsToldBeforehand() {
    Proposal whole = SampleProposals.waiting(ID);
    open(
        SampleProposals.with(
            whole, whole.items(), List.of(), Standing.WAITING, null, "You handed it in."));
    assertEquals("You handed it in.", model.review().next().whyNot().getValue());
  }

  @Test
  void aDecisionUnderAnotherPolicyShowsBothAndCanOnlyBeJudgedAgain() {
    ApprovalContent content =
        open(SampleProposals.standing(SampleProposals.waiting(ID), Standing.POLICY_CHANGED, null));
    assertEquals("This decision was made under another policy", content.mismatchTitle());
    assertEquals(
        List.of(
            "judged under  2dee 21ea f15b",
            "policy now    9cea 42be 68a9",
            "              ≠    ≠    ≠"),
        content.mismatch());
    assertEquals(List.of(), content.mismatchHashes(), "both lines are of one change");
    assertFalse(content.open());
    assertFalse(model.review().next().enabled());
    model.review().judgeAgain().run();
    assertEquals("judgeAgain " + ID + " dana", session.calls.getLast());
    assertTrue(identity().contains("new decision"), identity());
    assertTrue(model.review().next().enabled());
    model.review().next().run();
    model.confirm().notesProperty().set("I read all three files.");
    model.confirm().act().run();
    assertEquals(
        "approve " + ID + "-again dana I read all three files. for PT168H",
        session.calls.getLast());
  }

  @Test
  void rejectingAsksForAReasonAndIsFinal() {
    open(SampleProposals.waiting(ID));
    List<Question> asked = new ArrayList<>();
    model.confirm().reject(asked::add).run();
    assertEquals("Reason", asked.getFirst().reason());
    assertEquals(List.of(), session.calls);
    model.confirm().reject("spelling is fine as it is");
    assertEquals(List.of("reject " + ID + " dana spelling is fine as it is"), session.calls);
    assertTrue(model.result().ended().getValue().startsWith("Rejected by dana, which is final."));
    assertFalse(model.confirm().reject(asked::add).enabled());
  }

  @Test
  void whatTheEngineRefusesStandsAboveTheReviewAndNothingIsLost() {
    open(SampleProposals.waiting(ID));
    model.review().next().run();
    model.confirm().notesProperty().set("I read all three files.");
    session.failure =
        EngineException.of(
                Kind.CONFLICT,
                "DECISION_STALE",
                "The decision was neither approved nor rejected: the plan was judged again.")
            .with("Nothing was stored or changed.", "Look at the plan's newest decision.");
    model.confirm().act().run();
    Problem problem = model.problemProperty().get();
    assertNotNull(problem);
    assertEquals("DECISION_STALE", problem.code());
    assertEquals("Nothing was stored or changed.", problem.safe());
    assertEquals(Step.REVIEW, model.stepProperty().get());
    assertEquals("I read all three files.", model.confirm().notesProperty().get());
  }

  @Test
  void settingItAsideKeepsWhatWasWritten() {
    open(SampleProposals.waiting(ID));
    model.review().next().run();
    model.confirm().notesProperty().set("half a thought");
    model.close();
    open(SampleProposals.waiting(ID));
    assertEquals("half a thought", model.confirm().notesProperty().get());
    assertEquals(Step.REVIEW, model.stepProperty().get(), "and is read once more before");
  }

  @Test
  void whatWasCarriedOutLeadsToItsExecution() {
    open(SampleProposals.standing(SampleProposals.waiting(ID), Standing.EXECUTED, "EX-3b9e7c0c"));
    assertFalse(model.review().next().enabled());
    model.result().showExecution().run();
    assertEquals(List.of("EX-3b9e7c0c"), opened);
  }

  @Test
  void anUndoIsSeenBeforeItIsHandedIn() {
    model.openUndo("EX-3b9e7c0c");
    assertEquals("not handed in yet", identity().split(" \u00b7 ")[0]);
    assertEquals("Revert", model.confirm().act().text().getValue());
    assertEquals(List.of(), session.calls);
    model.review().next().run();
    model.confirm().notesProperty().set("wrong folder");
    session.ran = session.executions.get("EX-3b9e7c0c").row();
    model.confirm().act().run();
    assertEquals(List.of("revert EX-3b9e7c0c dana wrong folder"), session.calls);
    assertEquals(Step.RESULT, model.stepProperty().get());
  }

  @Test
  void onesOwnUndoIsApprovedByConfirmingIt() {
    model.openUndo("EX-3b9e7c0c");
    assertEquals(
        "The gate asks for a person's approval; your confirmation is that approval.",
        content().needs());
    assertEquals(
        "It is carried out at once, as a new execution through the gate.",
        model.confirm().validity().getValue());
  }

  private String standing() {
    Badge badge = model.standing().getValue();
    assertNotNull(badge);
    return badge.text(SampleData.NOW);
  }

  @Test
  void aWorkspaceWithoutAPolicyOfItsOwnIsJudgedByTheBuiltInOne() {
    assertFalse(identity(SampleProposals.waiting(ID)).contains("built-in policy"));
    String identity = identity(SampleProposals.byBuiltInPolicy(SampleProposals.waiting(ID)));
    assertTrue(identity.contains("built-in policy"), identity);
  }

  @Test
  void theHeadTellsTheEndOfAnUndoLikeTheResultBelowIt() {
    model.openUndo("EX-3b9e7c0c");
    assertEquals("Preview", standing());
    assertTrue(identity().contains(" \u00b7 judged "), identity());
    model.review().next().run();
    List<String> heads = new ArrayList<>();
    model.standing().subscribe(badge -> heads.add(badge == null ? "" : badge.text(SampleData.NOW)));
    model.confirm().act().run();
    assertEquals(List.of("Preview", "Running", "Completed"), heads.stream().distinct().toList());
    assertEquals("Completed", standing());
    assertEquals(
        "EX-3b9e7c0c-R \u00b7 ended " + Formats.stamp(session.clock.now()),
        model.identity().getValue());
    model.openUndo("EX-3b9e7c0c");
    assertEquals("Preview", standing(), "opened anew");
  }

  @Test
  void anUndoOfTheRegistryIsToldInItsRecords() {
    Proposal files = SampleProposals.undo(session.executions.get("EX-3b9e7c0c"), "dana");
    ExecutionRow row = session.executions.get("EX-3b9e7c0c").row();
    String said =
        RunWords.ended(
            new ApprovalState.Ending(row, SampleProposals.ofRecords(files)),
            new UndoDeed(session.executions(), row.id(), "dana"));
    int records = files.items().size();
    assertEquals(
        "Execution EX-3b9e7c0c completed: "
            + (records == 1 ? "1 record" : records + " records")
            + " of the registry put back, and no other file touched. Executions has its evidence.",
        said);
  }

  @Test
  void aRevertSaysWhatIsAsBefore() {
    Proposal files = SampleProposals.undo(session.executions.get("EX-3b9e7c0c"), "dana");
    ExecutionRow row = session.executions.get("EX-3b9e7c0c").row();
    String said =
        RunWords.ended(
            new ApprovalState.Ending(row, files),
            new UndoDeed(session.executions(), "EX-0a17c3d9", "dana"));
    assertEquals(
        "Execution EX-0a17c3d9 is reverted: 14 files are as before it. Execution EX-3b9e7c0c did"
            + " that, and has its evidence.",
        said);
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
    model.review().next().run();
    model.confirm().act().run();
    assertEquals(
        "Execution EX-0a17c3d9 was rolled back, so every file is as before: no space is left",
        model.result().ended().getValue());
  }

  private ExclusionViewModel exclusion() {
    return model.review().exclusion();
  }

  @Test
  void whatIsLeftOutIsJudgedAnewAndOnlyHandedInWithNext() {
    open(SampleProposals.waiting(ID));
    exclusion().toggle(List.of("src/ingest/normalise.py"));
    assertFalse(model.review().next().enabled(), "not before it was judged");
    assertFalse(content().items().getFirst().included());
    test.due();
    ApprovalContent part = content();
    assertTrue(part.totals().startsWith("2 of 3 files \u00b7 +2 \u22122 lines"), part.totals());
    assertEquals("Risk: \u2583 Medium", part.risk());
    assertTrue(part.leftOut().startsWith("1 file left out, so it is another change: "));
    assertEquals(3, part.items().size(), "what is left out stays in sight");
    assertEquals(List.of(), session.calls);

    model.review().next().run();
    assertEquals(List.of("exclude " + ID + " [src/ingest/normalise.py] dana"), session.calls);
    assertEquals(Step.CONFIRM, model.stepProperty().get());
    assertEquals(part.leftOut(), content().leftOut(), "what was seen is what is approved");
    model.confirm().notesProperty().set("The other two are right.");
    model.confirm().act().run();
    assertEquals(
        "approve " + ID + "-part dana The other two are right. for PT168H",
        session.calls.getLast());
  }

  @Test
  void aPartThatWasHandedInIsToldOnceItIsSetAside() {
    open(SampleProposals.waiting(ID));
    model.close();
    assertNull(test.screen.notices().currentProperty().get(), "the whole one waits as before");
    open(SampleProposals.waiting(ID));
    exclusion().toggle(List.of("src/ingest/normalise.py"));
    test.due();
    model.review().next().run();
    model.close();
    model.close();
    assertEquals(
        "The change without 1 file waits for a decision now, in place of the whole one.",
        test.screen.notices().currentProperty().get().text());
    test.screen.notices().close();
    assertNull(test.screen.notices().currentProperty().get(), "told once");
  }

  @Test
  void aPartThatWasApprovedAndNotRunIsNotToldToWaitForADecision() {
    open(SampleProposals.waiting(ID));
    exclusion().toggle(List.of("src/ingest/normalise.py"));
    test.due();
    model.review().next().run();
    model.confirm().notesProperty().set("The other two are right.");
    model.confirm().act().run();
    assertTrue(
        session.calls.getLast().startsWith("approve " + ID + "-part"), session.calls::toString);
    model.close();
    assertTrue(
        test.screen.notices().kept().stream()
            .noneMatch(notice -> notice.text().contains("waits for a decision now")),
        test.screen.notices().kept()::toString);
  }

  @Test
  void onlyTheNewestOfManyChoicesIsJudged() {
    open(SampleProposals.waiting(ID));
    exclusion().toggle(List.of("src/ingest/normalise.py"));
    exclusion().toggle(List.of("src/ingest/color.py"));
    exclusion().toggle(List.of("src/ingest/normalise.py"));
    test.due();
    assertTrue(content().totals().startsWith("2 of 3 files"));
    assertEquals(java.util.Set.of("src/ingest/color.py"), exclusion().leftOutProperty().get());
    exclusion().takeAllIn().run();
    test.due();
    assertEquals("", content().leftOut());
    model.review().next().run();
    assertEquals(List.of(), session.calls, "the first decision still holds");
  }

  @Test
  void theHeadCountsWhatIsTakenInAlsoAfterSomethingHappenedElsewhere() {
    Proposal waiting = SampleProposals.waiting(ID);
    open(waiting);
    exclusion().toggle(List.of("src/ingest/normalise.py"));
    test.due();
    somethingWasSaidElsewhere();
    assertTrue(content().totals().startsWith("2 of 3 files"), content().totals());

    session.proposals.put(ID, SampleProposals.standing(waiting, Standing.APPROVED, null));
    somethingWasSaidElsewhere();
    assertTrue(content().totals().startsWith("2 of 3 files"), content().totals());
    assertFalse(content().items().getFirst().included());

    session.proposals.put(ID, SampleProposals.standing(waiting, Standing.REJECTED, null));
    somethingWasSaidElsewhere();
    assertTrue(content().totals().startsWith("3 files"), "nothing can be chosen any more");
    assertEquals(Set.of(), exclusion().leftOutProperty().get());
  }

  @Test
  void aFolderCanBeLeftOutAndNeverEverything() {
    open(SampleProposals.waiting(ID));
    exclusion().leaveOutFolders(List.of("src/ingest/color.py"));
    assertTrue(test.notice().startsWith("At least one file must remain."), test.notice());
    assertEquals(java.util.Set.of(), exclusion().leftOutProperty().get());
  }

  @Test
  void theFilesThatAreNotAsExpectedAreLeftOutAtOnce() {
    open(SampleProposals.edited(ID));
    assertEquals(
        "Leave out the file that is not as expected",
        exclusion().leaveOutRefused().text().getValue());
    exclusion().leaveOutRefused().run();
    test.due();
    assertTrue(model.review().next().enabled());
  }

  @Test
  void aChoiceThatWasNotHandedInIsThereTheNextTime() {
    open(SampleProposals.waiting(ID));
    exclusion().toggle(List.of("src/ingest/color.py"));
    test.due();
    model.close();
    open(SampleProposals.waiting(ID));
    test.due();
    assertEquals(java.util.Set.of("src/ingest/color.py"), exclusion().leftOutProperty().get());
    assertTrue(content().totals().startsWith("2 of 3 files"));
  }

  @Test
  void anUndoCannotBeTakenApart() {
    model.openUndo("EX-3b9e7c0c");
    assertFalse(content().divisible());
    assertEquals("Look again", model.review().dryRun().text().getValue());
  }

  @Test
  void aDryRunShowsEveryStepAndIsStampedUntilTheChoiceChanges() {
    open(SampleProposals.waiting(ID));
    assertEquals("", model.review().dryRunText().getValue());
    model.review().dryRun().run();
    assertEquals(List.of("dryRun " + ID + " dana"), session.calls);
    assertTrue(
        model
            .review()
            .dryRunText()
            .getValue()
            .endsWith("it would be carried out \u00b7 90 ms \u00b7 nothing was changed"),
        model.review().dryRunText().getValue());
    List<String> lines =
        model.review().dryRunLines().getValue().stream().map(line -> line.text()).toList();
    assertTrue(lines.contains("Step 5 Apply"), lines.toString());
    assertTrue(lines.contains("    would update src/ingest/normalise.py"), lines.toString());
    assertEquals(Step.REVIEW, model.stepProperty().get());
    exclusion().toggle(List.of("src/ingest/color.py"));
    assertEquals("", model.review().dryRunText().getValue());
  }

  @Test
  void aDryRunOfWhatIsLeftHandsNothingInAndSaysWhyItWouldFail() {
    open(SampleProposals.edited(ID));
    exclusion().toggle(List.of("src/ingest/normalise.py"));
    test.due();
    assertEquals("Part, not handed in", content().standing().text(java.time.Instant.EPOCH));
    model.review().dryRun().run();
    assertEquals(List.of("dryRun " + ID + " [src/ingest/normalise.py] dana"), session.calls);
    assertEquals(
        "Part, not handed in",
        content().standing().text(java.time.Instant.EPOCH),
        "looked at again as it is");
    assertEquals(java.util.Set.of("src/ingest/normalise.py"), exclusion().leftOutProperty().get());
    assertTrue(
        model.review().dryRunText().getValue().contains("refused with PRECONDITION_FAILED"),
        model.review().dryRunText().getValue());
  }

  @Test
  void anAnswerThatComesAfterSomethingElseWasOpenedIsNotShownAsIfItWereAboutThat() {
    List<Runnable> late = new ArrayList<>();
    TestScreen slow = new TestScreen(session.clock, late::add, Runnable::run);
    ApprovalViewModel dialog =
        new ApprovalViewModel(
            session.approvals(), session.executions(), session.bus, slow.screen, "dana", id -> {});
    List<String> words = new ArrayList<>();
    dialog.afterWord(() -> words.add("read anew"));
    session.proposals.put(ID, SampleProposals.waiting(ID));
    session.proposals.put("dec_000000000002", SampleProposals.waiting("dec_000000000002"));
    dialog.open(ID);
    late.removeFirst().run();
    dialog.review().next().run();
    dialog.confirm().notesProperty().set("I read all three files.");
    dialog.confirm().act().run();
    dialog.close();
    dialog.open("dec_000000000002");
    late.removeFirst().run(); // the word on the first
    assertEquals(List.of("read anew"), words);
    late.removeFirst().run();
    assertEquals(Step.REVIEW, dialog.stepProperty().get());
    dialog.review().next().run();
    dialog.confirm().notesProperty().set("I read these three files.");
    dialog.confirm().act().run();
    late.removeFirst().run();
    assertEquals(
        "approve dec_000000000002 dana I read these three files. for PT168H",
        session.calls.getLast());
  }

  @Test
  void nothingIsChosenWhileSomethingIsDoneInThePersonsName() {
    List<Runnable> late = new ArrayList<>();
    TestScreen slow = new TestScreen(session.clock, late::add, Runnable::run);
    ApprovalViewModel dialog =
        new ApprovalViewModel(
            session.approvals(), session.executions(), session.bus, slow.screen, "dana", id -> {});
    session.proposals.put(ID, SampleProposals.waiting(ID));
    dialog.open(ID);
    late.removeFirst().run();
    dialog.review().dryRun().run();
    dialog.review().exclusion().toggle(List.of("src/ingest/color.py"));
    assertEquals(java.util.Set.of(), dialog.review().exclusion().leftOutProperty().get());
    assertFalse(slow.notice().isEmpty());
    late.removeFirst().run();
    late.removeFirst().run();
    assertFalse(dialog.review().dryRunText().getValue().isEmpty());
    dialog.review().exclusion().toggle(List.of("src/ingest/color.py"));
    assertEquals(
        java.util.Set.of("src/ingest/color.py"),
        dialog.review().exclusion().leftOutProperty().get());
  }
}
