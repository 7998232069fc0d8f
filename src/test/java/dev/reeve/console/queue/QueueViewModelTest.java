package dev.reeve.console.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CommandButtons;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.DrawerContent.Page;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Spark;
import dev.reeve.console.fx.Tasks;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.console.queue.QueueViewModel.Chip;
import dev.reeve.engine.queue.Attempt;
import dev.reeve.engine.queue.Canary;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.Foresight;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.QueueFlow;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.watch.Settling;
import dev.reeve.engine.workspace.EngineException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class QueueViewModelTest {
  private final FakeSession session = SampleData.session();
  private final TestScreen test = new TestScreen(session.clock);
  private final List<String> executions = new ArrayList<>();
  private final List<Question> asked = new ArrayList<>();
  private final List<Runnable> yes = new ArrayList<>();
  private final QueueViewModel model =
      new QueueViewModel(session, test.screen, executions::add, () -> {});

  @BeforeEach
  void open() {
    model.list().activeProperty().set(true);
    model.onScreen(true);
    model.refresh();
  }

  private List<String> shown() {
    return model.list().rows().shown().stream().map(QueueRow::key).toList();
  }

  private void select(String id) {
    model.list().selected().setAll(id);
  }

  @Test
  void chipsTableAndFilterCountAgree() {
    assertEquals(23, shown().size());
    assertEquals("23 of 23", model.list().nOfM().getValue());
    assertEquals(9, model.count(Chip.PENDING).get());
    assertEquals(2, model.count(Chip.DEAD).get());
    assertEquals(212, model.count(Chip.DONE).get());
    for (Chip chip : Chip.values()) {
      model.toggle(chip);
      assertEquals(model.count(chip).get(), shown().size(), chip.name());
      assertTrue(model.filtersBy(chip).getValue());
      model.toggle(chip);
    }
  }

  @Test
  void theOrderIsRunningRetriesPendingSettlingDeadDone() {
    List<String> states =
        model.list().rows().shown().stream().map(QueueRow::stateWord).distinct().toList();
    assertEquals(List.of("running", "retry", "pending", "settling", "dead", "done"), states);
    assertEquals("W-1006", shown().get(3), "the retry that is due first");
  }

  @Test
  void whatWasDoneInTheLastTenMinutesIsListedAndTheChipShowsTheRest() {
    List<QueueRow> done = doneRows();
    assertEquals(5, done.size());
    assertEquals("W-90", done.getFirst().key(), "newest first");
    session.clock.advance(Duration.ofMinutes(2));
    test.screen.ticker().tick();
    test.due();
    assertEquals(4, doneRows().size(), "the oldest one goes when its time is over");
    model.toggle(Chip.DONE);
    assertEquals(212, doneRows().size());
  }

  @Test
  void thatWhatWasDoneEarlierIsLeftOutStandsWithTheCount() {
    assertEquals("23 of 23 \u00b7 done jobs: last 10 min", model.counted().getValue());
    model.list().filterProperty().set("routes");
    assertEquals(
        model.list().nOfM().getValue() + " \u00b7 done jobs: last 10 min",
        model.counted().getValue());
    model.list().filterProperty().set("");
    model.toggle(Chip.DONE);
    assertEquals(model.list().nOfM().getValue(), model.counted().getValue(), "all are listed");
    model.toggle(Chip.DONE);
    model.toggle(Chip.DEAD);
    assertEquals(model.list().nOfM().getValue(), model.counted().getValue());
  }

  private List<QueueRow> doneRows() {
    return model.list().rows().shown().stream()
        .filter(row -> row.stateWord().equals("done"))
        .toList();
  }

  @Test
  void anEventChangesTheRowInPlaceAndTheCounts() {
    WorkItem was = session.items.get("W-1001");
    QueueRow row = model.list().rows().find("W-1001").orElseThrow();
    WorkItem now = SampleData.item(was.id(), was.path(), ItemState.RUNNING);
    session.bus.publish(new QueueEvent.Changed(List.of(now)));
    test.due();
    assertEquals(now, row.snapshot());
    assertEquals(8, model.count(Chip.PENDING).get());
    assertEquals(4, model.count(Chip.RUNNING).get());
  }

  private void secondsLater(int seconds) {
    session.clock.advance(Duration.ofSeconds(seconds));
    test.screen.ticker().tick();
    test.due();
  }

  private @Nullable Instant staleSince() {
    return model.list().reading().staleSinceProperty().get();
  }

  @Test
  void aTickDoesNotMakeOldRowsYounger() {
    Instant read = test.screen.ticker().now();
    secondsLater(60);
    session.failure = new IllegalStateException("closed");
    model.refresh();
    assertEquals(read, staleSince());
    secondsLater(1);
    assertEquals(read, staleSince());
    session.bus.publish(new QueueEvent.Paused(true));
    secondsLater(1);
    assertEquals(read, staleSince(), "no row was told of");
    publish(ItemState.QUEUED, 0, 1);
    assertEquals(test.screen.ticker().now(), staleSince(), "a newer row was");
  }

  @Test
  void rowsThatWaitForAPauseToEndDoNotMakeTheOthersYounger() {
    Instant read = test.screen.ticker().now();
    model.list().pause(true);
    secondsLater(60);
    publish(ItemState.QUEUED, 0, 1);
    Instant told = test.screen.ticker().now();
    session.failure = new IllegalStateException("closed");
    model.refresh();
    assertEquals(read, staleSince());
    secondsLater(60);
    model.list().pause(false);
    assertEquals(told, staleSince());
  }

  private void publish(ItemState state, int from, int to) {
    session.bus.publish(
        new QueueEvent.Changed(
            IntStream.range(from, to)
                .mapToObj(n -> SampleData.item("N-" + n, n + ".md", state))
                .toList()));
    test.due();
    test.due();
  }

  private long ended() {
    return model.list().rows().all().stream().filter(row -> !row.open()).count();
  }

  @Test
  void whatEndedLongAgoOrBeyondTheLimitLeavesTheScreenThoughThePaneIsHidden() {
    for (boolean active : List.of(true, false)) {
      model.list().activeProperty().set(active);
      publish(ItemState.DONE, 0, 10_050);
      assertEquals(10_000, ended());
      publish(ItemState.DEAD_LETTER, 0, 10_050);
      assertTrue(model.list().rows().all().size() > 10_050, "what waits for a person stays");
    }
    publish(ItemState.CANCELLED, 0, 10_050);
    session.clock.advance(Duration.ofHours(25));
    test.screen.ticker().tick();
    publish(ItemState.QUEUED, 0, 1);
    assertEquals(0, ended());
    assertTrue(model.list().rows().find("N-7").isEmpty(), "and nothing is kept of it");
    assertTrue(model.list().rows().find("N-0").isPresent());
  }

  @Test
  void aHiddenPaneStillCounts() {
    model.list().activeProperty().set(false);
    session.bus.publish(
        new QueueEvent.Changed(List.of(SampleData.item("W-x", "a.md", ItemState.DEAD_LETTER))));
    test.due();
    assertEquals(3, model.count(Chip.DEAD).get());
    assertEquals(23, shown().size(), "the list is brought up when the pane is shown");
    model.list().activeProperty().set(true);
    assertEquals(24, shown().size());
  }

  @Test
  void selectionIsByIdAndSurvivesAnyChange() {
    select("W-1006");
    session.bus.publish(
        new QueueEvent.Changed(List.of(SampleData.item("W-0", "0.md", ItemState.RUNNING))));
    test.due();
    assertEquals(List.of("W-1006"), model.list().selected());
    DrawerContent drawer = model.list().drawer().getValue();
    assertNotNull(drawer);
    assertEquals("apps/portal/config/routes.yaml", drawer.title());
    assertEquals(2, drawer.history().size(), "every attempt, not only the last");
  }

  @Test
  void triesBeforeTheLastSuccessAreCountedApart() {
    select("W-1006");
    assertTrue(facts().stream().noneMatch(fact -> fact.name().equals("Attempts")), "two of two");
    List<Attempt> tries = new ArrayList<>(session.attempts.get("W-1006"));
    tries.addFirst(tries.getFirst());
    session.attempts.put("W-1006", tries);
    select("W-1015");
    select("W-1006");
    assertEquals(
        List.of("2 of 3 since the last success or requeue, 3 in all"),
        facts().stream()
            .filter(fact -> fact.name().equals("Attempts"))
            .map(DrawerContent.Fact::value)
            .toList());
  }

  private List<DrawerContent.Fact> facts() {
    return model.list().drawer().getValue().facts();
  }

  @Test
  @DisplayName("A try that failed is told in red only while its job is dead: else nothing is wrong")
  void whatFailedOnceIsTold() {
    select("W-1006");
    assertEquals(List.of("Try 1: failed", "Try 2: failed"), tries(Hue.IDLE));
    assertEquals(List.of(), tries(Hue.BAD));
    session.attempts.put("W-9", Objects.requireNonNull(session.attempts.get("W-1006")));
    session.bus.publish(
        new QueueEvent.Changed(List.of(SampleData.dead("W-9", "a.md", "LOCK_TIMEOUT", "held", 2))));
    test.due();
    select("W-9");
    assertEquals(List.of("Try 1: failed", "Try 2: failed"), tries(Hue.BAD));
  }

  private List<String> tries(Hue hue) {
    DrawerContent drawer = model.list().drawer().getValue();
    assertNotNull(drawer);
    return drawer.history().stream()
        .map(DrawerContent.Entry::badge)
        .filter(badge -> badge.hue() == hue)
        .map(Badge::word)
        .toList();
  }

  @Test
  void whyNamesTheNextEventAndTicksWithTheClock() {
    select("W-1006");
    assertEquals(
        "Try 2 of 3 failed: Lock is held (LOCK_TIMEOUT):"
            + " path:apps/portal/config/routes.yaml was held for 30 s by pid 9120."
            + " What helps: look in Locks who holds it. The next try starts in 0:42.",
        model.list().why().getValue());
    session.clock.advance(Duration.ofSeconds(2));
    test.screen.ticker().tick();
    assertTrue(model.list().why().getValue().endsWith("0:40."), model.list().why().getValue());
  }

  @Test
  void aTryThatFailedIsDrawnAsFailedAndTheWaitForTheNextOneIsNotOverYet() {
    select("W-1006");
    List<DrawerContent.Entry> tries = model.list().drawer().getValue().history();
    for (DrawerContent.Entry each : tries) {
      assertEquals(Icon.OCTAGON, each.badge().icon());
      assertEquals(Hue.IDLE, each.badge().hue());
    }
    String first = tries.getFirst().text();
    String last = tries.getLast().text();
    assertTrue(first.endsWith("Waited 1 min 2 s before the next try."), "until it began: " + first);
    assertTrue(last.endsWith("Waits 2 min before the next try."), last);
    session.items.put("W-1006", SampleData.item("W-1006", "a.md", ItemState.RUNNING));
    model.refresh();
    last = model.list().drawer().getValue().history().getLast().text();
    assertTrue(last.endsWith("Waited 2 min before the next try."), last);
  }

  @Test
  void everyStateHasItsWhy() {
    for (ItemState state : ItemState.values()) {
      WorkItem item = SampleData.item("W-1", "a.md", state);
      String why = QueueWords.why(item, null, false, SampleData.NOW);
      assertTrue(why.endsWith(".") && why.length() > 30, state + ": " + why);
    }
  }

  @Test
  void retryActsOnlyOnWhatWaits() {
    Command retry = model.commands().retryNow();
    assertEquals("Nothing is selected.", retry.whyNot().getValue());
    model.list().selected().setAll("W-1006", "W-1001");
    assertEquals("", retry.whyNot().getValue());
    retry.run();
    assertEquals(List.of("retryNow [W-1006]"), session.calls);
    assertEquals("1 job is due now.", test.notice());
    select("W-1001");
    assertFalse(retry.enabled());
  }

  @Test
  @DisplayName("What came of Retry now is told when that try has ended, not before")
  void retryNowTellsItsOutcome() {
    Instant due = session.clock.now().plusSeconds(30);
    select("W-1006");
    model.commands().retryNow().run();
    assertEquals("1 job is due now.", test.notice());
    comes(SampleData.item("W-1006", "docs/a.md", ItemState.RUNNING));
    assertEquals("1 job is due now.", test.notice());
    comes(SampleData.tried("W-1006", "docs/a.md", ItemState.RETRY_WAIT, "FILE_LOCKED", due));
    assertEquals(
        "docs/a.md failed again: File is held open. Its next try is at " + Formats.clock(due) + ".",
        test.notice());

    model.commands().retryNow().run();
    comes(SampleData.tried("W-1006", "docs/a.md", ItemState.DEAD_LETTER, "FILE_LOCKED", null));
    assertTrue(test.notice().endsWith("It is a dead letter now."), test.notice());
  }

  private List<String> retryAll() {
    List<String> ids =
        session.items.values().stream()
            .filter(item -> item.state() == ItemState.RETRY_WAIT)
            .map(WorkItem::id)
            .toList();
    model.list().selected().setAll(ids);
    model.commands().retryNow().run();
    return ids;
  }

  @Test
  @DisplayName("Of several that were tried at once the outcome is told when all have ended")
  void retryNowOfSeveral() {
    Instant due = session.clock.now().plusSeconds(30);
    List<String> ids = retryAll();
    ended(ids.getFirst(), ItemState.DONE);
    assertEquals(ids.size() + " jobs are due now.", test.notice());
    comes(SampleData.tried(ids.getLast(), "docs/b.md", ItemState.RETRY_WAIT, "DISK_FULL", due));
    assertEquals(
        "1 job failed again, 1 is done. docs/b.md: Disk is full. Its next try is at "
            + Formats.clock(due)
            + ".",
        test.notice());
  }

  @Test
  @DisplayName(
      "Of two of which one is dropped before its try, only the other one's outcome is told")
  void retryNowOfOneThatIsDropped() {
    List<String> ids = retryAll();
    ended(ids.getFirst(), ItemState.CANCELLED);
    comes(SampleData.ended(ids.getLast(), "docs/b.md", ItemState.DONE, session.clock.now()));
    assertEquals("docs/b.md was tried again and is done.", test.notice());
  }

  @Test
  void requeueTakesDeadLetters() {
    select("W-1017");
    model.commands().requeue(this::asked).run();
    assertEquals(List.of("requeue [W-1017]"), session.calls);
  }

  @Test
  void requeueAsksFirstWhereItWouldFailAgain() {
    session.failing.add(
        new Foresight.Failing("W-1017", "docs/a.md", "ID_CONFLICT", "1 is carried by two files."));
    select("W-1017");
    model.commands().requeue(this::asked).run();
    Question question = asked.getFirst();
    assertEquals("Requeue 1 job", question.title());
    assertEquals(
        "It would fail again at once: the cause is still there. Nothing else happens to the files.",
        question.text());
    assertEquals(
        List.of(
            "docs/a.md: ID_CONFLICT. 1 is carried by two files."
                + " First give one of the two files another ID."),
        question.lines());
    assertEquals("Requeue anyway", question.verb());
    assertEquals(List.of(), session.calls);
    yes.getFirst().run();
    assertEquals(List.of("requeue [W-1017]"), session.calls);
  }

  @Test
  void allOfAGroupAskToo() {
    session.failing.add(
        new Foresight.Failing("W-1017", "docs/a.md", "ID_CONFLICT", "1 is carried by two files."));
    DeadLetters letters = model.deadLetters();
    letters
        .groups()
        .selected()
        .setAll(
            letters.groups().rows().shown().stream()
                .filter(group -> group.snapshot().ids().contains("W-1017"))
                .map(FailureGroupRow::key)
                .toList());
    letters.all(this::asked).run();
    assertEquals(1, asked.size());
    assertEquals(List.of(), session.calls);
  }

  @Test
  void aJobThatFailsAgainIsToldOf() {
    select("W-1017");
    model.commands().requeue(this::asked).run();
    assertEquals("1 job was requeued with attempts set to 0.", test.notice());
    comes(SampleData.item("W-1017", "docs/a.md", ItemState.RUNNING));
    ended("W-1017", ItemState.DEAD_LETTER);
    assertEquals(
        "docs/a.md failed again with \u2014: it is a dead letter as before.", test.notice());
    assertEquals(List.of(), test.screen.tasks().running());
  }

  private void asked(Question question, Runnable yes) {
    asked.add(question);
    this.yes.add(yes);
  }

  @Test
  @DisplayName("Delete pressed once more says why not and leaves the Undo where it is")
  void dropTwice() {
    select("W-1017");
    Command drop = model.commands().drop();
    CommandButtons keys = new CommandButtons(test.screen.notices());
    keys.act(drop);
    String dropped = test.notice();
    comes(SampleData.item("W-1017", "docs/a.md", ItemState.CANCELLED));
    keys.act(drop);
    assertEquals(dropped, test.notice());
    test.screen.notices().undo();
    assertEquals(List.of("drop [W-1017]", "requeue [W-1017]"), session.calls);
  }

  @Test
  void dropOffersUndoWhichRequeues() {
    select("W-1001");
    model.commands().drop().run();
    assertEquals("1 job was dropped. The files are untouched.", test.notice());
    test.screen.notices().undo();
    assertEquals(List.of("drop [W-1001]", "requeue [W-1001]"), session.calls);
  }

  @Test
  void whatHasEndedIsNotOfferedToBeDropped() {
    Command drop = model.commands().drop();
    for (ItemState ended : List.of(ItemState.DONE, ItemState.CANCELLED)) {
      comes(SampleData.item("W-1", "a.md", ended));
      select("W-1");
      assertEquals(
          "Only jobs that wait and dead letters can be dropped; this one has ended.",
          drop.whyNot().getValue());
    }
    select("W-1017");
    assertTrue(drop.enabled(), "a dead letter can");
  }

  @Test
  void whereNothingWasDroppedThereIsNoUndo() {
    select("W-1001");
    session.dropped = 0;
    model.commands().drop().run();
    assertEquals("No job was dropped. The files are untouched.", test.notice());
    assertEquals(List.of(), test.screen.notices().kept().getFirst().actions());
  }

  @Test
  void runningJobsCannotBeDropped() {
    select("W-1000");
    Command drop = model.commands().drop();
    assertEquals("Running jobs cannot be dropped; they finish first.", drop.whyNot().getValue());
    drop.run();
    assertEquals(List.of(), session.calls);
  }

  @Test
  void pauseSaysWhatBecomesOfRunningJobs() {
    Command pause = model.pauseOrResume();
    assertEquals("Pause queue", pause.text().getValue());
    pause.run();
    assertEquals("Queue paused. 3 running jobs finish; nothing new starts.", test.notice());
    assertEquals("Resume queue", pause.text().getValue());
    assertTrue(model.pausedProperty().get());
    pause.run();
    assertFalse(session.paused);
  }

  @Test
  void aFailureIsShownAboveTheLastGoodData() {
    session.failure =
        EngineException.of(
                EngineException.Kind.UNAVAILABLE, "STORE_BUSY", "The queue was not read.")
            .with("Nothing was changed.", "Choose Retry.");
    model.refresh();
    assertEquals("STORE_BUSY", model.list().problemProperty().get().code());
    assertEquals(23, shown().size());
    session.failure = null;
    model.refresh();
    assertNull(model.list().problemProperty().get());
  }

  @Test
  void theHeaderTellsPaceWaitAndDrain() {
    QueueFigures figures = model.figures();
    assertEquals("14 done, 1 failed/min", figures.throughput().getValue());
    assertEquals("95 % wait \u2264 3.1 s", figures.waiting().getValue());
    assertEquals("empty in ~2 min", figures.drain().getValue());
    Spark curve = figures.throughputCurve().getValue();
    assertEquals(10, curve.line().size());
    assertEquals(14, curve.last());
    assertTrue(curve.summary().contains("Failed: 0, 0, 1, 0, 0, 0, 2, 0, 0, 1."), curve.summary());
    session.flow = QueueFlow.NONE;
    model.refresh();
    assertEquals("", figures.drain().getValue(), "too little is known");
  }

  @Test
  void aMinuteNeverHoldsMoreThanItsDayAndBothAreTakenAsSoonAsAJobIsDone() {
    session.doneLastDay = 278;
    session.doneLastMinute = 278;
    ended("W-1001", ItemState.DONE);
    assertEquals("278 done, 1 failed/min", model.figures().throughput().getValue());
    assertEquals(278, model.count(Chip.DONE).get());
  }

  @Test
  @DisplayName("What no row tells of yet is neither in the figure of a day nor in that of a minute")
  void aMinuteIsOfTheSameLookAsItsDay() {
    session.doneLastDay = 214;
    session.doneLastMinute = 214;
    secondsLater(1);
    assertEquals(212, model.count(Chip.DONE).get());
    assertEquals("212 done, 1 failed/min", model.figures().throughput().getValue());
    secondsLater(1);
    assertEquals(214, model.count(Chip.DONE).get());
    assertEquals("214 done, 1 failed/min", model.figures().throughput().getValue());
  }

  @Test
  void aJobThatTheEngineEndedBeforeItsRowSaysSoIsNotCountedTwice() {
    session.doneLastDay = 213;
    secondsLater(1);
    assertEquals(212, model.count(Chip.DONE).get());
    ended("W-1001", ItemState.DONE);
    assertEquals(213, model.count(Chip.DONE).get());
    session.doneLastDay = 215;
    secondsLater(1);
    secondsLater(1);
    assertEquals(215, model.count(Chip.DONE).get(), "two have no row");
    ended("W-1002", ItemState.DONE);
    ended("W-1003", ItemState.DONE);
    assertEquals(215, model.count(Chip.DONE).get(), "now they have");
  }

  @Test
  void whileTheRowsStandStillSoDoTheFiguresBesideThem() {
    model.list().pause(true);
    session.doneLastDay = 278;
    session.doneLastMinute = 278;
    secondsLater(1);
    assertEquals("14 done, 1 failed/min", model.figures().throughput().getValue());
    assertEquals(212, model.count(Chip.DONE).get());
    model.list().pause(false);
    secondsLater(1);
    assertEquals(278, model.count(Chip.DONE).get());
  }

  @Test
  void theOldestPendingJobIsLateOverTheLimitAndBadOverThreeTimesThat() {
    QueueFigures figures = model.figures();
    assertEquals(QueueFigures.Level.FINE, figures.oldestLevel().getValue());
    session.clock.advance(Duration.ofMinutes(4));
    test.screen.ticker().tick();
    assertEquals(QueueFigures.Level.LATE, figures.oldestLevel().getValue());
    assertEquals("oldest 6 min, over 5 min", figures.oldestPending().getValue());
    session.clock.advance(Duration.ofMinutes(10));
    test.screen.ticker().tick();
    assertEquals(QueueFigures.Level.BAD, figures.oldestLevel().getValue());
    assertEquals("oldest 16 min, over 15 min", figures.oldestPending().getValue());
  }

  @Test
  void aJobThatSettlesMovesWhereItIsSortedByThat() {
    secondsLater(1);
    model.list().filterProperty().set("state:settling");
    model.list().rows().order(Comparator.comparing(row -> row.waitsFor().getValue()));
    assertEquals(List.of("W-1021", "W-1020"), shown(), "sample before settling");
    String path = session.items.get("W-1021").path();
    Instant now = session.clock.now();
    session.settling.put(
        path,
        new Settling(
            path,
            now,
            List.of(new Settling.Sample(now, 9, now), new Settling.Sample(now, 9, now)),
            2));
    secondsLater(1);
    assertEquals(List.of("W-1020", "W-1021"), shown());
  }

  @Test
  void aSettlingJobTellsHowManySamplesAgree() {
    test.screen.ticker().tick();
    select("W-1020");
    assertEquals(
        "The file has been changing for 4 s; 1 of 2 samples agree, and it joins the queue when all"
            + " 2 do.",
        model.list().why().getValue());
    QueueRow row = model.list().rows().find("W-1020").orElseThrow();
    assertEquals("settling 1/2 samples", row.waitsFor().getValue());
    DrawerContent drawer = model.list().drawer().getValue();
    assertNotNull(drawer);
    assertEquals(List.of("Samples", "Record"), drawer.pages().stream().map(Page::title).toList());
    assertEquals(2, drawer.pages().getFirst().lines().size(), "each look, with size and time");
  }

  @Test
  void aDeadLetterSaysItsCauseAndWhatAPersonMustChange() {
    select("W-1015");
    String why = model.list().why().getValue();
    assertTrue(why.contains("DUPLICATE_ID_ON_DISK: its id 2601180099000147 is also in"), why);
    assertTrue(why.endsWith("correct what the error names, then requeue it, or drop it."), why);
    WorkItem blocked = SampleData.item("W-1", "a.md", ItemState.STABLE_READY);
    assertEquals(
        "It waits because the queue is paused; it runs in its turn after Resume (F8).",
        QueueWords.why(blocked, null, true, SampleData.NOW));
  }

  private WorkItem dead(String id, String path, String error) {
    return SampleData.dead(id, path, "ID_CONFLICT", error);
  }

  @Test
  @DisplayName("A plain word finds what the badge of the state says too")
  void aPlainWordOfTheState() {
    model.list().filterProperty().set("retry");
    assertEquals(
        List.of(ItemState.RETRY_WAIT, ItemState.RETRY_WAIT),
        model.list().rows().shown().stream().map(row -> row.snapshot().state()).toList());
    model.list().filterProperty().set("-retry dead letter");
    assertTrue(
        model.list().rows().shown().stream()
            .allMatch(row -> row.snapshot().state() == ItemState.DEAD_LETTER));
    assertFalse(model.list().rows().shown().isEmpty());
  }

  @Test
  @DisplayName(
      "A chosen group whose last dead letter is gone offers nothing, though still in sight")
  void aGroupThatWasEmptied() {
    DeadLetters letters = model.deadLetters();
    FailureGroupRow group =
        letters.groups().rows().shown().stream()
            .filter(each -> each.snapshot().ids().contains("W-1017"))
            .findFirst()
            .orElseThrow();
    letters.groups().rows().heldProperty().set(true);
    letters.groups().selected().setAll(group.key());
    assertTrue(letters.oneFirst().enabled());
    Command one = letters.oneFirst();
    Command all = letters.all(this::asked);
    for (String id : group.snapshot().ids()) {
      session.items.put(id, SampleData.item(id, "docs/a.md", ItemState.DONE));
    }
    model.refresh();
    assertEquals("Select a failure above.", one.whyNot().getValue());
    assertEquals("Select a failure above.", all.whyNot().getValue());
    assertFalse(one.enabled());
    assertEquals("Requeue all", all.text().getValue());
    assertTrue(group.leavingProperty().get(), "dimmed");
    assertEquals("none left", group.badgeValue().getValue().word());
    letters.groups().rows().heldProperty().set(false);
    assertFalse(letters.groups().rows().shown().contains(group));
  }

  @Test
  void deadLettersThatFailedAlikeAreOneGroupAndOneOfThemGoesFirst() {
    for (int i = 0; i < 3; i++) {
      String path = "docs/twin-" + i + ".md";
      WorkItem item = dead("T-" + i, path, "the id 260118009900014" + i + " is also in " + path);
      session.items.put(item.id(), item);
    }
    model.refresh();
    DeadLetters letters = model.deadLetters();
    FailureGroupRow largest = letters.groups().rows().shown().getFirst();
    assertEquals("ID_CONFLICT: the id <N> is also in <path>", largest.key());
    assertEquals(List.of("T-0", "T-1", "T-2"), largest.snapshot().ids());
    assertEquals("give one of the two files another ID", largest.remedy().getValue());
    assertEquals("Two files carry one ID", largest.failure().getValue().brief());
    assertEquals(
        "Two files carry one ID \u00b7 the id \u2026 is also in \u2026",
        largest.failure().getValue().whole());
    assertEquals("Select a failure above.", letters.oneFirst().whyNot().getValue());

    letters.groups().selected().setAll(largest.key());
    assertEquals("Requeue all 3", letters.all(this::asked).text().getValue());
    letters.oneFirst().run();
    assertEquals(List.of("requeueOneFirst [T-0, T-1, T-2]"), session.calls);
    assertEquals("docs/twin-0.md was requeued; 2 others follow when it is done.", test.notice());
    assertEquals(
        "One first: docs/twin-0.md is tried; 2 others follow when it is done.",
        letters.oneFirstText().getValue());

    Canary running = session.canaries.getFirst();
    session.bus.publish(
        new QueueEvent.OneFirst(
            new Canary(
                running.id(),
                running.itemId(),
                running.path(),
                2,
                running.startedAt(),
                session.clock.now(),
                Canary.Outcome.FAILED,
                0)));
    assertEquals(
        "One first: docs/twin-0.md failed again; 2 others stay dead letters.",
        letters.oneFirstText().getValue());
    session.clock.advance(Duration.ofMinutes(11));
    test.screen.ticker().tick();
    assertEquals("", letters.oneFirstText().getValue(), "told for ten minutes");
  }

  @Test
  void filesAreOpenedUnderTheRootAndAMissingOneIsSaid() {
    List<Path> opened = new ArrayList<>();
    select("W-1006");
    model.commands().openFile(opened::add).run();
    assertEquals(List.of(session.root().resolve("apps/portal/config/routes.yaml")), opened);
    model
        .commands()
        .showInFolder(
            file -> {
              throw new NoSuchFileException(file.toString());
            })
        .run();
    assertEquals(
        "apps/portal/config/routes.yaml is not there any more. Nothing was opened.", test.notice());
  }

  @Test
  void ofManyJobsTheFirstFiveFilesAreOpened() {
    List<Path> opened = new ArrayList<>();
    List<WorkItem> files =
        model.list().rows().shown().stream()
            .map(QueueRow::snapshot)
            .filter(item -> item.event() != FileEventKind.DELETED)
            .toList();
    assertTrue(files.size() > 5);
    model
        .list()
        .selected()
        .setAll(
            model.list().rows().shown().stream()
                .filter(row -> files.contains(row.snapshot()))
                .map(QueueRow::key)
                .toList());
    model.commands().openFile(opened::add).run();
    assertEquals(5, opened.size(), opened::toString);
  }

  @Test
  void oneGoesToTheExecutionOfAJob() {
    select("W-1006");
    assertEquals(
        "Nothing selected has been carried out yet.",
        model.commands().goToExecution().whyNot().getValue());
    select("W-1017");
    model.commands().goToExecution().run();
    assertEquals(List.of("EX-3b9e7c0c"), executions);
  }

  @Test
  @DisplayName("Before the queue was read nobody knows whether it is paused: nothing to press")
  void whatIsNotReadIsNotPaused() {
    QueueViewModel unread = new QueueViewModel(session, test.screen, executions::add, () -> {});
    Command pause = unread.pauseOrResume();
    String why = "The queue has not been read yet, so it is not known whether it is paused.";
    assertEquals(why, pause.whyNot().getValue());
    assertEquals(why, unread.pauseEffect().getValue());
    assertEquals("", unread.figures().throughput().getValue(), "nothing is known");
    pause.run();
    assertFalse(session.paused);
    unread.refresh();
    assertTrue(pause.enabled());
    unread.close();
  }

  @Test
  void pausingStatesItsEffectBeforehand() {
    assertEquals("3 running jobs finish; nothing new starts (F8).", model.pauseEffect().getValue());
  }

  @Test
  void theOldestPendingAgeTicks() {
    assertEquals("oldest 2 min", model.figures().oldestPending().getValue());
    session.clock.advance(Duration.ofMinutes(1));
    test.screen.ticker().tick();
    assertEquals("oldest 3 min", model.figures().oldestPending().getValue());
  }

  @Test
  void whatIsSelectedIsCountedAndBeforeTheFirstReadNothingIsSaidToBeIdle() {
    model.list().filterProperty().set("state:pending");
    model.list().selected().setAll("W-1001", "W-1003");
    assertEquals("9 of 230 \u00b7 2 selected", model.list().nOfM().getValue());
    model
        .list()
        .selected()
        .setAll(model.list().rows().shown().stream().map(QueueRow::key).toList());
    assertEquals("9 of 230 \u00b7 9 selected, all matching", model.list().nOfM().getValue());
    QueueViewModel fresh = new QueueViewModel(session, test.screen, id -> {}, () -> {});
    assertEquals("Reading the queue\u2026", fresh.emptyText().getValue());
  }

  @Test
  void emptyAndFilteredOutReadDifferently() {
    model.list().filterProperty().set("state:dead nowhere");
    assertTrue(model.emptyText().getValue().startsWith("No job matches"));
    model.list().filterProperty().set("");
    assertTrue(model.emptyText().getValue().startsWith("Queue is idle. 212 jobs were done"));
  }

  @Test
  void jobsBroughtBackAreATaskUntilEachHasEnded() {
    List<String> ids = endedBefore().limit(3).toList();
    model.list().selected().setAll(ids);
    model.commands().requeue(this::asked).run();
    Tasks.Task task = test.screen.tasks().running().getFirst();
    assertEquals("Requeue 3 jobs", task.title());
    assertEquals("0 of 3 jobs have ended", task.text().getValue());
    ended(ids.get(0), ItemState.DONE);
    assertEquals("1 of 3 jobs have ended", task.text().getValue());
    assertEquals(1 / 3.0, task.fraction().getValue());
    ended(ids.get(1), ItemState.DEAD_LETTER);
    ended(ids.get(2), ItemState.DONE);
    assertEquals(List.of(), test.screen.tasks().running());
  }

  @Test
  void aJobThatDidNotComeBackKeepsNoTaskOpen() {
    List<String> ids = endedBefore().limit(3).toList();
    session.notRequeued = 1;
    model.list().selected().setAll(ids);
    model.commands().requeue(this::asked).run();
    Tasks.Task task = test.screen.tasks().running().getFirst();
    assertEquals("Requeue 2 jobs", task.title());
    ended(ids.get(0), ItemState.DONE);
    assertEquals("1 of 2 jobs have ended", task.text().getValue());
    ended(ids.get(1), ItemState.DONE);
    assertEquals(List.of(), test.screen.tasks().running());
  }

  @Test
  void theRestOfARequeueIsTakenFromTheQueueAndComesBack() {
    List<String> ids = endedBefore().limit(2).toList();
    model.list().selected().setAll(ids);
    model.commands().requeue(this::asked).run();
    comes(SampleData.item(ids.get(1), "docs/b.md", ItemState.QUEUED));
    test.screen.tasks().running().getFirst().cancel();
    assertEquals("drop [" + ids.get(1) + "]", session.calls.getLast());
    test.screen.notices().undo();
    assertEquals("requeue [" + ids.get(1) + "]", session.calls.getLast());
  }

  private Stream<String> endedBefore() {
    return model.list().rows().shown().stream()
        .filter(row -> row.snapshot().state().ended())
        .map(QueueRow::key);
  }

  private void ended(String id, ItemState state) {
    comes(SampleData.ended(id, "docs/a.md", state, session.clock.now()));
  }

  private void comes(WorkItem item) {
    session.bus.publish(new QueueEvent.Changed(List.of(item)));
    test.due();
  }
}
