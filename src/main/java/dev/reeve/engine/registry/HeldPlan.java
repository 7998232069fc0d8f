package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.PathText;
import java.time.Instant;

/**
 * A comparison with the registry whose repairs wait for a person. Immutable. Source: {@code
 * docs/reference/reconcile.md}.
 *
 * @param root watched folder that was compared
 * @param planId what a person confirms it by
 * @param reason stable code and a sentence
 * @param differences how many were found
 * @param since when the comparison ended
 */
public record HeldPlan(String root, String planId, String reason, long differences, Instant since) {
  /** Whether a difference is one of the folder, and so waits with this. */
  public boolean holds(DriftItem item) {
    return PathText.isUnder(item.path(), root);
  }
}
