package dev.reeve.engine.change;

import java.time.Duration;

/**
 * How far the files of a running execution are. Immutable. Source: {@code
 * docs/reference/executions.md}.
 *
 * @param path of the file that was last done
 * @param done files that are in place
 * @param failed files that an itemised execution could not do
 * @param of files in all
 * @param bytes new content that is in place; a deletion or move has none
 * @param bytesOf new content in all
 * @param took since the first file was begun
 */
public record ExecutionProgress(
    String path, int done, int failed, int of, long bytes, long bytesOf, Duration took) {}
