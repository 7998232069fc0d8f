package dev.reeve.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.EngineSession;
import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.SystemFiles;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.console.queue.QueueTab;
import dev.reeve.console.queue.QueueViewModel.Chip;
import dev.reeve.console.queue.RootRow;
import dev.reeve.console.settings.KeyMeaning;
import dev.reeve.console.settings.Setting;
import dev.reeve.engine.lock.LockStatus;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.WorkItem;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ShellViewModelTest {
  private final FakeSession session = SampleData.session();
  private final TestScreen test = new TestScreen(session.clock);

  private ShellViewModel open() {
    ShellViewModel model = new ShellViewModel(session, test.screen);
    model.refresh();
    return model;
  }

  private String engine(ShellViewModel model) {
    return model.engine().badge().getValue().text(SampleData.NOW);
  }

  @Test
  void theRailShowsThePanesOwnNumbers() {
    ShellViewModel model = open();
    assertSame(model.queue().count(Chip.DEAD), model.badge(Place.QUEUE));
    assertSame(model.registry().figures().problemCount(), model.badge(Place.REGISTRY));
    assertNull(model.badge(Place.EXECUTIONS));
    assertEquals(2, model.badge(Place.QUEUE).get());
    assertEquals(
        "Queue: 2 settling · 9 pending · 3 running · 2 retry · 2 dead",
        model.status().queue().getValue());
    assertEquals("Watching 2 folders", model.status().watching().getValue());
    assertEquals("5 locks", model.status().locks().getValue());
  }

  @Test
  void whatSettlesIsCountedForItsFoldersWhileSomebodyLooksAtThem() {
    ShellViewModel model = open();
    model.placeProperty().set(Place.INBOX);
    RootRow docs = model.watcher().list().rows().find("docs").orElseThrow();
    assertEquals(2, docs.settling().getValue(), "the watcher's own word");
    settles(12);
    assertEquals(2, docs.settling().getValue(), "nobody looks");
    assertTrue(model.status().queue().getValue().startsWith("Queue: 14 settling"));
    assertEquals("Watching 2 folders", model.status().watching().getValue());
    model.placeProperty().set(Place.QUEUE);
    model.queueTabProperty().set(QueueTab.WATCHER);
    assertEquals(14, docs.settling().getValue());
    settles(15);
    assertEquals(17, docs.settling().getValue());
  }

  private void settles(int jobs) {
    List<WorkItem> items =
        IntStream.range(0, jobs)
            .mapToObj(i -> SampleData.item("S" + i, "docs/s" + i + ".md", ItemState.STABLE_PENDING))
            .toList();
    session.bus.publish(new QueueEvent.Changed(items));
    test.due();
  }

  @Test
  void aJobWithoutANumberLeftLeadsToWhereTheSeriesIsSet() {
    session.items.clear();
    session.items.put("U", SampleData.dead("U", "docs/u.md", "SEQ_EXHAUSTED", "used up"));
    session.items.put("C", SampleData.dead("C", "docs/c.md", "ID_CONFLICT", "twice"));
    ShellViewModel model = open();
    Command open = model.queue().commands().idSetting();
    model.queue().list().selected().setAll("C");
    assertEquals("Only a job whose series of IDs is used up waits for it.", why(open));
    model.queue().list().selected().setAll("U");
    assertEquals("", why(open));
    model.settings().searchProperty().set("watcher");
    open.run();
    assertEquals(Place.SETTINGS, model.placeProperty().get());
    assertEquals("", model.settings().searchProperty().get());
    assertTrue(model.settings().shown().stream().anyMatch(setting -> setting.id().equals("scope")));
    assertEquals("scope", model.settings().pointedProperty().get());
    assertEquals(
        "Open config.toml", model.settings().openFile(SystemFiles::open).text().getValue());
    model.settings().sectionProperty().set(Setting.Section.QUEUE);
    assertEquals("", model.settings().pointedProperty().get(), "one went elsewhere");
  }

  private static String why(Command command) {
    return command.whyNot().getValue();
  }

  @Test
  void theBannerSaysWhoKeepsTheWorkspaceAndWhoseWordChangesIt() {
    session.live = false;
    session.keeper = new EngineSession.Keeper(false, "pid 4711 on atlas");
    session.paused = true;
    session.locks.add(keeper(LockStatus.State.HELD));
    ShellViewModel model = open();
    assertEquals(
        "Observe mode: Reeve changes nothing by itself, only what you approve"
            + " · Observer: this workspace is kept by pid 4711 on atlas"
            + " · The queue is paused: running jobs finish, nothing new starts",
        model.engine().banner().getValue());
    assertEquals("Observer", engine(model));
  }

  @Test
  void theBannerSaysWhenTheKeeperIsGone() {
    session.keeper = new EngineSession.Keeper(false, "pid 4711 on atlas");
    session.locks.add(keeper(LockStatus.State.STALE));
    ShellViewModel model = open();
    session.clock.advance(Duration.ofSeconds(1));
    test.screen.ticker().tick();
    assertEquals(
        "Observer: nobody keeps this workspace now; open it again to keep it",
        model.engine().banner().getValue());
  }

  private static LockStatus keeper(LockStatus.State state) {
    return SampleData.lock(
        "keeper", state, "reeve:workspace:keeper", "pid 4711 on atlas", 60, 1_700, 0, "watches");
  }

  @Test
  void theEngineStateFollowsThePause() {
    ShellViewModel model = open();
    assertEquals("Engine running", engine(model));
    assertEquals("", model.engine().banner().getValue());
    session.bus.publish(new QueueEvent.Paused(true));
    assertEquals("Queue paused", engine(model));
  }

  @Test
  void anEngineWhoseFiguresCannotBeReadIsNotSaidToRunAsIfNothingWere() {
    ShellViewModel model = open();
    session.failure = new IllegalStateException("locked");
    model.queue().refresh();
    assertEquals("Degraded: not read", engine(model));
    session.failure = null;
    model.queue().refresh();
    assertEquals("Engine running", engine(model));
  }

  @Test
  void onlyThePaneOnScreenIsActive() {
    ShellViewModel model = open();
    assertEquals(true, model.queue().list().activeProperty().get());
    model.placeProperty().set(Place.REGISTRY);
    assertEquals(false, model.queue().list().activeProperty().get());
    assertEquals(true, model.registry().records().list().activeProperty().get());
  }

  @Test
  void theHeadOfTheQueueIsReadWhileAnyOfItsTabsIsOnScreen() {
    ShellViewModel model = open();
    for (QueueTab tab : QueueTab.values()) {
      model.placeProperty().set(Place.QUEUE);
      model.queueTabProperty().set(tab);
      session.doneLastMinute++;
      assertEquals(session.doneLastMinute + " done, 1 failed/min", throughputASecondLater(model));
    }
    long before = session.doneLastMinute++;
    model.placeProperty().set(Place.REGISTRY);
    assertEquals(before + " done, 1 failed/min", throughputASecondLater(model));
  }

  private String throughputASecondLater(ShellViewModel model) {
    session.clock.advance(Duration.ofSeconds(1));
    test.screen.ticker().tick();
    test.due();
    return model.queue().figures().throughput().getValue();
  }

  @Test
  void savedTellsWhenSomethingWasLastCommitted() {
    ShellViewModel model = open();
    String before = model.status().saved().getValue();
    session.clock.advance(Duration.ofMinutes(5));
    session.bus.publish(new QueueEvent.Removed(List.of()));
    test.due();
    assertEquals(true, !before.equals(model.status().saved().getValue()));
    assertEquals(session.clock.now(), test.screen.ticker().now(), "no age is older than it");
  }

  @Test
  void anExecutionIsOpenedInItsPane() {
    ShellViewModel model = open();
    model.drawerOpenProperty().set(false);
    model.go().execution("EX-3b9e7c0c");
    assertEquals(Place.EXECUTIONS, model.placeProperty().get());
    assertEquals(List.of("EX-3b9e7c0c"), model.executions().list().selected());
    assertEquals(true, model.drawerOpenProperty().get());
  }

  @Test
  void aReconciliationIsATaskThatCanBeCancelled() {
    ShellViewModel model = open();
    collectGarbage();
    assertEquals("No task", model.status().tasks().getValue());
    session.desk.work =
        progress -> {
          progress.accept(new EngineSession.Progress(31, 50, "files"));
          test.due();
          assertEquals("1 task 62 %", model.status().tasks().getValue());
          test.screen.tasks().running().getFirst().cancel();
        };
    model.registry().reconciliation().command((question, yes) -> yes.run()).run();
    assertEquals("No task", model.status().tasks().getValue());
    assertEquals(
        "The reconciliation was stopped. What it had put into the queue stays there.",
        test.notice());
  }

  @Test
  void aPausedListStandsStillUntilItGoesOnOrLeavesTheScreen() {
    ShellViewModel model = open();
    var list = model.queue().list();
    int before = list.rows().all().size();
    list.pause(true);
    assertEquals(SampleData.NOW, list.pausedSinceProperty().get());
    session.bus.publish(
        new QueueEvent.Changed(
            List.of(SampleData.item("W-0", "a.md", dev.reeve.engine.queue.ItemState.RUNNING))));
    test.due();
    assertEquals(before, list.rows().all().size());
    list.pause(false);
    assertEquals(before + 1, list.rows().all().size());
    list.pause(true);
    model.placeProperty().set(Place.REGISTRY);
    assertNull(list.pausedSinceProperty().get());
  }

  @Test
  void theBannerSaysWhatWasRecoveredAtTheStart() {
    session.recovered = 2;
    String banner = open().engine().banner().getValue();
    assertEquals(true, banner.startsWith("Recovered at "), banner);
    assertEquals(true, banner.contains("2 changes that were cut off"), banner);
  }

  /** Nothing that lives as long as the program may hold it: not the clock, nor what was chosen. */
  @Test
  void aWorkspaceThatWasLeftIsLetGo() {
    WeakReference<ShellViewModel> left = openAndLeave();
    test.due();
    test.screen.ticker().tick();
    for (int i = 0; i < 20 && left.get() != null; i++) {
      System.gc();
    }
    assertNull(left.get());
  }

  private static void collectGarbage() {
    WeakReference<Object> garbage = new WeakReference<>(new Object());
    while (garbage.get() != null) {
      System.gc();
    }
  }

  private WeakReference<ShellViewModel> openAndLeave() {
    ShellViewModel model = new ShellViewModel(SampleData.session(), test.screen);
    model.keys(() -> List.of(new KeyMeaning("R", List.of("Retry now"), List.of("Queue"))));
    model.refresh();
    model.placeProperty().set(Place.SETTINGS);
    model.close();
    return new WeakReference<>(model);
  }
}
