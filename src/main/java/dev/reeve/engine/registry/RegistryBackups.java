package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FullDisk;
import dev.reeve.engine.workspace.OwnFiles;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
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
  private static final String PACKED = ".gz";

  private final Path folder;
  private final OwnFiles own;
  private final EngineClock clock;
  private final RegistryDao dao;
  private final long mostBytes;

  RegistryBackups(Workspace workspace, EngineClock clock, RegistryDao dao) {
    this.folder = workspace.own("registry", "backups");
    this.own = workspace.ownFiles();
    this.clock = clock;
    this.dao = dao;
    this.mostBytes = workspace.config().registry().backupBytes();
  }

  /** A backup as it lies on disk. */
  private record Stored(String name, Path file, Instant time, String digits) {
    boolean packed() {
      return file.getFileName().toString().endsWith(PACKED);
    }
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
      if (Files.exists(folder.resolve(name + PACKED))) {
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

  /** Names stay in the order of the writes, also when the clock was set back. */
  private Instant nextTime() {
    Instant now = clock.now();
    return newestTime().filter(now::isBefore).map(last -> last.plusMillis(1)).orElse(now);
  }

  private List<Stored> stored() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Stored> out = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        if (matcher.matches()) {
          String name = file.getFileName().toString();
          String plain = matcher.group(3) == null ? name : name.substring(0, name.length() - 3);
          boolean second = !out.isEmpty() && out.getLast().name().equals(plain);
          if (!second) { // a crash while packing leaves both forms; the raw one comes first
            out.add(
                new Stored(
                    plain, file, STAMP.parse(matcher.group(1), Instant::from), matcher.group(2)));
          }
        }
      }
      out.sort(Comparator.comparing(Stored::time).thenComparing(Stored::name).reversed());
      return out;
    } catch (IOException e) {
      throw unavailable("The backups cannot be listed", e);
    }
  }

  /** How many there are; cheap. */
  int count() {
    return stored().size();
  }

  /** When the newest was made; none is read. */
  public Optional<Instant> newestTime() {
    return stored().stream().findFirst().map(Stored::time);
  }

  /** All of them, newest first, each verified now. */
  public List<RegistryView.Backup> list() {
    Map<String, Long> known = dao.backupRecords();
    List<RegistryView.Backup> out = new ArrayList<>();
    for (Stored backup : stored()) {
      byte[] bytes = bytesOrNull(backup);
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
    Stored backup =
        stored().stream()
            .filter(s -> s.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    EngineException.of(
                        Kind.NOT_FOUND, "BACKUP_NOT_FOUND", "There is no backup " + name + "."));
    byte[] bytes = bytesOrNull(backup);
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
    for (Stored backup : stored()) {
      if (hash.startsWith(backup.digits())) {
        byte[] bytes = bytesOrNull(backup);
        if (bytes != null && Sha256.of(bytes).equals(hash)) {
          return bytes;
        }
      }
    }
    return null;
  }

  /** The newest that verifies. */
  public Optional<String> newestVerified() {
    return newest(stored()).map(Stored::name);
  }

  private static Optional<Stored> newest(List<Stored> newestFirst) {
    return newestFirst.stream()
        .filter(
            backup -> {
              byte[] bytes = bytesOrNull(backup);
              return bytes != null && Sha256.of(bytes).startsWith(backup.digits());
            })
        .findFirst();
  }

  private static byte @Nullable [] bytesOrNull(Stored backup) {
    try {
      byte[] bytes = Files.readAllBytes(backup.file());
      if (!backup.packed()) {
        return bytes;
      }
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return in.readAllBytes();
      }
    } catch (IOException e) {
      return null; // listed as not verified
    }
  }

  /** Removes what retention no longer wants, and compresses the rest except the newest. */
  public void maintain() {
    prune();
    List<Stored> left = stored();
    try {
      for (Stored backup : left.subList(Math.min(1, left.size()), left.size())) {
        if (!backup.packed()) {
          pack(backup);
        }
      }
    } catch (IOException e) {
      throw unavailable("The backups were not compressed", e);
    }
  }

  /** Names of those that retention no longer wants; none while no backup verifies. */
  public Set<String> superfluous() {
    try {
      return superfluous(stored());
    } catch (IOException e) {
      throw unavailable("The backups cannot be listed", e);
    }
  }

  private Set<String> superfluous(List<Stored> all) throws IOException {
    Optional<Stored> safe = newest(all);
    List<RetentionLadder.Item> items = new ArrayList<>();
    for (Stored backup : all) {
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
    List<Stored> all = stored();
    try {
      Set<String> gone = superfluous(all);
      for (Stored backup : all) {
        if (gone.contains(backup.name())) {
          own.delete(backup.file());
        }
      }
      dao.backupGone(List.copyOf(gone));
      dao.pruneResults();
      return gone;
    } catch (IOException e) {
      throw unavailable("The backups were not thinned out", e);
    }
  }

  private void pack(Stored backup) throws IOException {
    byte[] raw = Files.readAllBytes(backup.file());
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length / 4 + 64);
    try (OutputStream zip = new FastGzip(out)) {
      zip.write(raw);
    }
    if (out.size() > raw.length / 3 * 2 || !Sha256.of(raw).startsWith(backup.digits())) {
      return;
    }
    Path packed = folder.resolve(backup.name() + PACKED);
    own.replace(packed, out.toByteArray());
    byte[] back = bytesOrNull(new Stored(backup.name(), packed, backup.time(), backup.digits()));
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

  private static EngineException unavailable(String what, IOException cause) {
    return EngineException.of(
            Kind.UNAVAILABLE, "BACKUPS_UNAVAILABLE", what + ": " + cause.getMessage())
        .with("The registry was not changed.", "Check the folder .reeve/registry/backups.")
        .causedBy(cause);
  }
}
