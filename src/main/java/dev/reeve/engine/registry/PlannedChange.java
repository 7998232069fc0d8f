package dev.reeve.engine.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What observe mode would have done about one path. Immutable. Source: {@code
 * docs/reference/reconcile.md}.
 *
 * @param action {@code register}, {@code move}, {@code update}, {@code revive}, {@code retire} or
 *     {@code conflict}
 * @param docId id of the record, or the one that would be issued
 * @param detail for people: columns, the old path, or the reason of a conflict
 */
public record PlannedChange(
    String path, String action, @Nullable String docId, String detail, Instant plannedAt) {}
