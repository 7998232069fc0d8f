package dev.reeve.console.registry;

import dev.reeve.engine.registry.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What a validation found, and where people look for it. Immutable.
 *
 * @param path of the record it is about; null where it has none, or there is no such record
 * @param known whether there is a record that can be gone to
 */
record PlacedFinding(Finding finding, @Nullable String path, boolean known) {
  /** The path, else the key of the record; empty where it is about none. */
  String place() {
    String key = finding.key();
    return path != null ? path : key == null ? "" : key;
  }
}
