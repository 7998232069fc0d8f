package dev.reeve.console.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.EngineSession.Progress;
import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Tasks;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.ReconcileReport;
import dev.reeve.engine.registry.RegistryDifference;
import dev.reeve.engine.registry.generate.GeneratorRow;
import dev.reeve.engine.workspace.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the Registry pane asks before it changes something, and what it tells afterwards. */
final class RegistryAskingTest {
  private final FakeSession session = SampleData.session();
  private final TestScreen test = new TestScreen(session.clock);
  private final RegistryViewModel model = new RegistryViewModel(session, test.screen, id -> {});
  private final List<Question> asked = new ArrayList<>();

  /** Says yes to everything. */
  private void yes(Question question, Runnable act) {
    asked.add(question);
    act.run();
  }

  private void no(Question question, Runnable act) {
    asked.add(question);
  }

  @BeforeEach
  void open() {
    model.records().list().activeProperty().set(true);
    model.backups().list().activeProperty().set(true);
    model.generators().list().activeProperty().set(true);
    model.tabProperty().set(RegistryTab.BACKUPS);
    model.refresh();
    session.calls.clear();
  }

  private boolean called(String call) {
    return session.calls.contains(call);
  }

  @Test
  void reconcileComparesFirstAndRepairsThePlanThatWasSeen() {
    model.reconciliation().command(this::no).run();
    assertTrue(called("compare"));
    assertFalse(called("reconcile plan-1"), "a no changes nothing");
    assertEquals("Reconcile 5 differences", asked.getFirst().title());
    List<String> lines = asked.getFirst().lines();
    assertTrue(
        lines.getFirst().startsWith("1 file without an ID gets one, and a record\ndocs/notes/"),
        lines.toString());
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("1 file is gone: its record")));
    assertTrue(lines.getLast().startsWith("For you to decide: 1 ID is carried by several files"));

    session.desk.pending = 1;
    model.reconciliation().command(this::yes).run();
    assertTrue(called("reconcile plan-1"));
    assertEquals(
        "212 files looked at: 5 differences, 3 queued, 1 in the queue already,"
            + " 1 left for you to decide.",
        test.notice());
    assertFalse(model.reconciliation().running().get());
  }

  @Test
  void whatTheQueueGaveUpIsToldAsLeftToThePersonAndTheNumbersAddUp() {
    session.desk.pending = 1;
    session.desk.givenUp = 2;
    session.desk.queued = 1;
    model.reconciliation().command(this::yes).run();
    assertTrue(
        asked
            .getFirst()
            .text()
            .startsWith(
                "Reconcile queues 1 repair now, each written through the gate with a backup first,"
                    + " and leaves 3 for you to decide (2 of them given up in the queue). 1 more"
                    + " is in the queue already."),
        asked.getFirst().text());
    assertEquals(
        "212 files looked at: 5 differences, 1 queued, 1 in the queue already, 3 left for you to"
            + " decide (2 of them given up in the queue).",
        test.notice());
  }

  @Test
  void aPlanThatChangedSinceItWasShownIsSaidToHaveChanged() {
    session.desk.reconciled = ReconcileReport.Status.HELD;
    model.reconciliation().command(this::yes).run();
    assertTrue(called("reconcile plan-1"));
    assertTrue(
        test.notice().startsWith("Nothing was queued: the differences changed since they were"),
        test.notice());
  }

  @Test
  void whatWasOnlyObservedOrNotComparedIsNotToldAsDone() {
    session.desk.reconciled = ReconcileReport.Status.OBSERVED;
    model.reconciliation().command(this::yes).run();
    assertEquals(
        "212 files looked at: 5 differences. Observe mode: nothing was queued; live mode is chosen"
            + " in Settings, Workspace, Mode.",
        test.notice());
    session.desk.reconciled = ReconcileReport.Status.ABORTED;
    model.reconciliation().command(this::yes).run();
    Problem problem = model.records().list().problemProperty().get();
    assertNotNull(problem);
    assertTrue(problem.what().contains("ROOT_MISSING"), problem.what());
    assertEquals(
        "212 files looked at: 5 differences. Observe mode: nothing was queued; live mode is chosen"
            + " in Settings, Workspace, Mode.",
        test.notice(),
        "nothing else was said");
  }

  @Test
  void reconcileSaysWhatRunsWhatWaitsAndWhichOfThemNeedsYouCounts() {
    session.heldPlans.add(
        new HeldPlan("docs", "plan-0", "MASS_REMOVAL_HELD: 4", 4, session.clock.now()));
    model.reconciliation().command(this::no).run();
    String text = asked.getFirst().text();
    assertTrue(
        text.contains("Reconcile queues 4 repairs now") && text.contains("leaves 1 for you"), text);
    long under =
        session.desk.differences.stream().filter(item -> item.path().startsWith("docs/")).count();
    assertTrue(text.contains("you agree to the " + under + " differences in docs"), text);
    session.heldPlans.set(
        0, new HeldPlan("docs/notes", "plan-0", "MASS_REMOVAL_HELD: 1", 1, session.clock.now()));
    model.reconciliation().command(this::no).run();
    assertTrue(
        asked
            .getLast()
            .text()
            .endsWith(
                "that \u201cNeeds you\u201d counts; 4 others are elsewhere. Compared at 14:02:11."),
        asked.getLast().text());
    session.heldPlans.clear();
    model.reconciliation().command(this::no).run();
    assertFalse(asked.getLast().text().contains("Needs you"));
  }

  @Test
  void aComparisonShowsHowFarItIsAndOneIsEnough() {
    List<String> seen = new ArrayList<>();
    Command reconcile = model.reconciliation().command(this::no);
    session.desk.work =
        progress -> {
          progress.accept(new Progress(143, 212, "files"));
          test.due();
          seen.add(model.reconciliation().text().getValue());
          seen.add(String.valueOf(reconcile.enabled()));
        };
    reconcile.run();
    assertEquals(List.of("143 of 212 files", "false"), seen);
    assertTrue(reconcile.enabled());
  }

  @Test
  void nothingDifferentAndNothingComparedAreToldApart() {
    session.desk.differences.clear();
    model.reconciliation().command(this::yes).run();
    assertEquals(List.of(), asked);
    assertEquals("212 files compared: nothing differs from the registry.", test.notice());

    session.desk.compared = ReconcileReport.Status.ABORTED;
    model.reconciliation().command(this::yes).run();
    assertEquals("RECONCILE_ABORTED", model.records().list().problemProperty().get().code());
    assertFalse(model.reconciliation().running().get());
  }

  @Test
  void aComparisonThatFailsIsAProblem() {
    session.failure =
        EngineException.of(EngineException.Kind.BUSY, "LOCK_TIMEOUT", "It was not begun.");
    model.reconciliation().command(this::yes).run();
    assertEquals("LOCK_TIMEOUT", model.records().list().problemProperty().get().code());
    assertFalse(model.reconciliation().running().get());
  }

  @Test
  void observeModeSaysThatNothingIsChanged() {
    session.live = false;
    model.reconciliation().command(this::no).run();
    assertTrue(asked.getFirst().text().startsWith("Observe mode"));
  }

  @Test
  void anOlderRegistryIsOfferedAnUpgradeOnce() {
    assertTrue(model.upgrade().offer().getValue().startsWith("The registry is version 2.1.0;"));
    model.upgrade().command(this::yes).run();
    assertTrue(asked.getFirst().lines().contains("meta/version: 2.1.0 \u2192 2.2.0"));
    assertTrue(called("upgrade " + session.summary.hash().substring(0, 4)));
    assertEquals("", model.upgrade().offer().getValue());
    assertTrue(test.notice().startsWith("The registry has version 2.2.0 now."));
  }

  private void selectBackup(int number) {
    model.backups().list().selected().setAll(session.backups.get(number).name());
  }

  @Test
  void aRestoreShowsWhatChangesAndWantsTheDateTyped() {
    session.desk.restoring =
        new RegistryDifference(
            List.of("REC-000007"), List.of(), Map.of("REC-000003", List.of("notes")), false);
    selectBackup(1);
    model.backups().restoration().command(this::no).run();
    Question question = asked.getFirst();
    assertEquals(question.title().replaceAll(".*(\\d{4}-\\d\\d-\\d\\d).*", "$1"), question.typed());
    assertEquals(List.of("REC-000003: notes", "REC-000007: added"), question.lines());
    assertTrue(question.danger());
    assertTrue(session.calls.stream().noneMatch(call -> call.startsWith("restore")));

    model.backups().restoration().command(this::yes).run();
    String seen = session.summary.hash().substring(0, 4);
    assertTrue(called("restore " + session.backups.get(1).name() + " " + seen));
    assertTrue(test.notice().startsWith("Restored the registry of "));
  }

  @Test
  void aDamagedBackupIsNotRestored() {
    selectBackup(4);
    Command restore = model.backups().restoration().command(this::yes);
    assertFalse(restore.enabled());
    assertTrue(restore.whyNot().getValue().startsWith("One backup at a time"));
  }

  @Test
  void aWriteThatCameTooLateSaysWhoWroteAndOffersBothWaysOn() {
    session.desk.outcome = "CAS_PRECONDITION_FAILED";
    session.desk.restoring =
        new RegistryDifference(
            List.of(), List.of(), Map.of("REC-1", List.of("notes", "tags")), false);
    session.desk.since =
        new RegistryDifference(
            List.of("REC-9"), List.of(), Map.of("REC-1", List.of("notes")), false);
    selectBackup(1);
    model.backups().restoration().command(this::yes).run();
    String said = model.conflicts().text().getValue();
    assertTrue(
        said.matches(
            "The registry changed after you opened it \\(writer: watcher, [0-9:]+\\)\\."
                + " Your change was not written\\."),
        said);

    asked.clear();
    model.conflicts().threeWay(this::no).run();
    assertEquals(
        List.of(
            "REC-1 \u00b7 theirs: notes \u00b7 yours: notes, tags \u00b7 both changed it",
            "REC-9 \u00b7 theirs: added \u00b7 yours: \u2014"),
        asked.getFirst().lines());

    session.desk.outcome = "WRITTEN";
    session.calls.clear();
    model.conflicts().rebase().run();
    assertEquals("", model.conflicts().text().getValue());
    assertTrue(session.calls.stream().anyMatch(call -> call.startsWith("restore")));
  }

  @Test
  void staleGeneratorsAreBuiltAtOnceAndCanBeUndone() {
    model.tabProperty().set(RegistryTab.GENERATORS);
    assertEquals("4 of 4", model.generators().list().nOfM().getValue());
    assertEquals(
        GeneratorRow.State.EDITED,
        model.generators().list().rows().shown().getFirst().snapshot().state());
    model.generators().list().selected().setAll("GEN-000001", "GEN-000003");
    model.generators().build(this::no).run();
    assertEquals(List.of(), asked);
    assertTrue(called("build [GEN-000001]"), session.calls.toString());
    assertEquals("1 generator built, 1 file written.", test.notice());
    assertFalse(model.generators().list().problemProperty().get() != null);
  }

  @Test
  void aPersonsEditIsReplacedOnlyAfterAsking() {
    model.tabProperty().set(RegistryTab.GENERATORS);
    model.generators().buildAll(this::no).run();
    assertEquals(List.of("docs/glossary.md"), asked.getFirst().lines());
    assertTrue(session.calls.stream().noneMatch(call -> call.startsWith("build")));
    model.generators().buildAll(this::yes).run();
    assertTrue(
        called("build [GEN-000001]") && called("build [GEN-000002]"), session.calls.toString());
  }

  @Test
  void buildingIsATaskThatCanBeStoppedBetweenTwo() {
    model.tabProperty().set(RegistryTab.GENERATORS);
    List<String> told = new ArrayList<>();
    session.desk.whileBuilding =
        () -> {
          Tasks.Task task = test.screen.tasks().running().getFirst();
          told.add(task.title() + ": " + task.text().getValue());
          task.cancel();
        };
    model.generators().buildAll(this::yes).run();
    assertEquals(List.of("Building 2 generators: 0 of 2 built"), told);
    assertEquals(
        1, session.calls.stream().filter(call -> call.startsWith("build")).count(), "then stopped");
    assertEquals(List.of(), test.screen.tasks().running());
    assertEquals("1 generator built, 1 file written.", test.notice());
  }

  @Test
  void theDifferenceOfAStaleGeneratorIsAPageOfItsDrawer() {
    model.tabProperty().set(RegistryTab.GENERATORS);
    model.generators().list().selected().setAll("GEN-000001");
    DrawerContent drawer = model.generators().list().drawer().getValue();
    List<DrawerContent.Line> lines = drawer.pages().getFirst().lines();
    assertEquals(2, lines.stream().filter(l -> l.kind() == DrawerContent.Line.Kind.ADDED).count());
    List<String> shown = new ArrayList<>();
    model.generators().difference(() -> shown.add("shown")).run();
    assertEquals(List.of("shown"), shown);

    model.generators().list().selected().setAll("GEN-000003");
    assertTrue(model.generators().list().drawer().getValue().pages().isEmpty());
    assertFalse(model.generators().build(this::yes).enabled());
  }
}
