package dev.reeve.console.executions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.SampleProposals;
import dev.reeve.console.approval.ApprovalViewModel;
import dev.reeve.console.approval.UndoWords;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionDetail.FileEffect;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionEvidence;
import dev.reeve.engine.change.ExecutionEvidence.Check;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.change.Reversal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ExecutionsViewModelTest {
  private final FakeSession session = SampleData.session();
  private final TestScreen test = new TestScreen(session.clock);
  private final ApprovalViewModel approval =
      new ApprovalViewModel(
          session.approvals(), session.executions(), session.bus, test.screen, "dana", id -> {});
  private final ExecutionsViewModel model =
      new ExecutionsViewModel(session.executions(), session.bus, test.screen, approval);

  @BeforeEach
  void open() {
    approval.afterRun(model::show);
    assertEquals("-is:routine", model.list().filterProperty().get());
    model.list().filterProperty().set("");
    model.list().activeProperty().set(true);
    model.refresh();
  }

  @Test
  void whatTheEngineWroteAloneStepsBackUntilSomebodyAsksForIt() {
    int all = model.list().rows().shown().size();
    model.toggle(ExecutionsViewModel.View.WITHOUT_ROUTINE);
    assertTrue(model.filtersBy(ExecutionsViewModel.View.WITHOUT_ROUTINE).getValue());
    List<ExecutionRow> left =
        model.list().rows().shown().stream().map(ExecutionsRow::snapshot).toList();
    assertTrue(left.size() < all, "some are routine");
    assertEquals(left.size() + " of " + all, model.list().nOfM().getValue());
    assertTrue(
        left.stream()
            .noneMatch(
                row ->
                    row.small()
                        && row.operator() == null
                        && row.status() == ExecutionStatus.COMPLETED));
    model.list().filterProperty().set("is:routine");
    assertEquals(all - left.size(), model.list().rows().shown().size());
    model.list().filterProperty().set("by:engine");
    assertTrue(
        model.list().rows().shown().stream().allMatch(row -> row.snapshot().operator() == null));
  }

  @Test
  void whatTheEngineWroteAloneStaysLeftOutOnTheWayToOneOrToSomebodysOwn() {
    model.list().filterProperty().set("-is:routine");
    model.select("EX-91c0de77");
    assertEquals("-is:routine", model.list().filterProperty().get());
    model.filter("by:dana");
    assertEquals("by:dana -is:routine", model.list().filterProperty().get());
    model.list().filterProperty().set("is:routine");
    String routine = model.list().rows().shown().getFirst().key();
    model.list().filterProperty().set("-is:routine");
    model.select(routine);
    assertEquals(List.of(routine), model.list().selected());
    assertEquals("", model.list().filterProperty().get(), "it would hide what is wanted");
    model.filter("by:dana");
    assertEquals("by:dana", model.list().filterProperty().get());
  }

  @Test
  void aSingleWriteOffersOnlyThePagesThatItKeeps() {
    model.list().filterProperty().set("is:routine");
    String id = model.list().rows().shown().getFirst().key();
    session.executions.computeIfPresent(id, (key, was) -> small(was));
    ExecutionEvidence kept = SampleData.evidence(id);
    session.evidence.put(
        id,
        new ExecutionEvidence(id, null, null, null, List.of(), kept.checks(), List.of(), Map.of()));
    DrawerContent drawer = drawer(id);
    assertEquals(
        List.of("Change set", "Audit"),
        drawer.pages().stream().map(DrawerContent.Page::title).toList());
    assertFalse(model.commands().replay(() -> {}).enabled());
    assertFalse(model.commands().logs().enabled());
  }

  @Test
  void aDryRunHasNoFilesToShow() {
    String id = "EX-91c0de77";
    session.executions.computeIfPresent(
        id,
        (key, was) ->
            new ExecutionDetail(
                SampleData.marked(was.row(), false, true),
                List.of(),
                was.steps(),
                was.trail(),
                was.reasons(),
                was.integrity(),
                false,
                "dry run"));
    model.refresh();
    assertFalse(drawer(id).pages().stream().anyMatch(page -> page.title().equals("Change set")));
    assertEquals(
        "A dry run changed no file; its plan says what it would do.",
        model.commands().sides().whyNot().getValue());
  }

  private void tried(String id) {
    session.executions.computeIfPresent(
        id,
        (key, was) ->
            new ExecutionDetail(
                SampleData.marked(was.row(), false, true),
                List.of(),
                was.steps(),
                was.trail(),
                was.reasons(),
                was.integrity(),
                false,
                "It changed nothing."));
    model.refresh();
  }

  @Test
  void aDryRunIsAStateOfItsOwnInTheFilter() {
    String id = "EX-3b9e7c0c";
    tried(id);
    model.list().filterProperty().set("state:completed");
    assertTrue(
        model.list().rows().shown().stream()
            .noneMatch(row -> row.key().equals(id) || row.snapshot().dryRun()));
    model.list().filterProperty().set("state:dry_run");
    assertEquals(
        List.of(id), model.list().rows().shown().stream().map(ExecutionsRow::key).toList());
  }

  @Test
  void aDryRunSaysWhatComesNext() {
    String id = "EX-3b9e7c0c";
    tried(id);
    drawer(id);
    String why = model.list().why().getValue();
    assertTrue(why.startsWith("It only said what it would do; nothing was changed. "), why);
    String verdict = model.list().rows().find(id).orElseThrow().snapshot().verdict();
    assertEquals(
        verdict.equals("need_approval"), why.endsWith("once a person approves it."), verdict + why);
  }

  @Test
  void whatWasLeftOutIsNoAffectedPath() {
    String id = "EX-3b9e7c0c";
    ExecutionEvidence kept = SampleData.evidence(id);
    List<FileChange> changes =
        List.of(FileChange.create("docs/a.md", "a"), FileChange.create("docs/b.md", "b"));
    ChangeSet whole = ChangeSet.of("plan", changes, "mira", SampleData.NOW);
    ChangeSet rest =
        new ChangeSet(
            "rest",
            "plan",
            changes.subList(0, 1),
            "",
            "mira",
            SampleData.NOW,
            new ChangeSet.LeftOut(whole.id(), List.of("docs/b.md")),
            Map.of());
    session.evidence.put(
        id,
        new ExecutionEvidence(
            id, kept.plan(), rest, null, List.of(), kept.checks(), List.of(), kept.stepLogs()));
    assertEquals(
        List.of("docs/a.md\n1 file left out"),
        drawer(id).facts().stream()
            .filter(fact -> fact.name().equals("Affected paths"))
            .map(DrawerContent.Fact::value)
            .toList());
  }

  @Test
  void whatWasSaidAtApprovalStandsBesideTheRationale() {
    String id = "EX-91c0de77";
    ExecutionEvidence kept = SampleData.evidence(id);
    Approval said =
        SampleProposals.approval("dana", Approval.Action.APPROVE, SampleData.NOW).usedBy(id);
    session.evidence.put(
        id,
        new ExecutionEvidence(
            id,
            kept.plan(),
            kept.changes(),
            null,
            List.of(said),
            kept.checks(),
            List.of(),
            kept.stepLogs()));
    assertTrue(
        drawer(id)
            .facts()
            .contains(DrawerContent.Fact.of("Said at approval", "dana: looked at every file")));
  }

  @Test
  void whereNothingCanBeComparedTheButtonSaysWhy() {
    String id = "EX-3b9e7c0c";
    drawer(id);
    assertEquals("", model.commands().sides().whyNot().getValue());
    session.executions.computeIfPresent(id, (key, was) -> moved(was));
    model.list().redraw();
    drawer(id);
    assertEquals(
        "Nothing to compare: only the place changed.",
        model.commands().sides().whyNot().getValue());
    assertTrue(
        drawer(id).pages().stream()
            .flatMap(page -> page.lines().stream())
            .anyMatch(line -> line.text().contains("docs/a.md \u2192 docs/b.md")));
  }

  private static ExecutionDetail moved(ExecutionDetail was) {
    return new ExecutionDetail(
        was.row(),
        List.of(new FileEffect("move", "docs/a.md -> docs/b.md", "9abc", "9abc", 0, 0, "")),
        was.steps(),
        was.trail(),
        was.reasons(),
        was.integrity(),
        true,
        null);
  }

  private static ExecutionDetail small(ExecutionDetail was) {
    return new ExecutionDetail(
        was.row(),
        was.files(),
        List.of(),
        was.trail(),
        was.reasons(),
        ExecutionDetail.Integrity.SMALL,
        was.revertible(),
        was.notRevertible());
  }

  @Test
  void whoApprovedStandsInTheRow() {
    ExecutionDetail was = session.executions.get("EX-3b9e7c0c");
    ExecutionsRow row = model.list().rows().find(was.row().id()).orElseThrow();
    String approver = was.row().approvedBy();
    Badge gate = row.gate().getValue();
    assertEquals(approver == null ? "Allowed" : "By " + approver, gate.word());
    assertEquals(Icon.CHECK, gate.icon());
  }

  @Test
  void anUndoIsToldByWhatItUndid() {
    assertEquals("Revert: Set 3 files aside", UndoWords.of("Undo exec_2f39: Set 3 files aside"));
    assertEquals("Again: A file", UndoWords.of("Undo exec_2f39: Undo exec_11: a file"));
    assertEquals("Describe docs/a.md", UndoWords.of("describe docs/a.md"));
    assertEquals("docs/a.md moved", UndoWords.of("docs/a.md moved"));
    assertEquals("Undo what I did", UndoWords.of("Undo what I did"));
  }

  private DrawerContent drawer(String id) {
    model.list().selected().setAll(id);
    DrawerContent drawer = model.list().drawer().getValue();
    assertNotNull(drawer);
    return drawer;
  }

  @Test
  void everyPageOfTheListIsRead() {
    ExecutionDetail one = session.executions.values().iterator().next();
    for (int i = 0; i < 230; i++) {
      ExecutionRow row =
          SampleData.execution(
              "EX-m" + i,
              "changes",
              "More",
              "low",
              "allow",
              ExecutionStatus.COMPLETED,
              1,
              9_000 + i,
              0.1,
              "mira",
              null,
              null,
              null,
              null);
      session.executions.put(
          row.id(),
          new ExecutionDetail(
              row,
              one.files(),
              one.steps(),
              List.of(),
              List.of(),
              ExecutionDetail.Integrity.OK,
              true,
              null));
    }
    model.refresh();
    assertEquals(254, model.list().rows().shown().size());
    assertEquals("", model.older().getValue());
  }

  @Test
  void whatWasRevertedSaysByWhatAndWhoDidItAndLeadsThereAndBack() {
    ExecutionDetail was = session.executions.get("EX-3b9e7c0c");
    ExecutionRow undo = model.list().rows().find("EX-7d1f20aa").orElseThrow().snapshot();
    assertTrue(why("EX-3b9e7c0c").startsWith("It completed"));
    assertTrue(model.commands().revert().enabled());

    Reversal reversal = new Reversal(undo.id(), SampleData.NOW, "dana");
    ExecutionRow now = SampleData.undo(was.row(), null, reversal);
    session.executions.put(was.row().id(), SampleData.with(was, now));
    session.bus.publish(new ExecutionEvent.Changed(now));
    session.bus.publish(new ExecutionEvent.Changed(SampleData.undo(undo, was.row().id(), null)));
    test.due();
    String time = Formats.sameDay(SampleData.NOW, SampleData.NOW);
    assertEquals(
        "It was reverted by EX-7d1f20aa at " + time + " (dana); nothing more happens by itself.",
        why("EX-3b9e7c0c"));
    assertEquals("It was reverted by EX-7d1f20aa already.", whyNotRevert());
    DrawerContent drawer = drawer("EX-3b9e7c0c");
    assertEquals("Reverted", drawer.badges().getFirst().text(SampleData.NOW));
    assertEquals(Badge.Hue.WAIT, drawer.badges().getFirst().hue(), "as rolled back and restored");
    assertEquals("Reverted by EX-7d1f20aa", drawer.related().getFirst().text());
    model.list().filterProperty().set("state:reverted");
    assertEquals(
        List.of("EX-3b9e7c0c"),
        model.list().rows().shown().stream().map(ExecutionsRow::key).toList());
    model.list().filterProperty().set("state:completed");
    assertFalse(
        model.list().rows().shown().stream().anyMatch(row -> row.key().equals("EX-3b9e7c0c")));
    model.list().filterProperty().set("");
  }

  @Test
  void whatWasRevertedByNobodyKnownSaysByWhatAndWhen() {
    ExecutionDetail was = session.executions.get("EX-3b9e7c0c");
    ExecutionRow now =
        SampleData.undo(was.row(), null, new Reversal("EX-7d1f20aa", SampleData.NOW, null));
    session.executions.put(was.row().id(), SampleData.with(was, now));
    session.bus.publish(new ExecutionEvent.Changed(now));
    test.due();
    String time = Formats.sameDay(SampleData.NOW, SampleData.NOW);
    assertEquals(
        "It was reverted by EX-7d1f20aa at " + time + "; nothing more happens by itself.",
        why("EX-3b9e7c0c"));
  }

  @Test
  void anUndoLeadsToWhatItUndid() {
    ExecutionDetail was = session.executions.get("EX-3b9e7c0c");
    ExecutionRow undo = SampleData.undo(was.row(), "EX-0a17c3d9", null);
    session.executions.put(undo.id(), SampleData.with(was, undo));
    model.refresh();
    DrawerContent drawer = drawer(undo.id());
    assertEquals(
        List.of("Reverts EX-0a17c3d9"),
        drawer.related().stream().map(DrawerContent.Related::text).toList());
  }

  private String why(String id) {
    model.list().selected().setAll(id);
    return model.list().why().getValue();
  }

  private String whyNotRevert() {
    return model.commands().revert().whyNot().getValue();
  }

  @Test
  void newestFirstAndAnEventChangesItsRow() {
    assertEquals("EX-7d1f20aa", model.list().rows().shown().getFirst().key());
    ExecutionRow was = session.executions.get("EX-7d1f20aa").row();
    session.bus.publish(
        new ExecutionEvent.Changed(
            SampleData.execution(
                was.id(),
                was.kind(),
                was.intent(),
                "low",
                "allow",
                ExecutionStatus.COMPLETED,
                3,
                2,
                0.4,
                null,
                null,
                null,
                null,
                null)));
    test.due();
    assertEquals("Completed", model.list().rows().shown().getFirst().badge().text(SampleData.NOW));
  }

  @Test
  void theDrawerHoldsSummaryChangesStepsAndAudit() {
    DrawerContent drawer = drawer("EX-91c0de77");
    assertEquals("Rename the ingest modules to British spelling", drawer.title());
    assertEquals(
        List.of("Rolled back", "Plan", "Change set", "Decision", "Execution"),
        drawer.badges().stream().map(badge -> badge.text(SampleData.NOW)).toList());
    assertEquals(
        List.of("Plan", "Change set", "Gate", "Steps", "Audit", "Replay"),
        drawer.pages().stream().map(DrawerContent.Page::title).toList());
    List<Line> changes = drawer.pages().get(1).lines();
    assertTrue(
        changes.contains(
            new Line(Line.Kind.REMOVED, "14 \u2212 ", "Every write keeps ten backups.")),
        changes.toString());
    assertTrue(
        changes.contains(new Line(Line.Kind.ADDED, "14 + ", "Every write keeps a backup first.")),
        changes.toString());
    assertTrue(changes.stream().noneMatch(line -> line.text().startsWith("+++")));
  }

  @Test
  void whatDiffersIsARedMarkWithBothHashes() {
    ExecutionEvidence whole = SampleData.evidence("EX-91c0de77");
    List<Check> checks = new ArrayList<>(whole.checks());
    checks.set(
        1,
        new Check(
            "changeset", ExecutionEvidence.State.DIFFERS, "472d2dd43d34ff", "9c1e07aa51d0ff"));
    session.evidence.put(
        "EX-91c0de77",
        new ExecutionEvidence(
            "EX-91c0de77",
            whole.plan(),
            null,
            null,
            List.of(),
            checks,
            List.of("stdout.log"),
            whole.stepLogs()));
    List<Badge> strip = drawer("EX-91c0de77").badges();
    assertEquals(
        "Change set: 472d 2dd4 3d34 on record, 9c1e 07aa 51d0 found",
        strip.get(2).text(SampleData.NOW));
    assertEquals(Badge.Hue.BAD, strip.get(2).hue());
    assertEquals("Differs: stdout.log", strip.get(5).text(SampleData.NOW));
  }

  @Test
  void aRolledBackExecutionSaysThatEveryFileIsAsBefore() {
    drawer("EX-91c0de77");
    assertTrue(model.list().why().getValue().contains("every file is as before"));
  }

  @Test
  void revertShowsWhatWillHappenThenDoesItAndSelectsTheResult() {
    model.list().selected().setAll("EX-3b9e7c0c");
    model.commands().revert().run();
    assertTrue(approval.openProperty().get());
    assertEquals(
        List.of("update docs/reference/registry.md", "delete docs/plans/2026-q4/README.md"),
        approval.content().getValue().items().stream()
            .map(item -> item.operation() + " " + item.path())
            .toList());
    assertEquals(List.of(), session.calls, "nothing happens before the answer");

    approval.review().next().run();
    approval.confirm().act().run();
    assertEquals(List.of("revert EX-3b9e7c0c dana"), session.calls);
    assertEquals(List.of("EX-3b9e7c0c-R"), model.list().selected());
  }

  @Test
  void whatDidNotCompleteCannotBeReverted() {
    model.list().selected().setAll("EX-91c0de77");
    Command revert = model.commands().revert();
    assertFalse(revert.enabled());
    assertEquals("Only a completed execution can be reverted.", revert.whyNot().getValue());
  }

  @Test
  void whatCannotBeRevertedNowSaysWhy() {
    model.show(session.executions().revert("EX-3b9e7c0c", "dana"));
    model.commands().revert().run();
    assertFalse(approval.openProperty().get());
    assertEquals(
        "It cannot be reverted now: it is a revert itself",
        model.commands().revert().whyNot().getValue());
  }

  @Test
  void aRaisedRiskReadsFromWhatWasProposedToWhatWasFound() {
    ExecutionRow low = session.executions.get("EX-3b9e7c0c").row();
    ExecutionRow raised =
        new ExecutionRow(
            low.id(),
            low.kind(),
            low.intent(),
            "high",
            low.verdict(),
            low.status(),
            low.filesChanged(),
            low.startedAt(),
            low.endedAt(),
            low.durationSeconds(),
            low.operator(),
            low.approvedBy(),
            null,
            null,
            null,
            low.triggerKind(),
            null,
            false,
            "medium",
            false,
            false,
            null,
            null);
    assertEquals(
        "\u2583 Medium \u2192 \u2585 High", new ExecutionsRow(low.id(), raised).risk().getValue());
  }

  @Test
  void theGateAsksForNobodyOnceNothingWaitsForIt() {
    ExecutionRow waits = session.executions.get("EX-5c2ab914").row();
    Badge asking = new ExecutionsRow(waits.id(), waits).gate().getValue();
    assertEquals(Badge.Hue.NEED, asking.hue());
    assertEquals(Icon.HAND, asking.icon());
    ExecutionRow ended =
        SampleData.execution(
            "EX-dry",
            "changes",
            "A rehearsal",
            "low",
            "need_approval",
            ExecutionStatus.COMPLETED,
            0,
            1,
            0.1,
            "mira",
            null,
            null,
            null,
            null);
    Badge past =
        new ExecutionsRow(ended.id(), SampleData.marked(ended, false, true)).gate().getValue();
    assertEquals(asking.word(), past.word());
    assertEquals(Badge.Hue.IDLE, past.hue());
    assertTrue(past.icon() != Icon.HAND, "the hand is for what waits");
  }

  @Test
  void needsYouIsTheOnlySolidBadge() {
    for (ExecutionsRow row : model.list().rows().all()) {
      boolean needs =
          row.snapshot().status() == ExecutionStatus.PENDING
              && row.snapshot().verdict().equals("need_approval");
      assertEquals(needs, row.badge().form() == dev.reeve.console.fx.Badge.Form.SOLID, row.key());
    }
  }
}
