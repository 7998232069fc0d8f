package dev.reeve.console.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.console.queue.QueueViewModel.Chip;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.WorkItem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is counted beside the jobs agrees with them, whatever is told first. */
final class QueueCountsTest {
  private static final List<ItemState> OPEN =
      List.of(
          ItemState.QUEUED,
          ItemState.STABLE_PENDING,
          ItemState.RUNNING,
          ItemState.RETRY_WAIT,
          ItemState.DEAD_LETTER);

  private final FakeSession session = SampleData.session();
  private final TestScreen test = new TestScreen(session.clock);
  private final Deque<WorkItem> untold = new ArrayDeque<>();
  private final List<WorkItem> open = new ArrayList<>();
  private QueueViewModel model;

  private void begin() {
    session.items.clear();
    session.doneLastDay = 0;
    untold.clear();
    open.clear();
    model = new QueueViewModel(session, test.screen, id -> {}, () -> {});
    model.list().activeProperty().set(true);
    model.onScreen(true);
    model.refresh();
    test.due();
  }

  @Test
  @DisplayName(
      "\"m\" of \"n of m\" is the sum of the chips in every picture, rows told late or not")
  void theCountIsTheSumOfTheChips() {
    for (int seed = 0; seed < 60; seed++) {
      begin();
      Random random = new Random(seed);
      for (int step = 0; step < 120; step++) {
        switch (random.nextInt(5)) {
          case 0 -> comes(seed, step, random);
          case 1 -> ends(random);
          case 2 -> told();
          case 3 ->
              model.list().selected().setAll(open.stream().limit(1).map(WorkItem::id).toList());
          default -> second();
        }
        agree("seed " + seed + ", step " + step);
      }
      model.close();
    }
  }

  private void comes(int seed, int step, Random random) {
    String id = "W-" + seed + "-" + step;
    WorkItem job = SampleData.item(id, id + ".md", OPEN.get(random.nextInt(OPEN.size())));
    untold.add(job);
  }

  /** The engine counts it at once; its row says so later. */
  private void ends(Random random) {
    if (!open.isEmpty()) {
      WorkItem job = open.remove(random.nextInt(open.size()));
      untold.add(SampleData.ended(job.id(), job.path(), ItemState.DONE, session.clock.now()));
      session.doneLastDay++;
    }
  }

  private void told() {
    if (!untold.isEmpty()) {
      WorkItem job = untold.remove();
      session.bus.publish(new QueueEvent.Changed(List.of(job)));
      test.due();
      if (job.state() != ItemState.DONE) {
        open.add(job);
      }
    }
  }

  /** What was untold when the second began is told within it. */
  private void second() {
    session.clock.advance(Duration.ofSeconds(1));
    test.screen.ticker().tick();
    agree("the engine is asked first");
    while (!untold.isEmpty()) {
      told();
    }
    test.due();
  }

  private void agree(String when) {
    int sum = Stream.of(Chip.values()).mapToInt(chip -> model.count(chip).get()).sum();
    String count = model.countedShort().getValue();
    assertTrue(count.endsWith(" of " + sum), when + ": " + count + ", but the chips are " + sum);
  }

  @Test
  @DisplayName("While rows are held a job that ends stays where it is, dimmed, and the order waits")
  void whatEndsWhileHeldIsDimmed() {
    begin();
    List<WorkItem> jobs =
        Stream.of("a", "b", "c")
            .map(id -> SampleData.item(id, id + ".md", ItemState.RUNNING))
            .toList();
    session.bus.publish(new QueueEvent.Changed(jobs));
    test.due();
    List<QueueRow> shown = model.list().rows().shown();
    model.list().rows().heldProperty().set(true);
    untold.add(SampleData.ended("a", "a.md", ItemState.DONE, session.clock.now()));
    told();
    assertEquals(List.of("a", "b", "c"), shown.stream().map(QueueRow::key).toList());
    assertTrue(shown.getFirst().leavingProperty().get());
    assertFalse(shown.get(1).leavingProperty().get());
    assertTrue(model.list().rows().misplacedProperty().get());

    model.list().rows().show();
    assertEquals(List.of("b", "c", "a"), shown.stream().map(QueueRow::key).toList());
    assertFalse(shown.getLast().leavingProperty().get(), "it stands where it belongs");
    assertFalse(model.list().rows().misplacedProperty().get());
  }
}
