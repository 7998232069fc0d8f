package dev.reeve.engine.queue;

import org.jspecify.annotations.Nullable;

/**
 * A path that has come to rest. Source: {@code docs/reference/queue.md}.
 *
 * @param path relative to the workspace
 * @param fingerprint what the file looks like at rest, null when it is gone
 */
public record Settled(String path, @Nullable String fingerprint) {}
