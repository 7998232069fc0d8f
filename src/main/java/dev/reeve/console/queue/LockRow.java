package dev.reeve.console.queue;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.lock.LockStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** A lock as a row. */
public final class LockRow extends SnapshotRow<LockStatus> {
  static final Comparator<LockRow> ORDER = Comparator.comparing(LockRow::badge);

  LockRow(String name, LockStatus status) {
    super(name, status);
  }

  @Override
  public Badge badge() {
    return LockBadge.of(snapshot().state());
  }

  /** What is locked. */
  public ObservableValue<String> name() {
    return value(LockStatus::name);
  }

  /** Who has it, in the words of the program. */
  public ObservableValue<String> holder() {
    return value(LockRow::owner);
  }

  /** The queue's own takers have the number of their job for a name. */
  static String owner(LockStatus lock) {
    boolean job = lock.owner().chars().allMatch(Character::isDigit) && !lock.owner().isEmpty();
    return job ? Texts.get("locks.holder.job", lock.owner()) : lock.owner();
  }

  /** The process that has it, and where it runs. */
  public ObservableValue<String> process() {
    return value(LockStatus::holder);
  }

  /** What for. */
  public ObservableValue<String> purpose() {
    return value(LockStatus::purpose);
  }

  /** Since when. */
  public ObservableValue<@Nullable Instant> since() {
    return value(LockStatus::since);
  }

  /**
   * The time a lease was given for.
   *
   * @param from when it was given or last renewed
   * @param until when it ends unless renewed; null when the record does not say
   * @param used whether anybody is there to use it
   */
  public record Lease(@Nullable Instant from, @Nullable Instant until, boolean used)
      implements Comparable<Lease> {
    private static final Comparator<Lease> BY_END =
        Comparator.comparing(Lease::until, Comparator.nullsLast(Comparator.naturalOrder()));

    /** How much of it is left, 0 to 1. */
    double left(Instant now) {
      if (from == null || until == null || !now.isBefore(until) || !from.isBefore(until)) {
        return 0;
      }
      double whole = Duration.between(from, until).toMillis();
      return Math.min(1, Duration.between(now, until).toMillis() / whole);
    }

    @Override
    public int compareTo(Lease other) {
      return BY_END.compare(this, other);
    }
  }

  /** How long the lease holds unless renewed. */
  public ObservableValue<Lease> lease() {
    return value(
        lock ->
            new Lease(
                lock.lastRenewed() == null ? lock.since() : lock.lastRenewed(),
                lock.expires(),
                lock.state() != LockStatus.State.STALE));
  }

  /** How many wait for it. */
  public ObservableValue<Integer> waiting() {
    return value(LockStatus::waiters);
  }
}
