package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.OwnFiles;
import dev.reeve.engine.workspace.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * What becomes of former states of the registry: those that retention no longer wants go, the
 * others are compressed, except the newest. Source: {@code docs/reference/registry.md}. Blocks; any
 * thread.
 */
public final class BackupUpkeep {
  private final RegistryBackups backups;
  private final RegistryDao dao;
  private final OwnFiles own;
  private final EngineClock clock;
  private final long mostBytes;

  /**
   * @param mostBytes what the backups may take in all
   */
  BackupUpkeep(
      RegistryBackups backups, RegistryDao dao, OwnFiles own, EngineClock clock, long mostBytes) {
    this.backups = backups;
    this.dao = dao;
    this.own = own;
    this.clock = clock;
    this.mostBytes = mostBytes;
  }

  /** Removes what retention no longer wants, and compresses the rest except the newest. */
  public void maintain() {
    prune();
    List<StoredBackup> left = backups.stored();
    try {
      for (StoredBackup backup : left.subList(Math.min(1, left.size()), left.size())) {
        if (!backup.packed()) {
          pack(backup);
        }
      }
    } catch (IOException e) {
      throw RegistryBackups.unavailable("The backups were not compressed", e);
    }
  }

  /** Names of those that retention no longer wants; none while no backup verifies. */
  public Set<String> superfluous() {
    try {
      return superfluous(backups.stored());
    } catch (IOException e) {
      throw RegistryBackups.unavailable("The backups cannot be listed", e);
    }
  }

  private Set<String> superfluous(List<StoredBackup> all) throws IOException {
    Optional<StoredBackup> safe = all.stream().filter(StoredBackup::verifies).findFirst();
    List<RetentionLadder.Item> items = new ArrayList<>();
    for (StoredBackup backup : all) {
      items.add(new RetentionLadder.Item(backup.name(), backup.time(), Files.size(backup.file())));
    }
    return safe.isEmpty()
        ? Set.of()
        : RetentionLadder.superfluous(items, safe.get().name(), mostBytes, clock.now());
  }

  /**
   * Removes what retention no longer wants, and remembers no more results than it must.
   *
   * @return names of what was removed
   */
  public Set<String> prune() {
    List<StoredBackup> all = backups.stored();
    try {
      Set<String> gone = superfluous(all);
      for (StoredBackup backup : all) {
        if (gone.contains(backup.name())) {
          own.delete(backup.file());
        }
      }
      dao.backupGone(List.copyOf(gone));
      dao.pruneResults();
      return gone;
    } catch (IOException e) {
      throw RegistryBackups.unavailable("The backups were not thinned out", e);
    }
  }

  private void pack(StoredBackup backup) throws IOException {
    byte[] raw = Files.readAllBytes(backup.file());
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length / 4 + 64);
    try (OutputStream zip = new FastGzip(out)) {
      zip.write(raw);
    }
    if (out.size() > raw.length / 3 * 2 || !Sha256.of(raw).startsWith(backup.digits())) {
      return;
    }
    Path packed = backup.file().resolveSibling(backup.name() + StoredBackup.PACKED);
    own.replace(packed, out.toByteArray());
    byte[] back =
        new StoredBackup(backup.name(), packed, backup.time(), backup.digits()).bytesOrNull();
    if (back != null && java.util.Arrays.equals(back, raw)) {
      own.delete(backup.file());
    }
  }

  /** The rows of a registry are so alike that the fastest level gains nearly all there is. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
