package dev.reeve.engine.watch;

import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.Settled;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.watch.UnsettledPath.Phase;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.FileFacts;
import dev.reeve.engine.workspace.Found;
import dev.reeve.engine.workspace.PathText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when a changed file may be read: quiet for the debounce time, then two equal looks a
 * window apart. Time is the monotonic clock's, counted from the last change that was seen, so
 * preserved old times and clock jumps mean nothing. Nothing waits inside: the owner calls {@link
 * #tick} when {@link #nextDue} comes. Not safe for several threads. Source: {@code
 * docs/reference/watch.md}.
 */
final class Settler {
  private static final Logger LOG = LoggerFactory.getLogger(Settler.class);

  /** A busy path is told to the queue at the latest after this time, and then this often. */
  static final Duration HOLD = Duration.ofSeconds(2);

  /** Empty files are often just about to be filled. */
  static final Duration EMPTY = Duration.ofSeconds(2);

  /** Editors that save by replacing delete first. */
  static final Duration GONE = Duration.ofSeconds(2);

  /** What is due at about the same time is due together, so that a burst is stored as a batch. */
  private static final long GRAIN = Duration.ofMillis(50).toNanos();

  /** The same for the first time the queue hears of a change: nothing is gained by waiting. */
  private static final long FIRST_GRAIN = Duration.ofMillis(2).toNanos();

  /**
   * A path whose change should reach the queue now.
   *
   * @param kind ADDED, MODIFIED or DELETED, as the disk says now
   * @param found what is there, null when nothing is
   */
  record Announced(
      String root, String path, FileEventKind kind, Instant seen, @Nullable Found found) {}

  /**
   * What came of one tick.
   *
   * @param announced to be answered with {@link #accepted}, {@link #own} or {@link #again}
   * @param ready paths that have come to rest
   * @param hopeless paths that did not within {@link WorkQueue#NEVER_STABLE}
   */
  record Round(List<Announced> announced, List<Settled> ready, List<String> hopeless) {}

  private final EngineClock clock;
  private final Look look;
  private final long debounce;
  private final long window;
  private final Map<String, UnsettledPath> entries = new HashMap<>();
  private final TreeSet<UnsettledPath> timers =
      new TreeSet<>(
          Comparator.<UnsettledPath>comparingLong(entry -> entry.due)
              .thenComparingLong(entry -> entry.number));
  private long numbers;

  Settler(EngineClock clock, Look look, Duration debounce, Duration window) {
    this.clock = clock;
    this.look = look;
    this.debounce = debounce.toNanos();
    this.window = window.toNanos();
  }

  /**
   * Something was said about a path.
   *
   * @param at when, as monotonic time
   */
  void changed(RawEvent event, long at) {
    UnsettledPath entry = entries.get(event.path());
    if (entry == null) {
      entry = enter(event.root(), event.path(), event.seen());
    }
    if (entry.said == null) {
      entry.say(event.kind(), event.seen(), at);
    }
    entry.changedAt = at;
    if (entry.phase != Phase.ANNOUNCED) {
      awaitQuiet(entry);
    }
  }

  /** The queue holds a row that waits to settle; nothing happens when the path is followed. */
  void adopt(String root, String path, boolean deleted) {
    if (entries.containsKey(path)) {
      return;
    }
    UnsettledPath entry = enter(root, path, clock.now());
    entry.queued = true;
    entry.changedAt = clock.nanos();
    entry.phase = deleted ? Phase.GONE : Phase.SETTLING;
    schedule(entry, deleted ? entry.changedAt + GONE.toNanos() : entry.changedAt);
  }

  /** The announced change is in the queue. */
  void accepted(Announced announced) {
    UnsettledPath entry = entries.get(announced.path());
    if (entry != null && entry.phase == Phase.ANNOUNCED) {
      entry.queued = true;
      settle(entry, announced.found());
    }
  }

  /** The announced change is Reeve's own; what the queue knew before still settles. */
  void own(Announced announced) {
    UnsettledPath entry = entries.get(announced.path());
    if (entry != null && entry.phase == Phase.ANNOUNCED) {
      if (entry.queued || entry.said != null) {
        settle(entry, announced.found());
      } else {
        forget(entry);
      }
    }
  }

  /** The announced change did not reach the queue: it is announced again later. */
  void again(Announced announced) {
    UnsettledPath entry = entries.get(announced.path());
    if (entry != null && entry.phase == Phase.ANNOUNCED) {
      entry.phase = entry.queued ? Phase.SETTLING : Phase.NOISY;
      entry.say(announced.kind(), announced.seen(), clock.nanos());
      schedule(entry, entry.saidAt + HOLD.toNanos());
    }
  }

  /** Stops following what lies under a root. */
  void forget(String root) {
    for (UnsettledPath entry : List.copyOf(entries.values())) {
      if (entry.root.equals(root)) {
        forget(entry);
      }
    }
  }

  /**
   * Paths that are followed below a folder.
   *
   * @param folder {@code .} for the root
   */
  List<String> under(String folder) {
    return entries.keySet().stream().filter(path -> PathText.isUnder(path, folder)).toList();
  }

  /** How many paths of a root have not come to rest. */
  long settling(String root) {
    return entries.values().stream().filter(entry -> entry.root.equals(root)).count();
  }

  /** Whether no path is followed. */
  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** When {@link #tick} has something to do, as monotonic time. */
  OptionalLong nextDue() {
    return timers.isEmpty() ? OptionalLong.empty() : OptionalLong.of(timers.first().due);
  }

  /**
   * Looks at what is due.
   *
   * @param present whether a root is there; what is missing below a lost root is not deleted
   */
  Round tick(Predicate<String> present) {
    long now = clock.nanos();
    Round round = new Round(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    while (!timers.isEmpty() && timers.first().due - now <= 0) {
      UnsettledPath entry = timers.pollFirst();
      entry.due = Long.MAX_VALUE;
      try {
        look(entry, now, round, present);
      } catch (RuntimeException e) {
        LOG.warn("{} was not looked at; it is tried again", entry.path, e);
        schedule(entry, now + HOLD.toNanos());
      }
    }
    return round;
  }

  private void look(UnsettledPath entry, long now, Round round, Predicate<String> present) {
    Found found = look.at(entry.path);
    if (found == null && !present.test(entry.root)) {
      forget(entry);
    } else if (entry.said != null) {
      if (entry.queued && found != null && hopeless(entry, now, round)) {
        return;
      }
      announce(entry, found, round);
    } else if (entry.phase == Phase.GONE) {
      if (found == null) {
        rest(entry, null, round);
      } else {
        entry.said = FileEventKind.ADDED;
        announce(entry, found, round);
      }
    } else if (found == null) {
      entry.changedAt = now;
      entry.said = FileEventKind.DELETED;
      announce(entry, null, round);
    } else {
      compare(entry, found, now, round);
    }
  }

  private void announce(UnsettledPath entry, @Nullable Found found, Round round) {
    boolean isNew = entry.said == FileEventKind.ADDED;
    FileEventKind kind =
        found == null
            ? FileEventKind.DELETED
            : isNew ? FileEventKind.ADDED : FileEventKind.MODIFIED;
    entry.said = null;
    entry.phase = Phase.ANNOUNCED;
    round.announced().add(new Announced(entry.root, entry.path, kind, entry.seen, found));
  }

  private void compare(UnsettledPath entry, Found found, long now, Round round) {
    boolean empty = found instanceof FileFacts facts && facts.size() == 0;
    long rested = entry.changedAt + (empty ? EMPTY.toNanos() : debounce);
    if (!(found instanceof FileFacts facts)) {
      rest(entry, null, round); // reading it will tell what is wrong
    } else if (!found.equals(entry.sample)) {
      if (hopeless(entry, now, round)) {
        return;
      }
      entry.changedAt = entry.sample == null ? entry.changedAt : now;
      entry.saw(found, clock.now());
      schedule(entry, now + window);
    } else if (rested > now) {
      schedule(entry, rested);
    } else {
      rest(entry, Fingerprint.of(facts), round);
    }
  }

  private boolean hopeless(UnsettledPath entry, long now, Round round) {
    if (now - entry.since < WorkQueue.NEVER_STABLE.toNanos()) {
      return false;
    }
    round.hopeless().add(entry.path);
    forget(entry);
    return true;
  }

  private void rest(UnsettledPath entry, @Nullable String fingerprint, Round round) {
    round.ready().add(new Settled(entry.path, fingerprint));
    forget(entry);
  }

  private UnsettledPath enter(String root, String path, Instant seen) {
    long now = clock.nanos();
    UnsettledPath entry = new UnsettledPath(root, path, numbers++, now, seen);
    entries.put(path, entry);
    return entry;
  }

  /** The queue was told: goes on with looking, or with waiting when more was said meanwhile. */
  private void settle(UnsettledPath entry, @Nullable Found found) {
    entry.phase = found == null ? Phase.GONE : Phase.SETTLING;
    entry.saw(found, clock.now());
    if (entry.said != null) {
      awaitQuiet(entry);
    } else if (found == null) {
      schedule(entry, entry.changedAt + GONE.toNanos());
    } else {
      schedule(entry, clock.nanos() + window);
    }
  }

  /** The paths that are followed, with the newest looks at them. */
  Map<String, Settling> settling() {
    Map<String, Settling> told = new HashMap<>();
    for (UnsettledPath entry : entries.values()) {
      told.put(entry.path, entry.told());
    }
    return told;
  }

  private void awaitQuiet(UnsettledPath entry) {
    entry.sample = null;
    schedule(
        entry, Math.min(entry.changedAt + debounce, entry.saidAt + HOLD.toNanos()), FIRST_GRAIN);
  }

  private void schedule(UnsettledPath entry, long due) {
    schedule(entry, due, GRAIN);
  }

  private void schedule(UnsettledPath entry, long due, long grain) {
    timers.remove(entry);
    entry.due = Math.ceilDiv(due, grain) * grain;
    timers.add(entry);
  }

  private void forget(UnsettledPath entry) {
    timers.remove(entry);
    entries.remove(entry.path);
  }
}
