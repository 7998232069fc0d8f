package dev.reeve.engine.workspace;

import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What a walk knows of a regular file without reading it. Immutable. Source: {@code
 * docs/reference/workspace.md}.
 *
 * @param path canonical relative path, as {@link SafePath} takes it
 * @param size bytes
 * @param modified time of the last change as the file system gives it
 * @param fileKey what stays the same when the file is renamed; null where the platform has none
 */
public record FileFacts(String path, long size, FileTime modified, @Nullable String fileKey)
    implements Found {}
