package dev.reeve.engine.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The execution that took another one back, and still stands itself. Source: {@code
 * docs/reference/executions.md}.
 *
 * @param at when it ended
 * @param by account that asked for it, null where that was not kept
 */
public record Reversal(String executionId, Instant at, @Nullable String by) {

  /** Why what was taken back cannot be taken back again, for people. */
  public String whyNotAgain() {
    return "It was reverted by " + executionId + " already.";
  }
}
