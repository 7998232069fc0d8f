package dev.reeve.engine.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source says waits for a person now. Immutable. Source: {@code docs/reference/inbox.md}.
 *
 * @param id the same as long as it is the same thing
 * @param what the thing, in a few words
 * @param why one sentence or two: why it waits and what to do next; without ages, which tick
 *     elsewhere
 * @param weight how bad it is: it got worse when this rose
 * @param since when it began; null when only its first showing is known
 * @param deadline when it is too late; null when never
 * @param owner whose it is; null when nobody's
 * @param details further lines for a closer look
 */
public record Concern(
    String id,
    InboxKind kind,
    String what,
    String why,
    long weight,
    @Nullable Instant since,
    @Nullable Instant deadline,
    @Nullable String owner,
    InboxPlace place,
    List<String> details) {

  /** The id of a thing of its kind. */
  static String id(InboxKind kind, String name) {
    return kind.code() + ":" + name;
  }
}
