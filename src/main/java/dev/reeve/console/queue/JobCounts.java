package dev.reeve.console.queue;

import dev.reeve.console.fx.LiveList;
import dev.reeve.console.queue.QueueViewModel.Chip;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.WorkItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Counts the jobs by their states, and lets those go that ended long ago. Those done in a day are
 * counted by the engine, like those done in a minute, so that the two never contradict. Screen
 * thread.
 */
final class JobCounts {
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * What was done is listed for so long unless the filter asks for it, so that work can be seen.
   */
  private static final Duration RECENT = Duration.ofMinutes(10);

  private final LiveList<WorkItem, QueueRow> list;
  private final int limit;
  private final Map<Chip, ReadOnlyIntegerWrapper> counts = new EnumMap<>(Chip.class);
  private final ReadOnlyIntegerWrapper open = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper older = new ReadOnlyBooleanWrapper();
  private Instant yesterday = Instant.MIN;
  private Instant recently = Instant.MIN;
  private int withoutRow;
  private long jobsBefore;
  private int rowsBefore;
  private boolean ticked;
  private int doneRows;
  private int recentRows;
  private boolean someEnded;

  /**
   * @param limit so many ended jobs are kept at most
   */
  JobCounts(LiveList<WorkItem, QueueRow> list, int limit) {
    this.list = list;
    this.limit = limit;
    for (Chip chip : Chip.values()) {
      counts.put(chip, new ReadOnlyIntegerWrapper());
    }
  }

  /** Every row is asked about this with every refresh, so it is told once a second. */
  void tick(Instant now) {
    yesterday = now.minus(DAY);
    recently = now.minus(RECENT);
    ticked = true;
  }

  /** Whether there is a row that goes when its time is over. */
  boolean someEnded() {
    return someEnded;
  }

  /** Whether the job was done so lately that it is listed unasked. */
  boolean doneRecently(QueueRow row) {
    return doneSince(recently, row);
  }

  /** Whether the job was done within a day. */
  boolean doneLately(QueueRow row) {
    return doneSince(yesterday, row);
  }

  private static boolean doneSince(Instant since, QueueRow row) {
    Instant ended = row.snapshot().endedAt();
    return row.snapshot().state() == ItemState.DONE && (ended == null || !ended.isBefore(since));
  }

  /** Counts anew, and tells what was met on the way. */
  Tally count() {
    Tally tally = new Tally();
    list.rows().each(tally::take);
    for (Chip chip : Chip.values()) {
      if (chip != Chip.DONE) {
        set(chip, tally.found.getOrDefault(chip, 0));
      }
    }
    doneRows = tally.done();
    recentRows = tally.recent;
    someEnded = tally.ended > 0;
    tellDone();
    open.set(tally.open);
    if (tally.tooMany()) {
      forgetOld();
    }
    return tally;
  }

  /**
   * Takes how many were done in a day, by the engine. It may have ended jobs whose rows do not say
   * so yet: more than the rows are there for good when there are too many for that, or still so a
   * second later and no row came since.
   */
  void doneLastDay(long jobs) {
    int more = (int) Math.clamp(jobs - doneRows, 0, Integer.MAX_VALUE - doneRows);
    boolean still = ticked && jobs == jobsBefore && doneRows == rowsBefore;
    if (more < withoutRow || more > open.get() || still) {
      withoutRow = more;
    }
    if (ticked) { // what is asked as soon as a row came may be a moment before the next one
      ticked = false;
      jobsBefore = jobs;
      rowsBefore = doneRows;
    }
    tellDone();
  }

  private void tellDone() {
    set(Chip.DONE, doneRows + withoutRow);
    older.set(of(Chip.DONE).get() > recentRows);
  }

  /** Whether more were done in a day than are listed unasked. */
  ReadOnlyBooleanProperty olderProperty() {
    return older.getReadOnlyProperty();
  }

  private void set(Chip chip, int jobs) {
    Objects.requireNonNull(counts.get(chip)).set(jobs);
  }

  /** The rows, counted in one go. */
  final class Tally {
    private final Map<Chip, Integer> found = new EnumMap<>(Chip.class);
    private final List<QueueRow> dead = new ArrayList<>();
    private final List<QueueRow> settling = new ArrayList<>();
    private int open;
    private int ended;
    private int recent;
    private boolean old;
    private @Nullable Instant oldest;
    private @Nullable Instant nextTry;

    private Tally() {}

    List<QueueRow> dead() {
      return dead;
    }

    /** Those whose files are not at rest yet. */
    List<QueueRow> settling() {
      return settling;
    }

    /** How many rows were done in a day. */
    int done() {
      return found.getOrDefault(Chip.DONE, 0);
    }

    /** When the job came that has been pending for longest. */
    @Nullable Instant oldest() {
      return oldest;
    }

    /** When the first of those is due that wait for another try. */
    @Nullable Instant nextTry() {
      return nextTry;
    }

    private boolean tooMany() {
      return old || ended > limit;
    }

    private boolean isEarlier(@Nullable Instant due) {
      return due != null && (nextTry == null || due.isBefore(nextTry));
    }

    private void take(QueueRow row) {
      WorkItem item = row.snapshot();
      if (row.open()) {
        open++;
      } else {
        ended++;
        old |= ended(row).isBefore(yesterday);
        recent += doneRecently(row) ? 1 : 0;
      }
      Chip chip = chip(item.state());
      if (chip == null || (chip == Chip.DONE && !doneLately(row))) {
        return;
      }
      found.merge(chip, 1, Integer::sum);
      if (chip == Chip.DEAD) {
        dead.add(row);
      } else if (chip == Chip.SETTLING) {
        settling.add(row);
      } else if (chip == Chip.PENDING && (oldest == null || item.waitingSince().isBefore(oldest))) {
        oldest = item.waitingSince();
      } else if (chip == Chip.RETRY && isEarlier(item.notBefore())) {
        nextTry = item.notBefore();
      }
    }
  }

  /**
   * What ended leaves the screen with the queue's own purge, and never gathers beyond the limit.
   */
  private void forgetOld() {
    List<QueueRow> ended = new ArrayList<>();
    list.rows()
        .each(
            row -> {
              if (!row.open()) {
                ended.add(row);
              }
            });
    ended.sort(Comparator.comparing(JobCounts::ended).reversed());
    List<String> old =
        IntStream.range(0, ended.size())
            .filter(at -> at >= limit || ended(ended.get(at)).isBefore(yesterday))
            .mapToObj(at -> ended.get(at).key())
            .toList();
    if (old.isEmpty()) {
      return;
    }
    list.rows().remove(old);
    if (list.activeProperty().get()) {
      list.lookAgain();
    } else {
      list.rows().absorb();
      list.rows().show(); // a hidden list lets go of its rows only when it moves
    }
  }

  private static Instant ended(QueueRow row) {
    WorkItem item = row.snapshot();
    return item.endedAt() == null ? item.lastSeen() : item.endedAt();
  }

  private static @Nullable Chip chip(ItemState state) {
    return switch (state) {
      case STABLE_PENDING -> Chip.SETTLING;
      case QUEUED, STABLE_READY -> Chip.PENDING;
      case RUNNING -> Chip.RUNNING;
      case RETRY_WAIT -> Chip.RETRY;
      case DEAD_LETTER -> Chip.DEAD;
      case DONE -> Chip.DONE;
      case CANCELLED -> null;
    };
  }

  ReadOnlyIntegerProperty of(Chip chip) {
    return Objects.requireNonNull(counts.get(chip)).getReadOnlyProperty();
  }

  /** Jobs that are not done. */
  ReadOnlyIntegerProperty open() {
    return open.getReadOnlyProperty();
  }
}
