package dev.reeve.engine.inbox;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one list of everything that waits for a person. The keeper keeps it in the database; another
 * process works out the same list and writes only what its person says. While nothing can be
 * written the list lives in memory. Source: {@code docs/reference/inbox.md}. Calls block; safe on
 * any thread but the JavaFX one.
 */
public final class Inbox implements InboxView {

  /** Where the word of a person is put on record. */
  @FunctionalInterface
  public interface Record {
    /**
     * @param type such as {@code inbox_acknowledged}
     * @param how long it rests, or empty
     */
    void write(String type, String operator, List<String> ids, String how);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private final List<InboxSource> sources;
  private final Store store;
  private final EngineClock clock;
  private final ZoneId zone;
  private final EventBus bus;
  private final Record trail;
  private final Supplier<Optional<InboxList.Decision>> lastApproval;
  private final Function<InboxItem, List<InboxDeed>> past;
  private final boolean keeps;

  private final Map<InboxKind, String> unread = new EnumMap<>(InboxKind.class);
  private @Nullable Map<String, Entry> unsaved;
  private @Nullable InboxList told;

  /**
   * @param sources one of each kind that this process can judge
   * @param zone where its person is
   * @param lastApproval the newest approval or rejection
   * @param past reads what has happened to what a row is about
   * @param keeps whether this process keeps the workspace
   */
  public Inbox(
      List<InboxSource> sources,
      Store store,
      EngineClock clock,
      ZoneId zone,
      EventBus bus,
      Record trail,
      Supplier<Optional<InboxList.Decision>> lastApproval,
      Function<InboxItem, List<InboxDeed>> past,
      boolean keeps) {
    this.sources = List.copyOf(sources);
    this.store = store;
    this.clock = clock;
    this.zone = zone;
    this.bus = bus;
    this.trail = trail;
    this.lastApproval = lastApproval;
    this.past = past;
    this.keeps = keeps;
  }

  List<InboxSource> sources() {
    return sources;
  }

  @Override
  public InboxList list() {
    return look(sources);
  }

  @Override
  public List<InboxDeed> past(InboxItem item) {
    return past.apply(item);
  }

  /** Reads these sources again, brings the list up to date, and tells it when it is another. */
  synchronized InboxList look(Collection<InboxSource> which) {
    Map<String, Entry> entries = judge(which);
    InboxList list =
        new InboxList(
            clock.now(),
            entries.values().stream()
                .filter(entry -> !entry.done())
                .map(Entry::item)
                .sorted(InboxItem.ORDER)
                .toList(),
            lastDecision(),
            List.copyOf(unread.values()));
    if (!saysTheSame(list, told)) {
      told = list;
      bus.publish(new InboxEvent.Changed(list));
    }
    return list;
  }

  private static boolean saysTheSame(InboxList list, @Nullable InboxList before) {
    return before != null
        && list.items().equals(before.items())
        && list.unread().equals(before.unread())
        && java.util.Objects.equals(list.lastDecision(), before.lastDecision());
  }

  private InboxList.@Nullable Decision lastDecision() {
    return Stream.of(lastApproval.get(), store.read(InboxDao::lastWord))
        .flatMap(Optional::stream)
        .max(Comparator.comparing(InboxList.Decision::at))
        .orElse(null);
  }

  private Map<String, Entry> judge(Collection<InboxSource> which) {
    Map<InboxKind, List<Concern>> read = read(which);
    Map<String, Entry> known = known();
    Set<String> heeded = heeded(known, read);
    Instant now = clock.now();
    Map<String, Entry> next = Latch.next(known, read, now, entry -> isIn(heeded, entry));
    if (!keeps || (next.equals(known) && unsaved == null)) {
      return next;
    }
    try {
      next =
          store.write(
              tx -> {
                Map<String, Entry> was = InboxDao.all(tx);
                Map<String, Entry> basis = unsaved == null ? was : unsaved;
                Map<String, Entry> is = Latch.next(basis, read, now, entry -> isIn(heeded, entry));
                InboxDao.save(tx, was, is);
                return is;
              });
      unsaved = null;
    } catch (EngineException e) {
      LOG.warn("The inbox is kept in memory: {}", e.getMessage());
      unsaved = next;
    }
    return next;
  }

  private Map<String, Entry> known() {
    return unsaved != null ? unsaved : store.read(InboxDao::all);
  }

  private static boolean isIn(Set<String> ids, Entry entry) {
    return ids.contains(entry.concern().id());
  }

  private Map<InboxKind, List<Concern>> read(Collection<InboxSource> which) {
    Map<InboxKind, List<Concern>> read = new EnumMap<>(InboxKind.class);
    for (InboxSource source : which) {
      try {
        read.put(source.kind(), source.read());
        unread.remove(source.kind());
      } catch (EngineException e) {
        LOG.warn("The inbox does not know about {}: {}", source.kind().code(), e.getMessage());
        unread.put(source.kind(), source.kind().code() + ": " + e.getMessage());
      }
    }
    return read;
  }

  private Set<String> heeded(Map<String, Entry> known, Map<InboxKind, List<Concern>> read) {
    Set<String> out = new HashSet<>();
    for (Entry entry : Latch.ended(known, read)) {
      if (entry.acknowledged() == null && byPerson(entry)) {
        out.add(entry.concern().id());
      }
    }
    return out;
  }

  private boolean byPerson(Entry entry) {
    try {
      return sources.stream()
          .filter(source -> source.kind() == entry.concern().kind())
          .anyMatch(source -> source.endedByPerson(entry.concern(), entry.shownAt()));
    } catch (EngineException e) {
      LOG.warn("It is not known who ended {}: {}", entry.concern().id(), e.getMessage());
      return false;
    }
  }

  @Override
  public int acknowledge(List<String> ids, String operator) {
    Instant now = clock.now();
    return say("inbox_acknowledged", ids, operator, "", entry -> entry.acknowledge(now, operator));
  }

  @Override
  public int snooze(List<String> ids, Snooze length, String operator) {
    Instant now = clock.now();
    Instant until = length.until(now, zone);
    return say(
        "inbox_snoozed", ids, operator, length.code(), entry -> entry.snooze(now, operator, until));
  }

  @Override
  public int reopen(List<String> ids, String operator) {
    return say("inbox_reopened", ids, operator, "", Entry::reopen);
  }

  private synchronized int say(
      String type, List<String> ids, String operator, String how, UnaryOperator<Entry> word) {
    store.refusal().ifPresent(Inbox::refuse);
    Map<String, Entry> now = judge(sources);
    List<String> known = ids.stream().distinct().filter(now::containsKey).toList();
    if (known.isEmpty()) {
      return 0;
    }
    trail.write(type, operator, known, how);
    store.write(
        tx -> {
          Map<String, Entry> was = InboxDao.all(tx);
          Map<String, Entry> is = new TreeMap<>(was);
          for (String id : known) {
            Entry before = was.get(id);
            is.put(id, word.apply(before == null ? Objects.requireNonNull(now.get(id)) : before));
          }
          InboxDao.save(tx, was, is);
          InboxDao.lastWord(tx, clock.now(), operator);
          return true;
        });
    look(new ArrayList<>());
    return known.size();
  }

  private static void refuse(EngineException because) {
    throw because;
  }
}
