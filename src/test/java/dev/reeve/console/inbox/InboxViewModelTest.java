package dev.reeve.console.inbox;

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
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.console.queue.QueueTab;
import dev.reeve.console.shell.Place;
import dev.reeve.console.shell.ShellViewModel;
import dev.reeve.engine.inbox.InboxDeed;
import dev.reeve.engine.inbox.InboxEvent;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.inbox.InboxList;
import dev.reeve.engine.inbox.InboxPlace;
import dev.reeve.engine.inbox.Snooze;
import dev.reeve.engine.queue.Foresight;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class InboxViewModelTest {
  private final FakeSession session = SampleData.session();
  private final TestScreen test = new TestScreen(session.clock);
  private final List<Question> asked = new ArrayList<>();
  private final List<Runnable> yes = new ArrayList<>();

  private ShellViewModel open() {
    ShellViewModel shell = new ShellViewModel(session, test.screen);
    shell.refresh();
    return shell;
  }

  private ShellViewModel openFull() {
    SampleData.inbox(session);
    ShellViewModel shell = open();
    session.calls.clear();
    return shell;
  }

  private static List<String> shown(InboxViewModel model) {
    return model.list().rows().shown().stream().map(InboxRow::key).toList();
  }

  @Test
  void mostUrgentFirstAndWhatRestsIsNotShown() {
    InboxViewModel model = openFull().inbox();
    assertEquals("registry-closed:file", shown(model).getFirst());
    assertEquals("attention-needed:EX-3b9e7c0c", shown(model).getLast());
    assertFalse(shown(model).contains("validation-problems:registry"), "it rests");
    model.list().filterProperty().set("state:snoozed");
    assertEquals(List.of("validation-problems:registry"), shown(model));
    assertEquals("1 of 8", model.list().nOfM().getValue());
  }

  @Test
  void badgeHeaderAndTableAgree() {
    ShellViewModel shell = openFull();
    assertSame(shell.inbox().openCount(), shell.badge(Place.INBOX));
    long need =
        shell.inbox().list().rows().shown().stream()
            .filter(row -> row.stateWord().equals("open"))
            .count();
    assertEquals(need, shell.badge(Place.INBOX).get());
    assertEquals(
        "5 open · 1 needs you · oldest 1 d 2 h · 1 resolved by itself · 1 snoozed",
        shell.inbox().header().getValue());
    assertEquals(
        1,
        shell.inbox().list().rows().shown().stream()
            .filter(row -> row.badge().word().equals("Needs you"))
            .count(),
        "as many rows say so");
    session.clock.advance(Duration.ofHours(1));
    test.screen.ticker().tick();
    assertEquals(
        "5 open · 1 needs you · oldest 1 d 3 h · 1 resolved by itself · 1 snoozed",
        shell.inbox().header().getValue());
  }

  @Test
  void aFullInboxIsTheFirstPaneAnEmptyOneIsNot() {
    assertEquals(Place.INBOX, openFull().placeProperty().get());
    session.inbox.clear();
    assertEquals(Place.QUEUE, open().placeProperty().get());
  }

  @Test
  void enterGoesToThePlaceWithTheItemsSelected() {
    ShellViewModel shell = openFull();
    shell.inbox().list().selected().setAll("dead-letters:FILE_LOCKED");
    shell.inbox().commands().open().run();
    assertEquals(Place.QUEUE, shell.placeProperty().get());
    assertEquals(QueueTab.JOBS, shell.queueTabProperty().get());
    assertEquals(
        session.inbox.get("dead-letters:FILE_LOCKED").place().items(),
        shell.queue().list().selected());

    shell.inbox().list().selected().setAll("attention-needed:EX-3b9e7c0c");
    shell.inbox().commands().open().run();
    assertEquals(List.of("EX-3b9e7c0c"), shell.executions().list().selected());
  }

  @Test
  void theDrawerIsTheItemsOwn() {
    ShellViewModel shell = openFull();
    InboxViewModel model = shell.inbox();
    model.list().selected().setAll("attention-needed:EX-3b9e7c0c");
    DrawerContent drawer = model.list().drawer().getValue();
    assertNotNull(drawer);
    assertEquals(6, drawer.pages().size(), "plan to replay, as in Executions");
    assertEquals(
        session.inbox.get("attention-needed:EX-3b9e7c0c").why(), model.list().why().getValue());
    model.list().selected().setAll("dead-letters:FILE_LOCKED");
    assertEquals(
        "File is held open · 2 files, the newest is docs/plan.md",
        model.list().drawer().getValue().title());
  }

  @Test
  void acknowledgeAndSnoozeCanBeTakenBack() {
    InboxViewModel model = openFull().inbox();
    model.list().selected().setAll("lock-stuck:archive", "dead-letters:FILE_LOCKED");
    model.commands().acknowledge().run();
    assertEquals("2 rows acknowledged", test.notice());
    assertFalse(shown(model).contains("lock-stuck:archive"));
    test.screen.notices().undo();
    model.list().selected().setAll("approval-needed:dec_000000000001");
    model.commands().snooze(Snooze.TOMORROW).run();
    assertEquals(
        List.of(
            "inbox.acknowledge [lock-stuck:archive, dead-letters:FILE_LOCKED] dana",
            "inbox.reopen [lock-stuck:archive, dead-letters:FILE_LOCKED] dana",
            "inbox.snooze [approval-needed:dec_000000000001] tomorrow dana"),
        session.calls);
  }

  @Test
  void theButtonSaysWhatItDoesAndRequeueAsksFirst() {
    InboxViewModel model = openFull().inbox();
    var act =
        model
            .commands()
            .act(
                (question, then) -> {
                  asked.add(question);
                  yes.add(then);
                });
    assertEquals("Nothing is selected.", act.whyNot().getValue());
    model.list().selected().setAll("dead-letters:FILE_LOCKED");
    assertEquals("Requeue…", act.text().getValue());
    act.run();
    assertEquals("Requeue 2 jobs", asked.getFirst().title());
    assertEquals(List.of(), session.calls);
    yes.getFirst().run();
    assertTrue(session.calls.getFirst().startsWith("requeue [W-"), session.calls.toString());
    model.list().selected().setAll("lock-stuck:runs");
    assertEquals("Acknowledge", act.text().getValue());
    model.list().selected().setAll("approval-needed:dec_000000000001");
    assertEquals("Review…", act.text().getValue());
  }

  @Test
  void whileNothingIsSelectedThePanesButtonIsAboutTheFirstRow() {
    ShellViewModel shell = openFull();
    InboxViewModel model = shell.inbox();
    var act =
        model
            .commands()
            .actOnMostUrgent(model.commands().act((question, then) -> asked.add(question)));
    assertEquals("Open", act.text().getValue());
    assertTrue(act.enabled());
    model.list().filterProperty().set("kind:approval");
    assertEquals("Review…", act.text().getValue());
    act.run();
    assertEquals(shown(model).subList(0, 1), model.list().selected());
    assertTrue(shell.approval().openProperty().get());
    model.list().selected().clear();
    model.list().filterProperty().set("nothing like that");
    assertFalse(act.enabled());
  }

  @Test
  void aRowTellsFirstWhatIsToldByItsWordsAndItsFilesHaveAName() {
    InboxViewModel model = openFull().inbox();
    InboxRow dead = row(model, "dead-letters:FILE_LOCKED");
    assertEquals("2 files, the newest is docs/plan.md", dead.what().getValue());
    assertTrue(dead.why().getValue().startsWith("File is held open. docs/plan.md is open in"));
    InboxRow closed = row(model, "registry-closed:file");
    assertTrue(closed.why().getValue().startsWith("The file was changed"), "without its code");
    model.list().selected().setAll("approval-needed:dec_000000000001");
    DrawerContent drawer = model.list().drawer().getValue();
    assertNotNull(drawer);
    assertEquals(
        List.of("Decision", "Risk", "Files"),
        drawer.facts().stream()
            .map(DrawerContent.Fact::name)
            .filter(List.of("Decision", "Risk", "Files")::contains)
            .toList());
    assertTrue(
        drawer.facts().stream()
            .anyMatch(fact -> fact.value().equals("update docs/plan.md\ncreate docs/b.md")));
  }

  private static InboxRow row(InboxViewModel model, String key) {
    return model.list().rows().shown().stream()
        .filter(row -> row.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theButtonSaysWhenAJobWouldFailAgain() {
    InboxViewModel model = openFull().inbox();
    String job = session.inbox.get("dead-letters:FILE_LOCKED").place().items().getFirst();
    session.failing.add(new Foresight.Failing(job, "docs/a.md", "ID_CONFLICT", "Two carry it."));
    model.list().selected().setAll("dead-letters:FILE_LOCKED");
    model.commands().act((question, then) -> asked.add(question)).run();
    assertEquals(
        "1 of 2 would fail again at once: the cause is still there."
            + " Nothing else happens to the files.",
        asked.getFirst().text());
    assertEquals("Requeue anyway", asked.getFirst().verb());
    assertFalse(asked.getFirst().advised());
  }

  @Test
  @DisplayName("A file with the ID of another is given another ID, since no requeue would help")
  void anIdThatTwoFilesCarry() {
    String path = "docs/copy of rota.md";
    ShellViewModel shell = openFull();
    InboxViewModel model = shell.inbox();
    shell.queue().commands().anotherIdBy(shell.approval()::open);
    Command act = model.commands().act((question, then) -> asked.add(question));
    dead("W-8", "docs/else.md");
    dead("W-9", path);
    model.list().selected().setAll("dead-letters:ID_CONFLICT");
    assertEquals("Give ID…", act.text().getValue());
    assertEquals("Give ID…", row(model, "dead-letters:ID_CONFLICT").verb().getValue());
    session.calls.clear();
    act.run();
    assertEquals(List.of("previewReissue " + path + " dana"), session.calls, "of the newest");
    assertTrue(shell.approval().openProperty().get());
    assertEquals(List.of(), asked);
  }

  @Test
  @DisplayName("One whose job somebody has dropped meanwhile leads to the Queue")
  void anIdOfAJobThatIsGone() {
    ShellViewModel shell = openFull();
    Command act = shell.inbox().commands().act((question, then) -> asked.add(question));
    dead("W-9", "docs/a.md");
    shell.inbox().list().selected().setAll("dead-letters:ID_CONFLICT");
    session.bus.publish(
        new QueueEvent.Changed(List.of(SampleData.item("W-9", "docs/a.md", ItemState.CANCELLED))));
    test.due();
    act.run();
    assertFalse(shell.approval().openProperty().get());
    assertEquals(Place.QUEUE, shell.placeProperty().get());
  }

  /** One more file of whose ID that is said. */
  private void dead(String id, String path) {
    session.bus.publish(
        new QueueEvent.Changed(
            List.of(SampleData.dead(id, path, "ID_CONFLICT", "1 is carried by two files."))));
    InboxItem like = session.inbox.get("dead-letters:FILE_LOCKED");
    InboxItem before = session.inbox.get("dead-letters:ID_CONFLICT");
    List<String> jobs = new ArrayList<>();
    if (before != null) {
      jobs.addAll(before.place().items());
    }
    jobs.add(id);
    session.inbox.put(
        "dead-letters:ID_CONFLICT",
        new InboxItem(
            "dead-letters:ID_CONFLICT",
            like.kind(),
            like.state(),
            "ID_CONFLICT · " + path,
            "1 is carried by two files.",
            SampleData.NOW,
            null,
            null,
            new InboxPlace(InboxPlace.Pane.JOBS, List.copyOf(jobs)),
            List.of(),
            null,
            null,
            null,
            null));
    session.bus.publish(
        new InboxEvent.Changed(
            new InboxList(
                SampleData.NOW.plusSeconds(jobs.size()),
                session.inbox.values().stream().sorted(InboxItem.ORDER).toList(),
                null,
                List.of())));
    test.due();
  }

  @Test
  void anEmptyInboxNamesTheLastDecision() {
    session.lastDecision =
        new InboxList.Decision(SampleData.NOW.minus(Duration.ofMinutes(20)), "dana");
    InboxViewModel model = open().inbox();
    assertTrue(
        model.emptyText().getValue().matches("Nothing needs you. Last decision .*:.* by dana\\."),
        model.emptyText().getValue());
    assertEquals("Nothing needs you", model.header().getValue());
    assertTrue(model.nothingWaits().getValue());
    model.list().filterProperty().set("kind:dead");
    assertEquals(
        "Nothing in the inbox matches “kind:dead”. Clear the filter to see everything.",
        model.emptyText().getValue());
    assertFalse(model.nothingWaits().getValue());
  }

  @Test
  void aFailureStandsAboveTheLastGoodRows() {
    ShellViewModel shell = openFull();
    InboxViewModel model = shell.inbox();
    int before = shown(model).size();
    session.failure = EngineException.of(Kind.UNAVAILABLE, "STORE_BUSY", "It was not read.");
    model.refresh();
    assertEquals("STORE_BUSY", model.list().problemProperty().get().code());
    assertEquals(before, shown(model).size());
    session.failure = null;
    session.inboxUnread = List.of("lock-stuck: the lock table cannot be read");
    model.refresh();
    assertEquals("INBOX_NOT_READ", model.list().problemProperty().get().code());
    session.inboxUnread = List.of();
    model.refresh();
    assertNull(model.list().problemProperty().get());
  }

  @Test
  void withoutAnAnswerItDoesNotSayThatNothingWaits() {
    session.failure = EngineException.of(Kind.UNAVAILABLE, "STORE_BUSY", "It was not read.");
    ShellViewModel shell = new ShellViewModel(session, test.screen);
    assertEquals("Reading what waits for you…", shell.inbox().emptyText().getValue());
    shell.inbox().refresh();
    assertEquals("It is not known what waits for you.", shell.inbox().emptyText().getValue());
    assertEquals("", shell.inbox().header().getValue());
  }

  @Test
  void anEventBringsTheNewListAndALateAnswerIsDropped() {
    ShellViewModel shell = openFull();
    List<InboxItem> two = session.inbox.values().stream().limit(2).toList();
    session.bus.publish(
        new InboxEvent.Changed(new InboxList(SampleData.NOW.plusSeconds(9), two, null, List.of())));
    test.due();
    assertEquals(2, shown(shell.inbox()).size());
    session.bus.publish(
        new InboxEvent.Changed(
            new InboxList(SampleData.NOW.plusSeconds(5), List.of(), null, List.of())));
    test.due();
    assertEquals(2, shown(shell.inbox()).size());
  }

  @Test
  void aDeadLetterHasAnIconThatNoPlaceHas() {
    Badge dead = row(openFull().inbox(), "dead-letters:FILE_LOCKED").badge();
    assertFalse(dead.icon() == Icon.TRAY, "the rail's Inbox has it");
  }

  @Test
  void onlyWhatWaitsForADecisionIsSolid() {
    for (InboxRow row : openFull().inbox().list().rows().all()) {
      boolean solid = row.badge().form() == Badge.Form.SOLID;
      assertEquals(
          solid, row.badge().hue() == Badge.Hue.NEED, row.key() + " " + row.badge().word());
    }
  }

  private static InboxDeed deed(
      int minutes, InboxDeed.Kind kind, String id, String by, String text, String before) {
    return new InboxDeed(
        SampleData.NOW.plus(Duration.ofMinutes(minutes)), kind, id, by, text, before, 0);
  }

  private static List<String> history(InboxViewModel model) {
    return model.list().drawer().getValue().history().stream()
        .map(entry -> entry.badge().word() + ": " + entry.text().replace('\n', '|'))
        .toList();
  }

  private static InboxItem like(
      InboxItem was, InboxItem.State state, List<String> details, @Nullable Instant healedAt) {
    return new InboxItem(
        was.id(),
        was.kind(),
        state,
        was.what(),
        was.why(),
        was.since(),
        null,
        was.owner(),
        was.place(),
        details,
        healedAt,
        null,
        null,
        null);
  }

  @Test
  void aRowThatWasJudgedAgainNamesTheDecisionThatHoldsAndHashesAreShort() {
    String key = "approval-needed:dec_000000000001";
    String hash = "45210d01f2b81757".repeat(4);
    SampleData.inbox(session);
    InboxItem was = session.inbox.get(key);
    InboxItem item =
        like(
            was,
            InboxItem.State.OPEN,
            List.of("decision: dec_000000000001", "plan: " + hash),
            null);
    DrawerContent told =
        InboxWords.settled(
            item,
            List.of(
                deed(1, InboxDeed.Kind.JUDGED, "dec_000000000001", null, "", null),
                deed(2, InboxDeed.Kind.JUDGED, "dec_000000000009", null, "", "dec_000000000001")));
    assertTrue(
        told.facts()
            .contains(
                DrawerContent.Fact.of(
                    "Decision", "dec_000000000009, in place of dec_000000000001")),
        told.facts().toString());
    assertTrue(
        told.facts().contains(new DrawerContent.Fact("Plan", "4521 0d01 f2b8", hash)),
        told.facts().toString());
  }

  @Test
  void theDrawerTellsWhatHasHappenedSoFarWithTheDecisionThatNoLongerHolds() {
    String row = "approval-needed:dec_000000000001";
    SampleData.inbox(session);
    session.inboxPast.put(
        row,
        List.of(
            deed(-9, InboxDeed.Kind.HANDED_IN, "plan_00000000000a", "ann", "", null),
            deed(-8, InboxDeed.Kind.JUDGED, "dec_000000000000", null, "No plan to verify.", null),
            deed(-7, InboxDeed.Kind.SNOOZED, "", "mira", "1h", null),
            deed(-6, InboxDeed.Kind.JUDGED, "dec_000000000001", null, "", "dec_000000000000")));
    InboxViewModel model = open().inbox();
    model.select(row);
    assertEquals(
        List.of(
            "Proposed: by ann|plan_00000000000a",
            "Validated: dec_000000000000|No plan to verify.",
            "Snoozed: by mira|Snooze for 1 h",
            "Judged again: dec_000000000001, in place of dec_000000000000"),
        history(model));
    assertTrue(
        model.list().drawer().getValue().history().stream()
            .noneMatch(entry -> entry.badge().icon() == Icon.HAND),
        "the hand is for what waits now");
    assertEquals(
        Formats.zoned(SampleData.NOW.minus(Duration.ofMinutes(9))),
        model.list().drawer().getValue().history().getFirst().when());
  }

  @Test
  void jobsThatAreDoneAreNotSaidToHaveEndedByThemselves() {
    InboxViewModel model = openFull().inbox();
    String key = "dead-letters:FILE_LOCKED";
    InboxItem was = session.inbox.get(key);
    session.inboxPast.put(
        key,
        List.of(
            deed(9, InboxDeed.Kind.CARRIED_OUT, "EX-0a17c3d9", "dana", "Give it an ID", null),
            deed(8, InboxDeed.Kind.DONE, "", null, "", null)));
    InboxItem over = like(was, InboxItem.State.RESOLVED, was.details(), SampleData.NOW);
    changed(1, List.of(over));
    model.select(key);
    assertEquals(
        "Resolved", model.list().rows().find(key).orElseThrow().badgeValue().getValue().word());
    assertTrue(model.header().getValue().endsWith("1 resolved"), model.header().getValue());
    assertEquals(
        List.of("Carried out: by dana|EX-0a17c3d9|Give it an ID", "Done: "), history(model));
    assertTrue(
        model.list().drawer().getValue().facts().stream()
            .anyMatch(fact -> fact.name().equals("Done")));
  }

  @Test
  void aRowThatLeavesAlreadyIsToldSettledOnceItIs() {
    InboxViewModel model = openFull().inbox();
    model.list().rows().heldProperty().set(true);
    String key = "approval-needed:dec_000000000001";
    model.select(key);
    InboxRow row = model.list().rows().find(key).orElseThrow();
    ObservableValue<Badge> badge = row.badgeValue();
    ObservableValue<String> verb = row.verb();
    List<String> drawn = new ArrayList<>();
    badge.addListener((observable, was, is) -> drawn.add(is.word()));
    verb.addListener((observable, was, is) -> drawn.add("button: " + is));
    InboxItem was = row.snapshot();
    changed(
        1,
        List.of(
            new InboxItem(
                was.id(),
                was.kind(),
                InboxItem.State.SNOOZED,
                was.what(),
                was.why(),
                was.since(),
                was.deadline(),
                was.owner(),
                was.place(),
                was.details(),
                was.healedAt(),
                was.acknowledgedAt(),
                was.acknowledgedBy(),
                SampleData.NOW.plusSeconds(3_600))));
    assertTrue(row.leavingProperty().get(), "a snoozed one has no place here");
    drawn.clear();
    changed(2, List.of());
    drawn.sort(Comparator.naturalOrder());
    assertEquals(List.of("Settled", "button: "), drawn);
  }

  @Test
  void theDrawerOfTheRowThatWasJustApprovedTellsTheNewStateAtOnce() {
    InboxViewModel model = openFull().inbox();
    model.list().rows().heldProperty().set(true);
    String row = "approval-needed:dec_000000000001";
    model.select(row);
    assertEquals("Needs you", model.list().drawer().getValue().badges().getFirst().word());

    InboxItem was = session.inbox.get(row);
    InboxItem unused = session.inbox.get("approval-unused:dec_000000000002");
    InboxItem approved =
        new InboxItem(
            "approval-unused:dec_000000000001",
            unused.kind(),
            unused.state(),
            was.what(),
            "dana approved it, and it has not been carried out.",
            SampleData.NOW,
            unused.deadline(),
            "dana",
            was.place(),
            List.of(),
            null,
            null,
            null,
            null);
    changed(1, List.of(approved));
    assertEquals(List.of(row), model.list().selected());
    assertEquals(
        "dana approved it, and it has not been carried out.", model.list().why().getValue());
    assertEquals("Expires in", model.list().drawer().getValue().badges().getFirst().word());
    InboxRow shown = model.list().rows().find(row).orElseThrow();
    assertEquals(
        "Expires in", shown.badgeValue().getValue().word(), "not settled: it is to be run");
    assertEquals("Review\u2026", shown.verb().getValue());
    assertEquals(approved.why(), shown.why().getValue());

    session.inboxPast.put(
        row,
        List.of(deed(0, InboxDeed.Kind.REJECTED, "dec_000000000001", "dana", "too early", null)));
    changed(2, List.of());
    assertEquals(
        "It waits for nobody any more. What became of it is the last entry below.",
        model.list().why().getValue());
    assertEquals("Settled", model.list().drawer().getValue().badges().getFirst().word());
    assertEquals(List.of("Rejected: by dana|dec_000000000001|too early"), history(model));
    InboxRow settled = model.list().rows().find(row).orElseThrow();
    assertEquals("Settled", settled.badgeValue().getValue().word(), "the row says so too");
    assertEquals("", settled.verb().getValue(), "and offers nothing");
  }

  @Test
  void aChangeThatWasJudgedAgainStillWaitsUnderItsNewerDecision() {
    ShellViewModel shell = openFull();
    InboxViewModel model = shell.inbox();
    model.list().rows().heldProperty().set(true);
    String row = "approval-needed:dec_000000000001";
    model.select(row);
    InboxItem was = session.inbox.get(row);
    session.inboxPast.put(
        row, List.of(deed(0, InboxDeed.Kind.JUDGED, "dec_000000000009", null, "", null)));
    changed(
        1,
        List.of(
            new InboxItem(
                "approval-needed:dec_000000000009",
                was.kind(),
                was.state(),
                was.what(),
                "Judged again: two files wait.",
                SampleData.NOW,
                null,
                was.owner(),
                new InboxPlace(was.place().pane(), List.of("dec_000000000009")),
                List.of(),
                null,
                null,
                null,
                null)));
    assertEquals("Judged again: two files wait.", model.list().why().getValue());
    assertEquals("Needs you", model.list().drawer().getValue().badges().getFirst().word());
    InboxRow shown = model.list().rows().find(row).orElseThrow();
    assertEquals("Needs you", shown.badgeValue().getValue().word(), "the row says so too");
    assertEquals("Review\u2026", shown.verb().getValue());
    session.proposals.clear();
    session.proposals.put("dec_000000000009", SampleProposals.waiting("dec_000000000009"));
    session.calls.clear();
    model.commands().act((question, run) -> {}).run();
    assertTrue(shell.approval().openProperty().get(), "the button opens the newer decision");
    model.commands().acknowledge().run();
    assertEquals(
        List.of("inbox.acknowledge [approval-needed:dec_000000000009] dana"), session.calls);
  }

  /** The engine tells a list; the pane is on screen and somebody reads, so no row goes. */
  private void changed(int seconds, List<InboxItem> items) {
    session.bus.publish(
        new InboxEvent.Changed(
            new InboxList(SampleData.NOW.plusSeconds(seconds), items, null, List.of())));
    test.due();
  }
}
