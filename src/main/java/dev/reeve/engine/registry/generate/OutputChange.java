package dev.reeve.engine.registry.generate;

import org.jspecify.annotations.Nullable;

/**
 * What building a generator would make of one output. Immutable; the bytes must not be changed.
 * Source: {@code docs/reference/generators.md}.
 *
 * @param path relative to the workspace
 * @param before null when there is no such file yet
 * @param edited whether a person changed it since it was written
 */
public record OutputChange(String path, byte @Nullable [] before, byte[] after, boolean edited) {}
