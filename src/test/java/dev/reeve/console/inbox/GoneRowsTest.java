package dev.reeve.console.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.console.shell.ShellViewModel;
import dev.reeve.engine.inbox.InboxDeed;
import dev.reeve.engine.inbox.InboxEvent;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.inbox.InboxList;
import dev.reeve.engine.inbox.InboxPlace;
import dev.reeve.engine.inbox.Snooze;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import javafx.beans.value.ObservableValue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of rows that wait no more, and where one goes on after a word about a row. */
final class GoneRowsTest {
  private static final String APPROVAL = "approval-needed:dec_000000000001";
  private static final String ATTENTION = "attention-needed:EX-3b9e7c0c";

  private final FakeSession session = SampleData.session();
  private final Queue<Runnable> background = new ArrayDeque<>();
  private boolean later;
  private final Executor worker =
      work -> {
        if (later) {
          background.add(work);
        } else {
          work.run();
        }
      };
  private final TestScreen test = new TestScreen(session.clock, worker, Runnable::run);
  private ShellViewModel shell;

  private InboxViewModel open() {
    SampleData.inbox(session);
    shell = new ShellViewModel(session, test.screen);
    shell.refresh();
    session.calls.clear();
    return shell.inbox();
  }

  private void work() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  private static List<String> shown(InboxViewModel model) {
    return model.list().rows().shown().stream().map(InboxRow::key).toList();
  }

  private static InboxRow row(InboxViewModel model, String key) {
    return model.list().rows().find(key).orElseThrow();
  }

  private void changed(int seconds, List<InboxItem> items) {
    session.bus.publish(
        new InboxEvent.Changed(
            new InboxList(SampleData.NOW.plusSeconds(seconds), items, null, List.of())));
    test.due();
  }

  private InboxItem like(String key, String id, InboxPlace place) {
    InboxItem was = session.inbox.get(key);
    return new InboxItem(
        id,
        was.kind(),
        was.state(),
        was.what(),
        "It waits anew.",
        SampleData.NOW,
        null,
        was.owner(),
        place,
        List.of(),
        null,
        null,
        null,
        null);
  }

  private void past(String key, InboxDeed.Kind kind, String id) {
    session.inboxPast.put(key, List.of(new InboxDeed(SampleData.NOW, kind, id, null, "", null, 0)));
  }

  @Test
  @DisplayName("A settled row does nothing, by button, by key or in the drawer, and says why")
  void aSettledRowDoesNothing() {
    InboxViewModel model = open();
    List<String> asked = new ArrayList<>();
    Command act = model.commands().act((question, yes) -> asked.add(question.title()));
    Command main = model.commands().actOnMostUrgent(act);
    model.list().rows().heldProperty().set(true);
    model.select("dead-letters:FILE_LOCKED");
    assertTrue(act.enabled());
    changed(1, List.of());
    assertTrue(row(model, "dead-letters:FILE_LOCKED").isSettled());
    for (Command each :
        List.of(
            act,
            main,
            model.commands().open(),
            model.commands().acknowledge(),
            model.commands().snooze(Snooze.HOUR))) {
      assertEquals("It waits for nobody any more.", each.whyNot().getValue(), each.key());
      each.run();
    }
    assertEquals(List.of(), asked);
    assertEquals(List.of(), session.calls);
    model.list().selected().clear();
    model.list().rows().heldProperty().set(true);
    assertFalse(main.enabled(), "nor does the pane's own button take the first settled row");
  }

  @Test
  @DisplayName("The count says how many rows are settled, so that it agrees with what is seen")
  void aSettledRowIsCounted() {
    InboxViewModel model = open();
    ObservableValue<String> counted = model.counted();
    assertEquals("7 of 7", counted.getValue());
    model.list().rows().heldProperty().set(true);
    model.select(APPROVAL);
    changed(1, List.of(session.inbox.get(ATTENTION)));
    long settled = model.list().rows().shown().stream().filter(InboxRow::isSettled).count();
    assertEquals("1 of 1 \u00b7 " + settled + " settled", counted.getValue());
    assertEquals(1 + settled, shown(model).size());
    changed(2, List.of(session.inbox.get(ATTENTION), session.inbox.get(APPROVAL)));
    assertEquals("2 of 2 \u00b7 " + (settled - 1) + " settled", counted.getValue());
    model.list().selected().clear();
    model.list().rows().heldProperty().set(false);
    test.due();
    assertEquals("2 of 2", counted.getValue());
  }

  @Test
  @DisplayName("What is selected after a row that was settled while it was read can be acted on")
  void afterASettledRow() {
    InboxViewModel model = open();
    List<Command> all =
        List.of(
            model.commands().act((question, yes) -> {}),
            model.commands().open(),
            model.commands().acknowledge(),
            model.commands().snooze(Snooze.HOUR));
    List<String> reasons = new ArrayList<>();
    for (Command each : all) { // as buttons do
      each.whyNot().addListener((observable, was, is) -> reasons.add(is));
    }
    model.list().rows().heldProperty().set(true);
    model.select(APPROVAL);
    changed(
        1, List.of(session.inbox.get(ATTENTION), session.inbox.get("dead-letters:FILE_LOCKED")));
    assertTrue(row(model, APPROVAL).isSettled());
    reasons.clear();
    for (String next : List.of("dead-letters:FILE_LOCKED", APPROVAL, "dead-letters:FILE_LOCKED")) {
      model.select(next);
      boolean settled = row(model, next).isSettled();
      all.forEach(each -> assertEquals(!settled, each.enabled(), each.whyNot().getValue()));
    }
    assertEquals(3 * all.size(), reasons.size(), "the buttons were told each time");
  }

  @Test
  @DisplayName("The drawer of a decision whose execution waits is the execution's own at once")
  void theDrawerFollowsFirst() {
    InboxViewModel model = open();
    model.list().rows().heldProperty().set(true);
    model.select(APPROVAL);
    past(APPROVAL, InboxDeed.Kind.CARRIED_OUT, "EX-3b9e7c0c");
    changed(1, List.of(session.inbox.get(ATTENTION)));
    assertNotNull(model.list().drawer().getValue());
    assertEquals(6, model.list().drawer().getValue().pages().size(), "as in Executions");
    assertEquals("Settle\u2026", row(model, APPROVAL).verb().getValue());
  }

  @Test
  @DisplayName("A row that was never selected is not told settled before it is known to be")
  void followedBeforeSettled() {
    InboxViewModel model = open();
    model.list().rows().heldProperty().set(true);
    InboxRow row = row(model, APPROVAL);
    past(APPROVAL, InboxDeed.Kind.JUDGED, "dec_000000000009");
    List<String> drawn = new ArrayList<>();
    row.badgeValue().subscribe(badge -> drawn.add(badge.word()));
    later = true;
    changed(
        1,
        List.of(
            like(
                APPROVAL,
                "approval-needed:dec_000000000009",
                new InboxPlace(InboxPlace.Pane.APPROVAL, List.of("dec_000000000009")))));
    assertEquals("Needs you", row.badge().word());
    work();
    assertEquals("It waits anew.", row.why().getValue());
    assertEquals("Needs you", row.badge().word());
    assertFalse(drawn.contains("Settled"), drawn.toString());

    past(APPROVAL, InboxDeed.Kind.REJECTED, "dec_000000000009");
    changed(2, List.of());
    work();
    assertEquals("Settled", row.badge().word());
  }

  @Test
  @DisplayName("After a word the next row is selected, and taking it back selects the row again")
  void theNextRowIsSelected() {
    InboxViewModel model = open();
    List<String> before = shown(model);
    String second = before.get(1);
    model.list().rows().heldProperty().set(true);
    model.select(second);
    model.commands().acknowledge().run();
    assertEquals(List.of(before.get(2)), model.list().selected());
    assertFalse(shown(model).contains(second));

    session.inbox.put(
        second, like(ATTENTION, second, new InboxPlace(InboxPlace.Pane.LOCKS, List.of())));
    test.screen.notices().undo();
    assertEquals(List.of(second), model.list().selected());
    assertTrue(shown(model).contains(second), "though a row is selected, which holds the rows");

    model.select(shown(model).getLast());
    model.commands().acknowledge().run();
    assertEquals(List.of(shown(model).getLast()), model.list().selected(), "none is below");
  }

  @Test
  @DisplayName("A is pressed twice before the first word is said: it is said once")
  void aWordIsSaidOnce() {
    InboxViewModel model = open();
    String first = shown(model).getFirst();
    model.select(first);
    later = true;
    model.commands().acknowledge().run();
    model.commands().acknowledge().run();
    work();
    assertEquals(
        List.of("inbox.acknowledge [" + first + "] dana"),
        session.calls.stream().filter(call -> call.startsWith("inbox.ack")).toList());
  }

  @Test
  @DisplayName("Who selected another row meanwhile stays there")
  void whoWentElsewhereStaysThere() {
    InboxViewModel model = open();
    List<String> before = shown(model);
    model.select(before.getFirst());
    later = true;
    model.commands().acknowledge().run();
    model.select(before.getLast());
    work();
    assertEquals(List.of(before.getLast()), model.list().selected());
  }
}
