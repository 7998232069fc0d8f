package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FullDisk;
import dev.reeve.engine.workspace.OwnFiles;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Former states of the registry file under {@code .reeve/registry/backups}: made raw and forced
 * before each write, later compressed and thinned out. Source: {@code docs/reference/registry.md}.
 * Blocks; {@link #keep} under the registry lock, the rest on any thread.
 */
public final class RegistryBackups {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern NAME =
      Pattern.compile("UNIFIED_SSOT_REGISTRY_(\\d{8}T\\d{9}Z)_([0-9a-f]{8})\\.json(\\.gz)?");

  private final Path folder;
  private final OwnFiles own;
  private final EngineClock clock;
  private final RegistryDao dao;
  private final BackupUpkeep upkeep;

  RegistryBackups(Workspace workspace, EngineClock clock, RegistryDao dao) {
    this.folder = workspace.own("registry", "backups");
    this.own = workspace.ownFiles();
    this.clock = clock;
    this.dao = dao;
    this.upkeep =
        new BackupUpkeep(this, dao, own, clock, workspace.config().registry().backupBytes());
  }

  /**
   * Keeps bytes: temporary file, force, a name nobody has, force of the folder, read back.
   *
   * @return the backup's name
   * @throws IOException when it could not be kept
   */
  String keep(byte[] bytes, String hash) throws IOException {
    Instant time = nextTime();
    Path temporary = own.temporary();
    String name;
    try {
      own.writeNew(temporary, bytes);
      name = publish(temporary, hash, time);
    } catch (IOException e) {
      removeAfter(e, temporary);
      throw e;
    }
    if (!FileContent.same(folder.resolve(name), bytes)) {
      throw new IOException("The backup " + name + " does not read back as it was written");
    }
    return name;
  }

  /**
   * Refuses where no backup could be kept, as far as that is seen without keeping one.
   *
   * @throws EngineException {@code BACKUP_FAILED}, {@code DISK_FULL}
   */
  void requirePlace() {
    try {
      own.createDirectories(folder);
      if (!Files.isWritable(folder)) {
        throw new AccessDeniedException(folder.toString());
      }
    } catch (IOException e) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              FullDisk.codeOr("BACKUP_FAILED", e),
              "The registry was not written: no backup of it can be kept in " + folder + ".")
          .with("The registry is as before.", "Make that folder writable; then it goes on.")
          .causedBy(e);
    }
  }

  private void removeAfter(IOException failure, Path temporary) {
    try {
      own.delete(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e); // the next opening of the workspace removes it
    }
  }

  private String publish(Path temporary, String hash, Instant earliest) throws IOException {
    for (Instant time = earliest; ; time = time.plusMillis(1)) {
      String name =
          "UNIFIED_SSOT_REGISTRY_" + STAMP.format(time) + "_" + hash.substring(0, 8) + ".json";
      if (Files.exists(folder.resolve(name + StoredBackup.PACKED))) {
        continue;
      }
      try {
        own.moveNew(temporary, folder.resolve(name));
        return name;
      } catch (FileAlreadyExistsException taken) {
        // two backups of one content in one millisecond: the next millisecond is free
      }
    }
  }

  /** Names stay in the order of the writes, also in one millisecond and with a clock set back. */
  private Instant nextTime() {
    Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
    return newestTime()
        .filter(last -> !last.isBefore(now))
        .map(last -> last.plusMillis(1))
        .orElse(now);
  }

  /** As they lie on the disk, newest first. */
  List<StoredBackup> stored() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<StoredBackup> out = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        if (matcher.matches()) {
          String name = file.getFileName().toString();
          String plain = matcher.group(3) == null ? name : name.substring(0, name.length() - 3);
          boolean second = !out.isEmpty() && out.getLast().name().equals(plain);
          if (!second) { // a crash while packing leaves both forms; the raw one comes first
            out.add(
                new StoredBackup(
                    plain, file, STAMP.parse(matcher.group(1), Instant::from), matcher.group(2)));
          }
        }
      }
      out.sort(
          Comparator.comparing(StoredBackup::time).thenComparing(StoredBackup::name).reversed());
      return out;
    } catch (IOException e) {
      throw unavailable("The backups cannot be listed", e);
    }
  }

  /** Thins them out and compresses them. */
  public BackupUpkeep upkeep() {
    return upkeep;
  }

  /** How many there are; cheap. */
  int count() {
    return stored().size();
  }

  /** When the newest was made; none is read. */
  public Optional<Instant> newestTime() {
    return stored().stream().findFirst().map(StoredBackup::time);
  }

  /** All of them, newest first, each verified now. */
  public List<RegistryView.Backup> list() {
    Map<String, Long> known = dao.backupRecords();
    List<RegistryView.Backup> out = new ArrayList<>();
    for (StoredBackup backup : stored()) {
      byte[] bytes = backup.bytesOrNull();
      String hash = bytes == null ? "" : Sha256.of(bytes);
      boolean verified = hash.startsWith(backup.digits());
      Long records = known.get(backup.name());
      if (bytes != null && verified && records == null) {
        records = counted(backup.name(), bytes);
      }
      out.add(
          new RegistryView.Backup(
              backup.name(),
              backup.file(),
              backup.time(),
              bytes == null ? 0 : bytes.length,
              records == null ? 0 : records,
              verified ? hash : backup.digits(),
              verified));
    }
    return List.copyOf(out);
  }

  private long counted(String name, byte[] bytes) {
    long records;
    try {
      records = RegistryDocument.parse(bytes, false).size();
    } catch (EngineException damaged) {
      records = 0; // the backup of an unreadable file is as unreadable, and worth keeping
    }
    dao.backup(name, bytes.length, records);
    return records;
  }

  /**
   * The raw bytes of a backup.
   *
   * @throws EngineException {@code BACKUP_NOT_FOUND}, {@code BACKUP_DAMAGED} when they do not have
   *     the hash in its name
   */
  public byte[] read(String name) {
    StoredBackup backup =
        stored().stream()
            .filter(s -> s.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    EngineException.of(
                        Kind.NOT_FOUND, "BACKUP_NOT_FOUND", "There is no backup " + name + "."));
    byte[] bytes = backup.bytesOrNull();
    if (bytes == null || !Sha256.of(bytes).startsWith(backup.digits())) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              "BACKUP_DAMAGED",
              "The backup " + name + " was not used: its content is not what was kept.")
          .with("The registry was not changed.", "Choose another backup.");
    }
    return bytes;
  }

  /** Whether a backup says it is of this state; it is not read. */
  boolean holds(String hash) {
    return stored().stream().anyMatch(backup -> hash.startsWith(backup.digits()));
  }

  /** The raw bytes with this hash; null when no backup has them. */
  byte @Nullable [] withHash(String hash) {
    for (StoredBackup backup : stored()) {
      if (hash.startsWith(backup.digits())) {
        byte[] bytes = backup.bytesOrNull();
        if (bytes != null && Sha256.of(bytes).equals(hash)) {
          return bytes;
        }
      }
    }
    return null;
  }

  /** The newest that verifies. */
  public Optional<String> newestVerified() {
    return stored().stream().filter(StoredBackup::verifies).findFirst().map(StoredBackup::name);
  }

  static EngineException unavailable(String what, IOException cause) {
    return EngineException.of(
            Kind.UNAVAILABLE,
            FullDisk.codeOr("BACKUPS_UNAVAILABLE", cause),
            what + ": " + cause.getMessage())
        .with("The registry was not changed.", "Check the folder .reeve/registry/backups.")
        .causedBy(cause);
  }
}
