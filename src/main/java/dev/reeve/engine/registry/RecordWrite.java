package dev.reeve.engine.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One patch that was written. Source: {@code docs/reference/registry.md}. Immutable.
 *
 * @param before registry hash it was made for
 * @param after registry hash it led to
 * @param source of the patch, such as {@code watcher}; null when its copy is no longer kept
 * @param reason for people; null when its copy is no longer kept
 * @param backup name of the backup of the state before; null when there was no file
 * @param executionId the execution that wrote it
 */
public record RecordWrite(
    Instant at,
    String patchId,
    String before,
    String after,
    @Nullable String source,
    @Nullable String reason,
    @Nullable String backup,
    @Nullable String executionId) {}
