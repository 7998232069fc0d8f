package dev.reeve.engine.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened to what a row of the inbox is about. Immutable. Source: {@code
 * docs/reference/inbox.md}.
 *
 * @param id of what was made or used: plan, decision, approval or execution; empty for none
 * @param by account; null when nobody did it
 * @param text in words: the reasons of the gate, a person's notes, how long the row rests; may be
 *     empty
 * @param inPlaceOf id of the decision that no longer held from then on; null for none
 * @param leftOut files that a person had left out of it before
 */
public record InboxDeed(
    Instant at,
    Kind kind,
    String id,
    @Nullable String by,
    String text,
    @Nullable String inPlaceOf,
    int leftOut) {

  /** What happened. */
  public enum Kind {
    /** It began to wait. */
    BEGAN,
    /** A change was proposed. */
    HANDED_IN,
    /** The gate examined it and left it to a person. */
    JUDGED,
    /** The gate refused it. */
    DENIED,
    /** The gate let it through. */
    ALLOWED,
    APPROVED,
    REJECTED,
    CARRIED_OUT,
    ACKNOWLEDGED,
    SNOOZED,
    /** An acknowledgement or a rest was taken back. */
    REOPENED,
    /** It ended by itself. */
    ENDED,
    /** No job waits for anybody any more; whether somebody cured them is not known. */
    DONE
  }

  static InboxDeed of(Instant at, Kind kind, String id, @Nullable String by, String text) {
    return new InboxDeed(at, kind, id, by, text, null, 0);
  }
}
