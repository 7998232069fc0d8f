package dev.reeve.engine.watch;

import dev.reeve.engine.queue.FileEventKind;
import java.time.Instant;

/**
 * What the operating system said about a path, folded: the first thing said tells whether the path
 * existed before; what is there now, the disk tells.
 *
 * @param root id of the watch root
 * @param path relative to the workspace
 * @param kind ADDED, MODIFIED or DELETED
 * @param folder a folder that went; what was below it went with it
 * @param seen when it was first said
 */
record RawEvent(String root, String path, FileEventKind kind, boolean folder, Instant seen) {}
