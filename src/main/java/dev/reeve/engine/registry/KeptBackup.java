package dev.reeve.engine.registry;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Makes the backup when the commit asks for it, and knows its name afterwards. */
final class KeptBackup implements RegistryCommit.Backup {
  private final RegistryBackups backups;
  private @Nullable String name;

  KeptBackup(RegistryBackups backups) {
    this.backups = backups;
  }

  /** Null until it was made. */
  @Nullable String name() {
    return name;
  }

  @Override
  public String keep(byte[] bytes, String hash) throws IOException {
    String made = backups.keep(bytes, hash);
    name = made;
    return made;
  }
}
