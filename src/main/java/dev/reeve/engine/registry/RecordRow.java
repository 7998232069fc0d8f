package dev.reeve.engine.registry;

import org.jspecify.annotations.Nullable;

/**
 * One record as a row of a table. Source: {@code docs/reference/registry.md}.
 *
 * @param key {@code record_id}
 * @param kind entity, edge or generator
 * @param docId 16 digits, for files
 * @param path relative path, for files; for edges {@code source -> target}
 * @param status registry status
 * @param sha256 content hash, for files
 * @param size bytes, for files
 * @param updated {@code updated_utc}
 * @param updatedBy source of the last change
 * @param problem first problem the last validation found in it
 */
public record RecordRow(
    String key,
    String kind,
    @Nullable String docId,
    @Nullable String path,
    String status,
    @Nullable String sha256,
    @Nullable Long size,
    @Nullable String updated,
    @Nullable String updatedBy,
    @Nullable String problem) {}
