package dev.reeve.engine.lifecycle;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a request for a change of state. Source: {@code docs/reference/lifecycle.md}. */
public sealed interface TransitionResult {

  /**
   * It was done and is durable.
   *
   * @param seq number of its event
   * @param from null on creation
   * @param version the entity's version now
   * @param at the time it carries
   */
  record Applied(
      long seq,
      String eventId,
      String entityType,
      String entityId,
      @Nullable String from,
      String to,
      long version,
      Instant at)
      implements TransitionResult {}

  /**
   * Nothing was changed.
   *
   * @param message a sentence for people
   * @param details each condition that does not hold; may be empty
   */
  record Refused(Refusal code, String message, List<String> details) implements TransitionResult {}
}
