package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.SafePath;
import java.time.Instant;

/**
 * A file that is to get a record.
 *
 * @param size bytes
 * @param sha256 of its content
 * @param modified its modification time
 */
public record NewFile(SafePath path, long size, String sha256, Instant modified) {}
