package dev.reeve.console.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleLinks;
import dev.reeve.console.fx.BackgroundWork;
import dev.reeve.console.fx.Notices;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Ticker;
import dev.reeve.console.shell.Place;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.Triage.Wish;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.testing.SettableClock;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A decision among ten thousand: what is done for it on the screen's thread, counted. */
class ManyLinksTest {
  private static final int GROUPS = 5_000;
  private static final int LINKS = 2 * GROUPS;

  private final SettableClock clock = new SettableClock("2026-11-17T14:00:00Z");
  private final FakeSession session = new FakeSession(clock);

  private void fill() {
    for (int i = 0; i < LINKS; i++) {
      String target = "gone/%04d.md".formatted(i / 2);
      session.links.rows.add(
          SampleLinks.row("x" + i, "docs/page-" + i + ".md", 3, target, 2, false, 0.95));
    }
  }

  /** Rows of which it is counted how often the screen's thread looks at one. */
  private static final class Watched extends AbstractList<TriageRow> implements RandomAccess {
    private final List<TriageRow> rows;
    private final Thread screen;
    private final AtomicInteger looks;

    Watched(List<TriageRow> rows, Thread screen, AtomicInteger looks) {
      this.rows = rows;
      this.screen = screen;
      this.looks = looks;
    }

    @Override
    public TriageRow get(int index) {
      if (Thread.currentThread() == screen) {
        looks.incrementAndGet();
      }
      return rows.get(index);
    }

    @Override
    public int size() {
      return rows.size();
    }
  }

  /** What the screen's thread has done since it was last asked. */
  private static final class Effort {
    final AtomicInteger looks = new AtomicInteger();
    final AtomicInteger changedRows = new AtomicInteger();
    final AtomicInteger movedRows = new AtomicInteger();

    void follow(LinksViewModel model) {
      model
          .list()
          .rows()
          .each(
              row ->
                  row.value(Function.identity())
                      .addListener((observable, was, is) -> changedRows.incrementAndGet()));
      model
          .list()
          .rows()
          .shown()
          .addListener(
              (ListChangeListener<LinkRow>)
                  change -> {
                    while (change.next()) {
                      movedRows.addAndGet(change.getRemovedSize() + change.getAddedSize());
                    }
                  });
    }

    String taken() {
      return "%d looks, %d changed, %d moved"
          .formatted(looks.getAndSet(0), changedRows.getAndSet(0), movedRows.getAndSet(0));
    }
  }

  /** Work in the background, done on a thread of its own when the test says so. */
  private static final class Background {
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final Deque<Runnable> answers = new ArrayDeque<>();

    synchronized void ask(Runnable task) {
      work.add(task);
    }

    synchronized void answer(Runnable task) {
      answers.add(task);
    }

    private synchronized Runnable next(Deque<Runnable> of) {
      return of.poll();
    }

    /** Works until nothing is left; answers come on the calling thread, the screen's. */
    void finish() throws InterruptedException {
      for (boolean busy = true; busy; ) {
        busy = step();
      }
    }

    /** Does what waits; false when nothing did. */
    boolean step() throws InterruptedException {
      Runnable task = next(work);
      if (task != null) {
        Thread worker = Thread.ofVirtual().start(task);
        worker.join();
      }
      Runnable answer = next(answers);
      if (answer != null) {
        answer.run();
      }
      return task != null || answer != null;
    }
  }

  private LinksViewModel model(Background background) {
    Ticker ticker = new Ticker(clock);
    Screen screen =
        new Screen(
            new BackgroundWork(background::ask, background::answer),
            background::answer,
            (wait, work) -> {},
            clock::nanos,
            ticker,
            new Notices(ticker),
            new SimpleDoubleProperty(1));
    return new LinksViewModel(session.links, session.bus, screen, "dana", id -> {});
  }

  @Test
  @DisplayName("A decision among 10,000 links costs the screen's thread the rows it is about")
  void boundedByTheRowsItIsAbout() throws InterruptedException {
    fill();
    Effort effort = new Effort();
    Thread thread = Thread.currentThread();
    session.links.looked = rows -> new Watched(rows, thread, effort.looks);
    Background background = new Background();
    LinksViewModel model = model(background);
    model.list().activeProperty().set(true);
    model.refresh();
    background.finish();
    assertEquals(LINKS + GROUPS, model.list().rows().shown().size());
    assertEquals(List.of("group gone/0000.md"), model.list().selected());
    effort.follow(model);
    effort.taken();

    model.commands().accept().run();
    background.finish();
    assertEquals("0 looks, 3 changed, 0 moved", effort.taken(), "a group with its two links");
    assertEquals(List.of("group gone/0001.md"), model.list().selected());
    assertEquals("10,000 of 10,000", model.list().nOfM().getValue());

    model.select("x6000");
    model.commands().accept().run();
    background.finish();
    assertEquals("0 looks, 2 changed, 0 moved", effort.taken(), "a link and the row of its group");

    model.select("group gone/0002.md");
    model.commands().later().run();
    background.finish();
    assertEquals("0 looks, 3 changed, 6 moved", effort.taken(), "a group to the end of the list");
    assertEquals("group gone/0002.md", model.list().rows().shown().get(LINKS + GROUPS - 3).key());

    model.commands().undo().run();
    background.finish();
    assertEquals("0 looks, 3 changed, 6 moved", effort.taken(), "and back");
    assertEquals("group gone/0002.md", model.list().rows().shown().get(6).key());
  }

  @Test
  @DisplayName("The last open links behind thousands of decided ones are gone to, from every side")
  void theLastOpenOnes() throws InterruptedException {
    fill();
    Set<String> open = Set.of("x20", "x7001");
    session.links.decide(
        session.links.rows.stream()
            .map(row -> row.finding().id())
            .filter(id -> !open.contains(id))
            .map(id -> new Wish(id, new Choice.Accept("new.md", "")))
            .toList(),
        "dana");
    Background background = new Background();
    LinksViewModel model = model(background);
    model.list().activeProperty().set(true);
    model.refresh();
    background.finish();
    assertEquals(List.of("group gone/0010.md"), model.list().selected(), "with one of them open");
    Map<String, String> next = new LinkedHashMap<>();
    for (String from : List.of("group gone/0010.md", "x20", "x21", "x7001", "x9999")) {
      model.select(from);
      model.cursor().toNext(Set.of());
      next.put(from, model.list().selected().getFirst());
    }
    assertEquals(
        "{group gone/0010.md=x20, x20=group gone/3500.md, x21=group gone/3500.md,"
            + " x7001=group gone/0010.md, x9999=group gone/0010.md}",
        next.toString());
    model.select("x7001");
    model.cursor().toNext(open);
    assertEquals(List.of("x7001"), model.list().selected(), "nothing else is open");

    model.list().filterProperty().set("target:0010");
    background.finish();
    model.cursor().step(1);
    assertEquals("group gone/0010.md", model.list().selected().getFirst(), "it is not on show");
    model.cursor().step(2);
    assertEquals("x21", model.list().selected().getFirst());
  }

  @Test
  @DisplayName("What a decision changes is found in the background, and comes in one piece")
  void nothingBeforeItIsFound() throws InterruptedException {
    fill();
    Background background = new Background();
    LinksViewModel model = model(background);
    model.list().activeProperty().set(true);
    model.refresh();
    background.finish();
    LinkRow row = model.list().rows().find("x0").orElseThrow();

    model.commands().accept().run();
    assertEquals("group gone/0001.md", model.list().selected().getFirst(), "one goes on at once");
    LinkItem before = row.snapshot();
    while (row.snapshot() == before) {
      assertEquals(0, model.rows().figuresProperty().get().staged());
      assertTrue(background.step(), "it never came");
    }
    assertEquals(TriageRow.State.STAGED, row.snapshot().links().getFirst().state());
    assertEquals(2, model.rows().figuresProperty().get().staged());
    assertEquals(LINKS - 2, model.leftCount().get());
  }

  @Test
  @DisplayName("Where one was reading among 10,000 rows, one stays; the next row is chosen")
  void keepsPlaceAndSelection() {
    fill();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.placeProperty().set(Place.LINKS));
      TableView<LinkRow> table = window.find("links-table");
      LinksViewModel model = window.shell().model().links();
      Headless.run(() -> model.select("x5000"));
      window.settle();
      int first = firstShown(table);
      assertTrue(first > 1_000, "row " + first + " is at the top");

      window.press(KeyCode.ENTER, false, false, false);
      assertEquals("Staged", word(model, "x5000"));
      assertEquals(first, firstShown(table));
      assertEquals(List.of("x5001"), Headless.call(() -> List.copyOf(model.list().selected())));
      assertEquals("x5001", Headless.call(() -> table.getSelectionModel().getSelectedItem().key()));

      window.press(KeyCode.U, false, false, false);
      assertEquals("Later", word(model, "x5001"));
      assertEquals(first, firstShown(table));
      assertFalse(Headless.call(() -> model.list().selected().isEmpty()));
      assertEquals(
          Headless.call(() -> model.list().selected().getFirst()),
          Headless.call(() -> table.getSelectionModel().getSelectedItem().key()));
    }
  }

  private static String word(LinksViewModel model, String key) {
    return Headless.call(() -> model.list().rows().find(key).orElseThrow().badge().word());
  }

  private static int firstShown(TableView<LinkRow> table) {
    return Headless.call(
        () -> ((VirtualFlow<?>) table.lookup(".virtual-flow")).getFirstVisibleCell().getIndex());
  }
}
