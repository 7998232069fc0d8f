package dev.reeve.engine.inbox;

import dev.reeve.engine.lock.LockStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One row of the inbox. Immutable. Source: {@code docs/reference/inbox.md}.
 *
 * @param id stable, to acknowledge or snooze it by
 * @param why why it waits and what to do next
 * @param since when it began to wait
 * @param deadline when it is too late; null when never
 * @param owner whose it is; null when nobody's
 * @param place where it is dealt with
 * @param details further lines for a closer look
 * @param healedAt when it ended by itself; null while it lasts
 * @param acknowledgedAt null when nobody has
 * @param acknowledgedBy account; null when nobody has
 * @param snoozedUntil null when it does not rest, or rests until it gets worse
 */
public record InboxItem(
    String id,
    InboxKind kind,
    State state,
    String what,
    String why,
    Instant since,
    @Nullable Instant deadline,
    @Nullable String owner,
    InboxPlace place,
    List<String> details,
    @Nullable Instant healedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable String acknowledgedBy,
    @Nullable Instant snoozedUntil) {
  static final String LOCK_STATE = "state: ";

  /** Whether it still asks for anything; in the order of the list. */
  public enum State {
    /** It needs a person. */
    OPEN,
    /** It ended by itself, and nobody has seen that yet. */
    RESOLVED,
    /** A person knows of it, and it has not got worse since. */
    ACKNOWLEDGED,
    /** It rests. */
    SNOOZED
  }

  /** Most urgent first: what is open, by kind, then by deadline, then by age. */
  public static final Comparator<InboxItem> ORDER =
      Comparator.comparing(InboxItem::state)
          .thenComparing(InboxItem::kind)
          .thenComparing(InboxItem::deadline, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(InboxItem::since)
          .thenComparing(InboxItem::id);

  /** State of the lock it is about; null of anything else. */
  public LockStatus.@Nullable State lock() {
    return details.stream()
        .filter(line -> kind == InboxKind.LOCK_STUCK && line.startsWith(LOCK_STATE))
        .map(line -> line.substring(LOCK_STATE.length()).toUpperCase(Locale.ROOT))
        .map(LockStatus.State::valueOf)
        .findFirst()
        .orElse(null);
  }
}
