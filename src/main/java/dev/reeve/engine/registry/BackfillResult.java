package dev.reeve.engine.registry;

import org.jspecify.annotations.Nullable;

/**
 * How a back-fill ended. Source: {@code docs/reference/ids.md}.
 *
 * @param reason stable code and a sentence when it was held; empty otherwise
 * @param write how the one patch ended; null when none was tried
 */
public record BackfillResult(
    Status status, String reason, BackfillPlan plan, @Nullable WriteResult write) {

  /** How it ended. */
  public enum Status {
    /** The plan was only shown. */
    PLANNED,
    /** It waits for a person; nothing was issued. */
    HELD,
    /** The records were written, or there was nothing to write. */
    DONE,
    /** The registry refused the patch. */
    REFUSED
  }
}
