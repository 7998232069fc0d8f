package dev.reeve.engine.inbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.inbox.InboxItem.State;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays on the list, for how long, and what a person can say of it. */
final class InboxTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock("2026-03-10T10:00:00Z");
  private final EventBus bus = new EventBus();
  private final Waiting dead = new Waiting(InboxKind.DEAD_LETTERS);
  private final Waiting locks = new Waiting(InboxKind.LOCK_STUCK);
  private final List<String> trail = new ArrayList<>();
  private Store store;
  private Inbox inbox;

  private record Happened(InboxKind kind) implements EngineEvent {}

  /** A source that a test fills by hand. */
  private static final class Waiting implements InboxSource {
    private final InboxKind kind;
    private final List<Concern> now = new ArrayList<>();
    private final AtomicInteger reads = new AtomicInteger();
    private boolean byPerson;
    private boolean broken;

    Waiting(InboxKind kind) {
      this.kind = kind;
    }

    void waits(String name, long weight) {
      now.removeIf(each -> each.id().equals(Concern.id(kind, name)));
      now.add(
          new Concern(
              Concern.id(kind, name),
              kind,
              name,
              name + " waits.",
              weight,
              null,
              null,
              null,
              InboxPlace.of(Pane.JOBS, "17"),
              List.of("cause: " + name)));
    }

    @Override
    public InboxKind kind() {
      return kind;
    }

    @Override
    public boolean changedBy(EngineEvent event) {
      return event.equals(new Happened(kind));
    }

    @Override
    public List<Concern> read() {
      reads.incrementAndGet();
      if (broken) {
        throw EngineException.of(Kind.UNAVAILABLE, "BROKEN", "It cannot be read.");
      }
      return List.copyOf(now);
    }

    @Override
    public boolean endedByPerson(Concern gone, Instant shownAt) {
      return byPerson;
    }
  }

  @BeforeEach
  void open() {
    open(true);
  }

  private void open(boolean keeps) {
    store = Store.open(folder.resolve("reeve.db"), clock);
    inbox =
        new Inbox(
            List.of(dead, locks),
            store,
            clock,
            BERLIN,
            bus,
            (type, operator, ids, how) -> trail.add(type + " " + operator + " " + ids + how),
            Optional::empty,
            item -> List.of(),
            keeps);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void restart() {
    store.close();
    open(true);
  }

  private String state(String id) {
    return inbox.list().items().stream()
        .filter(item -> item.id().equals(id))
        .map(item -> item.state().name())
        .findFirst()
        .orElse("gone");
  }

  @Test
  @DisplayName("What ended by itself stays, as resolved, through a restart, until acknowledged")
  void latched() {
    locks.waits("archive", 1);
    Instant since = inbox.list().items().getFirst().since();
    clock.advance(Duration.ofMinutes(4));
    locks.now.clear();
    InboxItem resolved = inbox.list().items().getFirst();
    assertEquals(State.RESOLVED, resolved.state());
    assertEquals(since, resolved.since());
    assertEquals(clock.now(), resolved.healedAt());

    restart();
    clock.advance(Duration.ofDays(3));
    assertEquals("RESOLVED", state("lock-stuck:archive"));
    assertEquals(1, inbox.acknowledge(List.of("lock-stuck:archive"), "dana"));
    assertEquals("gone", state("lock-stuck:archive"));
    assertEquals(List.of("inbox_acknowledged dana [lock-stuck:archive]"), trail);
    assertEquals("dana", inbox.list().lastDecision().by());
    restart();
    assertEquals("gone", state("lock-stuck:archive"));
  }

  @Test
  @DisplayName("What a person ended, or had acknowledged, goes without a word")
  void heeded() {
    dead.waits("A", 1);
    dead.waits("B", 1);
    inbox.list();
    inbox.acknowledge(List.of("dead-letters:A"), "dana");
    dead.now.removeFirst();
    assertEquals("gone", state("dead-letters:A"));
    dead.byPerson = true;
    dead.now.clear();
    assertEquals("gone", state("dead-letters:B"));
  }

  @Test
  @DisplayName("What comes back after it had ended is a new row that needs somebody")
  void comesBack() {
    dead.waits("A", 1);
    inbox.list();
    dead.now.clear();
    inbox.list();
    dead.waits("A", 1);
    assertEquals("OPEN", state("dead-letters:A"));
  }

  @Test
  @DisplayName("An acknowledged row stays quiet through a restart, until it gets worse")
  void acknowledgedUntilWorse() {
    dead.waits("A", 5);
    inbox.list();
    inbox.acknowledge(List.of("dead-letters:A"), "dana");
    restart();
    assertEquals("ACKNOWLEDGED", state("dead-letters:A"));
    dead.waits("A", 2);
    assertEquals("ACKNOWLEDGED", state("dead-letters:A"));
    dead.waits("A", 3);
    assertEquals("OPEN", state("dead-letters:A"), "worse than it last was");
    dead.waits("A", 1);
    assertEquals("OPEN", state("dead-letters:A"), "nobody has acknowledged this one");
  }

  @Test
  @DisplayName("Snoozed for 1 h, until tomorrow 09:00 where the person is, or until it gets worse")
  void snoozed() {
    dead.waits("A", 1);
    dead.waits("B", 1);
    dead.waits("C", 1);
    inbox.list();
    inbox.snooze(List.of("dead-letters:A"), Snooze.HOUR, "dana");
    inbox.snooze(List.of("dead-letters:B"), Snooze.TOMORROW, "dana");
    inbox.snooze(List.of("dead-letters:C"), Snooze.UNTIL_WORSE, "dana");
    restart();
    clock.advance(Duration.ofMinutes(59));
    assertEquals("SNOOZED", state("dead-letters:A"));
    clock.advance(Duration.ofMinutes(1));
    assertEquals("OPEN", state("dead-letters:A"));

    clock.advance(Duration.between(clock.now(), Instant.parse("2026-03-11T07:59:59Z")));
    assertEquals("SNOOZED", state("dead-letters:B"));
    clock.advance(Duration.ofSeconds(1)); // 09:00 in Berlin
    assertEquals("OPEN", state("dead-letters:B"));

    clock.advance(Duration.ofDays(9));
    assertEquals("SNOOZED", state("dead-letters:C"));
    dead.waits("C", 2);
    assertEquals("OPEN", state("dead-letters:C"));
  }

  @Test
  @DisplayName("A word can be taken back; of what is over for a minute")
  void reopened() {
    dead.waits("A", 1);
    locks.waits("archive", 1);
    inbox.list();
    locks.now.clear();
    inbox.list();
    inbox.acknowledge(List.of("dead-letters:A", "lock-stuck:archive"), "dana");
    inbox.reopen(List.of("dead-letters:A", "lock-stuck:archive"), "dana");
    assertEquals("OPEN", state("dead-letters:A"));
    assertEquals("RESOLVED", state("lock-stuck:archive"));
    inbox.acknowledge(List.of("lock-stuck:archive"), "dana");
    clock.advance(Duration.ofSeconds(61));
    inbox.list();
    assertEquals(0, inbox.reopen(List.of("lock-stuck:archive"), "dana"));
  }

  @Test
  @DisplayName("A source that cannot be read is named; its rows stay, the others are current")
  void oneSourceFails() {
    dead.waits("A", 1);
    locks.waits("archive", 1);
    inbox.list();
    dead.broken = true;
    dead.now.clear();
    locks.now.clear();
    InboxList list = inbox.list();
    assertEquals(List.of("dead-letters: It cannot be read."), list.unread());
    assertEquals("OPEN", state("dead-letters:A"));
    assertEquals("RESOLVED", state("lock-stuck:archive"));
    dead.broken = false;
    assertEquals(List.of(), inbox.list().unread());
  }

  @Test
  @DisplayName("While nothing can be written the list goes on in memory, and is written later")
  void storeRefuses() {
    store.holdWrites(EngineException.of(Kind.REFUSED, "CHAIN_BROKEN", "Nothing is written."));
    locks.waits("archive", 1);
    assertEquals("OPEN", state("lock-stuck:archive"));
    locks.now.clear();
    assertEquals("RESOLVED", state("lock-stuck:archive"));
    store.releaseWrites();
    inbox.list();
    restart();
    assertEquals("RESOLVED", state("lock-stuck:archive"));
  }

  @Test
  @DisplayName("A process that does not keep the workspace writes only what its person says")
  void visitor() {
    store.close();
    open(false);
    dead.waits("A", 1);
    assertEquals("OPEN", state("dead-letters:A"));
    assertEquals(0, store.read(InboxDao::all).size());
    inbox.acknowledge(List.of("dead-letters:A"), "mira");
    restart();
    assertEquals("ACKNOWLEDGED", state("dead-letters:A"));
  }

  @Test
  @DisplayName("Most urgent first: open before resolved before acknowledged, then by kind")
  void order() {
    locks.waits("archive", 1);
    dead.waits("A", 1);
    dead.waits("B", 1);
    inbox.list();
    inbox.acknowledge(List.of("dead-letters:A"), "dana");
    assertEquals(
        List.of("dead-letters:B", "lock-stuck:archive", "dead-letters:A"),
        inbox.list().items().stream().map(InboxItem::id).toList());
  }

  @Test
  @DisplayName("A burst of events costs one look a second, and only of the source they touch")
  void burst() throws Exception {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    List<InboxList> told = new java.util.concurrent.CopyOnWriteArrayList<>();
    bus.subscribe(
        event -> {
          if (event instanceof InboxEvent.Changed changed) {
            told.add(changed.list());
          }
        });
    try (InboxWatch watch = new InboxWatch(inbox, bus, clock, timer)) {
      watch.start();
      await().until(() -> dead.reads.get() == 1 && locks.reads.get() == 1);
      dead.waits("A", 1);
      for (int i = 0; i < 10_000; i++) {
        bus.publish(new Happened(InboxKind.DEAD_LETTERS));
      }
      await().until(() -> told.stream().anyMatch(list -> list.items().size() == 1));
      assertTrue(dead.reads.get() <= 3, "reads: " + dead.reads.get());
      assertEquals(1, locks.reads.get());
    } finally {
      timer.shutdownNow();
    }
  }
}
