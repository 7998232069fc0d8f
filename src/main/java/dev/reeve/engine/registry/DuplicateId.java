package dev.reeve.engine.registry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One id or path that is claimed more than once, and a proposal. A person decides. Source: {@code
 * docs/reference/reconcile.md}.
 *
 * @param kind which disagreement it is
 * @param id the id, empty when the file carries none
 * @param claims who claims it; at most one of them is to keep it
 */
public record DuplicateId(DriftKind kind, String id, String message, List<Claim> claims) {

  /**
   * One claim.
   *
   * @param modified when the file was changed last, null when there is no file
   * @param keeps whether it is proposed that this one keeps the id
   * @param advice what to do about it
   */
  public record Claim(String path, @Nullable Instant modified, boolean keeps, String advice) {}
}
