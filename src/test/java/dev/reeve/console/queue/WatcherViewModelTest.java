package dev.reeve.console.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.engine.watch.RootStatus;
import dev.reeve.engine.watch.WatchEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class WatcherViewModelTest {
  private final FakeSession session = SampleData.session();
  private final TestScreen test = new TestScreen(session.clock);
  private final WatcherViewModel model =
      new WatcherViewModel(session.watch(), session.bus, test.screen);

  @BeforeEach
  void open() {
    model.list().activeProperty().set(true);
    model.refresh();
  }

  @Test
  void watchedFoldersAreCounted() {
    assertEquals(2, model.watchingCount().get());
  }

  @Test
  void lostEventsAreSaidUntilTheRescanEnds() {
    session.bus.publish(new WatchEvent.Overflow("apps/portal"));
    assertTrue(model.overflow().getValue().startsWith("Some events of apps/portal were lost"));
    session.bus.publish(
        new WatchEvent.Roots(
            List.of(
                new RootStatus("apps/portal", RootStatus.State.WATCHING, 1, 0, 0, 0, null, null))));
    test.due();
    assertEquals("", model.overflow().getValue());
    assertEquals(3, model.watchingCount().get());
  }

  @Test
  void aFolderWhereNothingHappenedYetSaysSo() {
    session.bus.publish(
        new WatchEvent.Roots(
            List.of(new RootStatus("docs", RootStatus.State.WATCHING, 1, 0, 0, 0, null, null))));
    test.due();
    model.list().selected().setAll("docs");
    String why = model.list().why().getValue();
    assertTrue(why.startsWith("It watches: no file has changed here"), why);
  }

  @Test
  @DisplayName("What settles in the folders is what the queue's figures call settling")
  void foldersCountTheJobsThatSettle() {
    assertEquals(2, settling("docs"), "the watcher's own word, while the jobs are not known");
    model.settling(List.of("docs/a.md", "apps/portal/b.ts", "apps/portal/c.ts", "elsewhere/d"));
    assertEquals(1, settling("docs"));
    assertEquals(2, settling("apps/portal"));
    assertEquals(0, settling("packages"));
    model.list().selected().setAll("docs");
    String one = model.list().why().getValue();
    session.bus.publish(
        new WatchEvent.Roots(
            List.of(
                new RootStatus("docs", RootStatus.State.WATCHING, 1, 0, 7, 0, null, null),
                new RootStatus("docs/new", RootStatus.State.WATCHING, 1, 0, 3, 0, null, null))));
    test.due();
    assertEquals(1, settling("docs"), "whatever the watcher counts meanwhile");
    assertEquals(one, model.list().why().getValue());
    model.settling(List.of("docs/new/a.md"));
    assertEquals(1, settling("docs/new"));
    assertEquals(0, settling("docs"), "the inner folder has it");
    assertTrue(model.list().why().getValue().startsWith("It watches"));
  }

  @Test
  void rowsSortedByWhatSettlesAreSortedAnewWhenThatChanges() {
    model.list().rows().order(Comparator.comparing(row -> -row.settling().getValue()));
    model.settling(List.of("docs/a.md", "docs/b.md", "packages/c.ts"));
    test.due();
    assertEquals(List.of("docs", "packages"), first());
    model.settling(List.of("docs/a.md", "packages/c.ts", "packages/d.ts"));
    test.due();
    assertEquals(List.of("packages", "docs"), first());
  }

  private List<String> first() {
    return model.list().rows().shown().stream().map(RootRow::key).limit(2).toList();
  }

  private long settling(String root) {
    return model.list().rows().find(root).orElseThrow().settling().getValue();
  }

  @Test
  void aFolderTellsItsCurveAndHowLongOwnWritesAreExpected() {
    RootRow docs = model.list().rows().find("docs").orElseThrow();
    assertEquals(37, docs.events().getValue().last());
    assertEquals("184 \u00b7 0:24 left", docs.suppressed().getValue().text(SampleData.NOW));
    assertEquals(
        "184", docs.suppressed().getValue().text(SampleData.NOW.plusSeconds(30)), "it is over");
  }

  @Test
  void theIgnoredPatternsAreAPageOfWhateverFolderIsSelected() {
    List<String> opened = new ArrayList<>();
    model.showIgnored(() -> opened.add("page")).run();
    assertEquals(1, model.list().selected().size());
    assertEquals(List.of("page"), opened);
    assertEquals(
        ".reeve/**", model.list().drawer().getValue().pages().getFirst().lines().getFirst().text());
  }

  @Test
  void pauseAndRescanActOnWhatWatches() {
    model.list().selected().setAll("docs");
    model.rescan().run();
    model.pause().run();
    assertEquals(List.of("watch.rescan docs", "watch.pause docs true"), session.calls);
    model.list().selected().setAll("packages");
    model.pause().run();
    model.resume().run();
    assertEquals("watch.pause packages false", session.calls.getLast());
    assertEquals(3, session.calls.size());
  }
}
