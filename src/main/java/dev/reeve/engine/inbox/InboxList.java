package dev.reeve.engine.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inbox at one moment. Immutable. Source: {@code docs/reference/inbox.md}.
 *
 * @param items most urgent first
 * @param lastDecision what a person decided last; null when nothing is on record
 * @param unread which sources could not be read, in words; their rows are the last known ones
 */
public record InboxList(
    Instant asOf, List<InboxItem> items, @Nullable Decision lastDecision, List<String> unread) {

  /**
   * A word of a person: an approval, a rejection, an acknowledgement, a snooze.
   *
   * @param by account
   */
  public record Decision(Instant at, String by) {}

  /** Rows in the given state. */
  public List<InboxItem> in(InboxItem.State state) {
    return items.stream().filter(item -> item.state() == state).toList();
  }
}
