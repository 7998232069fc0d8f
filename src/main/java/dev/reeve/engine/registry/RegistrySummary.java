package dev.reeve.engine.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The registry in figures. Source: {@code docs/reference/registry.md}.
 *
 * @param hash SHA-256 of the file's bytes, null when there is no file or it cannot be read
 * @param problem what is wrong with the file itself, so that it is not written: a code and a
 *     sentence, null when nothing is
 * @param alarm what else kept its keeper from writing it, such as a full disk, until it was written
 *     again: a code and a sentence, null when nothing does
 */
public record RegistrySummary(
    @Nullable String hash,
    String version,
    long records,
    long activeFiles,
    int backups,
    @Nullable Instant lastWrite,
    @Nullable Instant lastValidation,
    int validationErrors,
    int validationWarnings,
    long writesAttempted,
    long writesSucceeded,
    long casConflicts,
    @Nullable String problem,
    @Nullable String alarm) {}
