package dev.reeve.engine.registry.edge;

import org.jspecify.annotations.Nullable;

/**
 * Which edges are shown. Source: {@code docs/reference/edges.md}.
 *
 * @param all also those that are set aside, deleted, or below the confidence that is shown
 * @param entityId only those that start or end there; null for all
 * @param relType only that relation, in upper case; null for all
 */
public record EdgeFilter(boolean all, @Nullable String entityId, @Nullable String relType) {
  /** What is shown unless more is asked for. */
  public static final EdgeFilter DEFAULT = new EdgeFilter(false, null, null);
}
