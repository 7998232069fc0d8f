package dev.reeve.console.registry;

import dev.reeve.engine.registry.RecordWrite;
import dev.reeve.engine.registry.RegistryView.Backup;
import org.jspecify.annotations.Nullable;

/**
 * A backup with what it was kept before. Source: {@code docs/guide/registry.md}.
 *
 * @param write what was written after it was made; null when that is unknown
 */
public record KeptBackup(Backup backup, @Nullable RecordWrite write) {
  String name() {
    return backup.name();
  }

  boolean verified() {
    return backup.verified();
  }
}
