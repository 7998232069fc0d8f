package dev.reeve.engine.lock;

import java.util.List;

/**
 * The facts behind a {@code LOCK_TIMEOUT}: the cause of that {@link
 * dev.reeve.engine.workspace.EngineException}. Source: {@code docs/reference/locks.md}.
 */
public final class LockTimeout extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param requested the whole set, in canonical order
   * @param acquiredBefore what had been granted and was given back
   * @param failedAt the name that was not had
   * @param holder owner of the lease in the way
   * @param waitedMillis how long was waited in all
   */
  public record Facts(
      List<String> requested,
      List<String> acquiredBefore,
      String failedAt,
      String holder,
      long waitedMillis) {}

  private final transient Facts facts;

  LockTimeout(Facts facts) {
    super(facts.failedAt() + " is held by " + facts.holder());
    this.facts = facts;
  }

  /** What was asked for, and what was in the way. */
  public Facts facts() {
    return facts;
  }
}
