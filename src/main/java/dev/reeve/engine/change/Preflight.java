package dev.reeve.engine.change;

import dev.reeve.engine.change.FileChange.Operation;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.FileModes;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every path of a change set before anything is touched: is it as the set expects, may it
 * be read and written, is there space. Bytes are compared, never decoded text.
 */
final class Preflight {
  private static final long SPARE_BYTES = 16L << 20;

  private final Workspace workspace;
  private final Vault vault;

  Preflight(Workspace workspace, Vault vault) {
    this.workspace = workspace;
    this.vault = vault;
  }

  /**
   * What was found.
   *
   * @param refused operations of an itemised execution that cannot be done, by number
   */
  record Found(BackupIndex index, SortedMap<Integer, EngineException> refused) {}

  /**
   * Examines all changes.
   *
   * @param itemised collect what is wrong with single operations instead of refusing the set
   * @throws EngineException {@code TARGET_EXISTS}, {@code TARGET_MISSING}, {@code
   *     PRECONDITION_FAILED}, {@code NOT_A_FILE}, {@code ACCESS_DENIED}, {@code PATH_VIOLATION},
   *     {@code DISK_FULL}
   */
  Found examine(ChangeSet set, boolean itemised) throws IOException {
    List<BackupIndex.Entry> entries = new ArrayList<>();
    TreeMap<Integer, EngineException> refused = new TreeMap<>();
    int index = 0;
    for (FileChange change : set.changes()) {
      index++;
      try {
        entries.add(entry(index, change));
      } catch (EngineException e) {
        if (!itemised) {
          throw e;
        }
        refused.put(index, e);
      }
    }
    requireSpace(set, entries);
    return new Found(new BackupIndex(itemised, entries, foldersToCreate(entries)), refused);
  }

  private BackupIndex.Entry entry(int index, FileChange change) throws IOException {
    SafePath path = Places.of(change.path());
    Path place = Places.check(workspace, path);
    String present = FileState.hashOrNull(place);
    SafePath to = change.to() == null ? null : Places.of(change.to());
    requireExpected(change, present);
    if (change.operation() == Operation.COMPRESS) {
      throw Failures.of("INTEGRITY", "compress is not done here: " + path);
    }
    if (to != null && FileBytes.exists(Places.check(workspace, to))) {
      throw Failures.of("TARGET_EXISTS", "Something is already at " + to);
    }
    if (present != null) {
      requireAccess(place);
    }
    return new BackupIndex.Entry(
        index,
        change.operation(),
        path,
        to,
        present,
        change.intendedHash(),
        present == null ? null : FileModes.octal(place),
        present == null ? null : modified(place),
        false);
  }

  /** The precondition of one change, against the hash that is there now. */
  static void requireExpected(FileChange change, @Nullable String present) {
    if (change.operation() == Operation.CREATE) {
      if (present != null) {
        throw Failures.of("TARGET_EXISTS", "Something is already at " + change.path());
      }
      return;
    }
    if (present == null) {
      throw Failures.of("TARGET_MISSING", "Nothing is at " + change.path());
    }
    if (!present.equals(change.expectedHash())) {
      throw Failures.of(
          "PRECONDITION_FAILED",
          change.path()
              + " was changed since: expected "
              + change.expectedHash()
              + ", found "
              + present);
    }
  }

  private static void requireAccess(Path place) {
    Path folder = FileBytes.folder(place);
    if (!Files.isReadable(place) || !Files.isWritable(place) || !Files.isWritable(folder)) {
      throw Failures.of("ACCESS_DENIED", "No right to read and write " + place);
    }
  }

  private static Instant modified(Path place) throws IOException {
    return Files.getLastModifiedTime(place, LinkOption.NOFOLLOW_LINKS).toInstant();
  }

  private void requireSpace(ChangeSet set, List<BackupIndex.Entry> entries) throws IOException {
    long needed = SPARE_BYTES;
    for (BackupIndex.Entry entry : entries) {
      if (entry.needsBackup()) {
        needed += Files.size(entry.path().under(workspace.root()));
      }
      needed += newSize(set.changes().get(entry.index() - 1));
    }
    if (workspace.files().usableSpace(workspace.root()) < needed) {
      throw Failures.of(
              "DISK_FULL", "Less than " + ((needed >> 20) + 1) + " MiB are free on this volume")
          .with("Nothing was changed.", "Free some space and try again.");
    }
  }

  private long newSize(FileChange change) throws IOException {
    byte[] bytes = change.newBytes();
    String hash = change.newHash();
    if (bytes != null) {
      return bytes.length;
    }
    if (hash == null || change.operation() == Operation.DELETE) {
      return 0;
    }
    Path blob = vault.blob(hash);
    return FileBytes.exists(blob) ? Files.size(blob) : 0;
  }

  private List<String> foldersToCreate(List<BackupIndex.Entry> entries) {
    Set<String> folders = new TreeSet<>();
    for (BackupIndex.Entry entry : entries) {
      SafePath target = entry.to() == null ? entry.path() : entry.to();
      String folder = target.parent();
      while (!folder.equals(".") && !FileBytes.exists(workspace.root().resolve(folder))) {
        folders.add(folder);
        folder = new SafePath(folder).parent();
      }
    }
    return List.copyOf(folders); // a folder sorts before what lies in it
  }

  /** New bytes of a change, from the set or from the vault; null when it has none. */
  byte @Nullable [] newBytes(FileChange change) throws IOException {
    byte[] given = change.newBytes();
    String hash = change.newHash();
    if (given != null
        || hash == null
        || (change.operation() != Operation.CREATE && change.operation() != Operation.UPDATE)) {
      return given;
    }
    byte[] kept = vault.get(hash);
    if (!Sha256.of(kept).equals(hash)) {
      throw new IOException("The vault's copy " + hash + " is damaged");
    }
    return kept;
  }
}
