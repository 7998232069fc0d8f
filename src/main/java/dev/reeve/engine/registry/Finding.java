package dev.reeve.engine.registry;

import org.jspecify.annotations.Nullable;

/**
 * One thing a contract found. Source: {@code docs/reference/registry-policies.md}.
 *
 * @param code such as {@code WP_IMMUTABLE}
 * @param contract P1 to P6 or RI
 * @param warning true when it does not stop a write
 * @param key record id, when it is about one record
 * @param message for people: record, column, old and new value
 */
public record Finding(
    String code,
    String contract,
    boolean warning,
    @Nullable String key,
    @Nullable String column,
    String message) {}
