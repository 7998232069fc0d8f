package dev.reeve.console.executions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.approval.ApprovalViewModel;
import dev.reeve.console.executions.ExecutionsViewModel.View;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.RunStep;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionEvidence;
import dev.reeve.engine.change.Replay.LogText;
import dev.reeve.engine.change.Reversal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replay, comparison, export, logs, files side by side, views and ranges of the pane. */
final class EvidenceViewModelTest {
  private static final String ROLLED_BACK = "EX-91c0de77";
  private static final String COMPLETED = "EX-3b9e7c0c";

  private final FakeSession session = SampleData.session();
  private final TestScreen test = new TestScreen(session.clock);
  private final ExecutionsViewModel model =
      new ExecutionsViewModel(
          session.executions(),
          session.bus,
          test.screen,
          new ApprovalViewModel(
              session.approvals(),
              session.executions(),
              session.bus,
              test.screen,
              "dana",
              id -> {}));
  private final EvidenceViewModel evidence = model.evidence();

  @BeforeEach
  void open() {
    model.list().activeProperty().set(true);
    model.refresh();
  }

  private List<String> shown(String filter) {
    model.list().filterProperty().set(filter);
    return model.list().rows().shown().stream().map(ExecutionsRow::key).toList();
  }

  @Test
  void aReplayComparesAndSaysThatItChangedNothing() {
    model.list().selected().setAll(COMPLETED);
    List<Boolean> opened = new ArrayList<>();
    model.commands().replay(() -> opened.add(true)).run();
    assertEquals(List.of(true), opened);
    DrawerContent drawer = model.list().drawer().getValue();
    List<Line> lines = drawer.pages().getLast().lines();
    assertTrue(lines.getFirst().text().endsWith("Nothing was run or changed."));
    assertTrue(
        lines.contains(
            new Line(Line.Kind.REMOVED, "\u2260 docs/reference/registry.md: changed since")));
    assertTrue(
        lines.contains(
            new Line(Line.Kind.ADDED, "\u2713 docs/plans/2026-q4/README.md: unchanged")));
    assertEquals(List.of(), session.calls);
  }

  @Test
  void afterARevertAReplayMissesNothing() {
    ExecutionDetail was = session.executions.get(COMPLETED);
    Reversal by = new Reversal("EX-77", session.clock.now(), "dana");
    session.executions.put(COMPLETED, SampleData.with(was, SampleData.undo(was.row(), null, by)));
    model.refresh();
    model.list().selected().setAll(COMPLETED);
    List<Line> lines = model.list().drawer().getValue().pages().getLast().lines();
    assertTrue(
        lines.contains(
            new Line(
                Line.Kind.PLAIN,
                "\u2013 docs/reference/registry.md: changed since: reverted by EX-77")));
    assertTrue(lines.stream().noneMatch(line -> line.kind() == Line.Kind.REMOVED));
  }

  @Test
  void exactlyTwoAreCompared() {
    model.list().selected().setAll(COMPLETED);
    assertEquals("Select two executions.", model.commands().compare().whyNot().getValue());
    model.list().selected().setAll(COMPLETED, ROLLED_BACK);
    model.commands().compare().run();
    assertEquals(EvidenceViewModel.Mode.COMPARISON, evidence.modeProperty().get());
    assertEquals(List.of(COMPLETED, ROLLED_BACK), evidence.pairHeads().getValue());
    ComparedWords.Pair status = evidence.pairs().getValue().getFirst();
    assertEquals("Status", status.what());
    assertEquals("Completed", status.left().told());
    assertEquals("Rolled back", status.right().told());
    assertEquals("\u2260 differs", status.mark());
    assertTrue(evidence.comparisonText().getValue().contains("things differ"));
    List<ComparedWords.Pair> pairs = evidence.pairs().getValue();
    assertEquals("\u2014 not compared", pairs.get(1).mark(), "durations");
    assertTrue(pairs.stream().noneMatch(pair -> pair.left().told().matches(".*\\d\\.\\d{3} s")));
  }

  @Test
  void theEvidenceIsExportedWhereSomebodyChose() {
    model.list().selected().setAll(COMPLETED);
    model.commands().export(name -> Optional.empty()).run();
    assertEquals(List.of(), session.calls);
    model.commands().export(name -> Optional.of(Path.of("/tmp", name))).run();
    assertEquals(List.of("export " + COMPLETED + " " + COMPLETED + ".zip true"), session.calls);
    assertTrue(test.notice().startsWith("Evidence of " + COMPLETED + " written to "));
  }

  @Test
  void linesStandBesideWhatTheyBecame() {
    model.list().selected().setAll(COMPLETED);
    model.commands().sides().run();
    List<SideBySide.Row> rows = evidence.files().getFirst().rows();
    assertEquals(SideBySide.Kind.HUNK, rows.getFirst().kind());
    assertEquals(
        new SideBySide.Row(
            SideBySide.Kind.SAME,
            side("12", " ", "The registry holds one record a file."),
            side("12", " ", "The registry holds one record a file.")),
        rows.get(1));
    assertEquals(
        new SideBySide.Row(
            SideBySide.Kind.CHANGED,
            new SideBySide.Side(
                "14",
                "\u2212",
                List.of(
                    new SideBySide.Part("Every write keeps ", false),
                    new SideBySide.Part("ten backups", true),
                    new SideBySide.Part(".", false))),
            new SideBySide.Side(
                "14",
                "+",
                List.of(
                    new SideBySide.Part("Every write keeps ", false),
                    new SideBySide.Part("a backup first", true),
                    new SideBySide.Part(".", false)))),
        rows.get(3));
    SideBySide.Row added = rows.get(4);
    assertEquals(SideBySide.Kind.ADDED, added.kind());
    assertEquals(SideBySide.Side.NONE, added.left());
    assertEquals("15", added.right().number());
    assertEquals("16", rows.get(5).right().number());
    assertEquals("15", rows.get(5).left().number());
  }

  private static SideBySide.Side side(String number, String sign, String text) {
    return new SideBySide.Side(number, sign, List.of(new SideBySide.Part(text, false)));
  }

  @Test
  void aLogTellsItsStepLocalTimeAndWordsInPlaceOfCodes() {
    String hash = "472d2dd43d34".repeat(5) + "9c1e";
    Instant at = Instant.parse("2026-11-22T02:37:57.043Z");
    LogLine line = LogLine.of("Validate", false, "[" + at + "] decision dec_1: need_approval");
    assertEquals("decision dec_1: needs approval", line.said());
    assertEquals(
        DateTimeFormatter.ofPattern("HH:mm:ss.SSS").format(at.atZone(ZoneId.systemDefault())),
        line.clock());
    assertEquals("checksum 472d 2dd4 3d34", LogLine.of("x", false, "checksum " + hash).said());
    assertEquals("", LogLine.of("stdout", false, "[no time] at all").clock());
    assertEquals("[no time] at all", LogLine.of("stdout", false, "[no time] at all").said());
  }

  @Test
  void marksOfHtmlStayAsTheyAre() {
    List<SideBySide.Row> rows = SideBySide.of("@@ -1 +1 @@\n-a < b && \"c\"\n+a <= b\n");
    assertEquals("a < b && \"c\"", rows.get(1).left().text());
    assertEquals("a <= b", rows.get(1).right().text());
  }

  private void logs(String id, Map<String, LogText> texts) {
    ExecutionEvidence whole = SampleData.evidence(id);
    session.evidence.put(
        id,
        new ExecutionEvidence(
            id,
            whole.plan(),
            whole.changes(),
            whole.decision(),
            whole.approvals(),
            whole.checks(),
            whole.otherDamage(),
            texts));
    model.list().selected().setAll(id);
    model.commands().logs().run();
  }

  @Test
  void logsAreSearchedSiftedAndCopiedInWhole() {
    String longLine = "x".repeat(2_500);
    logs(
        ROLLED_BACK,
        Map.of("04_verify", new LogText("begin\nboom: 1\nboom: 2\n" + longLine + "\n", 2_600)));
    assertEquals(4, evidence.lines().size());
    assertEquals("4 lines", evidence.foundText().getValue());
    assertEquals(2_001, evidence.lines().getLast().cut().length());
    evidence.queryProperty().set("BOOM");
    assertEquals(1, evidence.foundProperty().get());
    evidence.next().run();
    assertEquals(2, evidence.foundProperty().get());
    evidence.next().run();
    assertEquals(1, evidence.foundProperty().get(), "round at the end");
    evidence.previous().run();
    assertEquals("Line 3 of 4", evidence.foundText().getValue());
    evidence.queryProperty().set("nowhere");
    assertEquals("No line holds \u201cnowhere\u201d", evidence.foundText().getValue());

    List<String> copied = new ArrayList<>();
    evidence.copy(copied::add).run();
    assertTrue(copied.getFirst().endsWith(longLine));
    evidence.problemsOnlyProperty().set(true);
    assertEquals(4, evidence.lines().size(), "the step failed");
  }

  @Test
  void problemsOnlyLeavesOutWhatWentWell() {
    logs(ROLLED_BACK, Map.of("01_validate", new LogText("fine\n", 5)));
    evidence.problemsOnlyProperty().set(true);
    assertEquals(List.of(), evidence.lines());
    evidence.problemsOnlyProperty().set(false);
    assertEquals(1, evidence.lines().size());
  }

  @Test
  void viewsAreFiltersThatCanBeTakenOutAgain() {
    model.toggle(View.ROLLED_BACK);
    assertEquals(List.of(ROLLED_BACK), shown(model.list().filterProperty().get()));
    assertTrue(model.filtersBy(View.ROLLED_BACK).getValue());
    model.toggle(View.ROLLED_BACK);
    assertFalse(model.filtersBy(View.ROLLED_BACK).getValue());
    assertEquals(20, shown("last:20").size());
    assertEquals(24, shown("last:100").size(), "there are fewer");
    assertEquals(List.of("EX-5c2ab914"), shown("risk:high+"));
    assertEquals(List.of(COMPLETED, ROLLED_BACK), shown("by:dana"));
  }

  @Test
  void dryRunsAreToldFromWhatChangedFiles() {
    assertEquals(24, shown("run:real").size());
    assertEquals(List.of(), shown("run:dry"));
    session.bus.publish(
        new ExecutionEvent.Changed(
            SampleData.marked(session.executions.get(ROLLED_BACK).row(), false, true)));
    test.due();
    assertEquals(List.of(ROLLED_BACK), shown("run:dry"));
    assertEquals(23, shown("run:real").size());
    assertEquals(23, shown("-run:dry").size());
  }

  @Test
  void aRangeOfDaysIncludesBothEnds() {
    LocalDate today = LocalDate.ofInstant(SampleData.NOW, ZoneId.systemDefault());
    int all = shown("").size();
    assertEquals(all, shown("since:" + today.minusDays(3) + " until:" + today).size());
    List<String> recent = shown("since:" + today);
    List<String> before = shown("until:" + today.minusDays(1));
    assertEquals(all, recent.size() + before.size());
    assertTrue(recent.contains("EX-7d1f20aa"));
    assertFalse(before.contains("EX-7d1f20aa"));
    assertEquals(List.of(), shown("since:2026-1"), "half a date shows nothing yet");
  }

  @Test
  void aStepHasABarBesideTheLongestOne() {
    model.list().selected().setAll(ROLLED_BACK);
    List<RunStep> steps =
        Objects.requireNonNull(model.list().drawer().getValue()).pages().stream()
            .filter(page -> page.title().equals("Steps"))
            .flatMap(page -> page.lines().stream())
            .flatMap(line -> Stream.ofNullable(line.step()))
            .toList();
    assertEquals("Apply \u00b7 Completed \u00b7 1.2 s", steps.get(2).text());
    assertEquals(1, steps.stream().mapToDouble(RunStep::share).max().orElse(0));
    assertEquals(0.31 / 1.204, steps.get(1).share() / steps.get(2).share(), 0.001);
    assertEquals(Icon.CHECK, steps.get(1).badge().icon());
  }
}
