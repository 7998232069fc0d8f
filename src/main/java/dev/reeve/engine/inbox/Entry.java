package dev.reeve.engine.inbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row with what became of it: since when it is shown, whether it ended, who has seen it, until
 * when it rests. Immutable.
 *
 * @param healedAt when it was found to have ended by itself; null while it lasts
 * @param acknowledged null when nobody has
 * @param snoozed null when it does not rest
 */
record Entry(
    Concern concern,
    Instant shownAt,
    @Nullable Instant healedAt,
    @Nullable Seen acknowledged,
    @Nullable Rest snoozed) {
  /** So long an acknowledgement of something that is over can be taken back. */
  private static final Duration UNDONE_WITHIN = Duration.ofMinutes(1);

  /**
   * @param weight of the row when it was seen
   */
  record Seen(Instant at, String by, long weight) {}

  /**
   * @param until null until it gets worse
   * @param weight of the row when it was laid to rest
   */
  record Rest(Instant at, String by, @Nullable Instant until, long weight) {}

  static Entry fresh(Concern concern, Instant now) {
    return new Entry(concern, now, null, null, null);
  }

  /** The same thing, as it is now; what was said of a better state no longer holds. */
  Entry seenAgain(Concern now) {
    if (healedAt != null) {
      return this;
    }
    long weight = now.weight();
    Seen seen = acknowledged;
    if (seen != null) {
      seen =
          weight > seen.weight()
              ? null
              : new Seen(seen.at(), seen.by(), Math.min(seen.weight(), weight));
    }
    Rest rest = snoozed;
    if (rest != null && rest.until() == null) {
      rest =
          weight > rest.weight()
              ? null
              : new Rest(rest.at(), rest.by(), null, Math.min(rest.weight(), weight));
    }
    return new Entry(now, shownAt, null, seen, rest);
  }

  Entry healed(Instant now) {
    boolean restsByTheClock = snoozed != null && snoozed.until() != null;
    return new Entry(concern, shownAt, now, null, restsByTheClock ? snoozed : null);
  }

  Entry acknowledge(Instant now, String by) {
    return new Entry(concern, shownAt, healedAt, new Seen(now, by, concern.weight()), null);
  }

  Entry snooze(Instant now, String by, @Nullable Instant until) {
    return new Entry(
        concern, shownAt, healedAt, acknowledged, new Rest(now, by, until, concern.weight()));
  }

  Entry reopen() {
    return new Entry(concern, shownAt, healedAt, null, null);
  }

  /** A rest that is over is forgotten. */
  Entry at(Instant now) {
    return snoozed != null && snoozed.until() != null && !now.isBefore(snoozed.until())
        ? new Entry(concern, shownAt, healedAt, acknowledged, null)
        : this;
  }

  /** Whether it is over and somebody has seen that. */
  boolean done() {
    return healedAt != null && acknowledged != null;
  }

  /** Whether nothing has to be remembered of it any more. */
  boolean forgotten(Instant now) {
    return done() && acknowledged != null && acknowledged.at().plus(UNDONE_WITHIN).isBefore(now);
  }

  InboxItem.State state() {
    if (snoozed != null) {
      return InboxItem.State.SNOOZED;
    }
    if (healedAt != null) {
      return InboxItem.State.RESOLVED;
    }
    return acknowledged == null ? InboxItem.State.OPEN : InboxItem.State.ACKNOWLEDGED;
  }

  /** A job is done as soon as its file is cured; that it was by nobody is not known. */
  private String over() {
    return concern.kind() == InboxKind.DEAD_LETTERS
        ? "No job is given up for this any more"
        : "It ended without anybody's doing";
  }

  InboxItem item() {
    return new InboxItem(
        concern.id(),
        concern.kind(),
        state(),
        concern.what(),
        healedAt == null
            ? concern.why()
            : over() + "; acknowledge it to take it off the list. It was: " + concern.why(),
        concern.since() == null ? shownAt : concern.since(),
        healedAt == null ? concern.deadline() : null,
        concern.owner(),
        concern.place(),
        concern.details(),
        healedAt,
        acknowledged == null ? null : acknowledged.at(),
        acknowledged == null ? null : acknowledged.by(),
        snoozed == null ? null : snoozed.until());
  }
}
