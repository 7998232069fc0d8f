package dev.reeve.engine.registry;

import dev.reeve.engine.registry.RegistryDao.State;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.FullDisk;
import dev.reeve.engine.workspace.OwnFiles;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ways out when the file is not as the engine left it: accept what somebody else wrote, or go
 * back to a backup. Going back is a write like any other, with a backup of what is there. Source:
 * {@code docs/reference/registry.md}. Blocks; any thread but the JavaFX one.
 */
public final class RegistryRestore {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final RegistryParts parts;

  RegistryRestore(RegistryParts parts) {
    this.parts = parts;
  }

  /**
   * What going back to a backup would change. Of a present file that cannot be read nothing is
   * known, so all records of the backup would come back.
   *
   * @throws EngineException {@code BACKUP_NOT_FOUND}, {@code BACKUP_DAMAGED}, {@code
   *     REGISTRY_UNREADABLE} when the backup cannot be read
   */
  public RegistryDifference preview(String backup) {
    RegistryDocument next = document(parts.backups().read(backup));
    return RegistryDifference.between(presentOrNothing(), next);
  }

  /**
   * What others changed since a former state.
   *
   * @param hash of that state
   * @return null when that state is no longer kept
   * @throws EngineException {@code REGISTRY_UNREADABLE}
   */
  public @Nullable RegistryDifference since(String hash) {
    byte[] former = parts.backups().withHash(hash);
    return former == null
        ? null
        : RegistryDifference.between(document(former), parts.file().glance());
  }

  /**
   * Rehearses a restore: the backup is written to a place of its own under {@code .reeve}, read
   * back, and every contract is run over it. The registry is not touched.
   *
   * @throws EngineException {@code BACKUP_NOT_FOUND}, {@code BACKUP_DAMAGED}, {@code
   *     REGISTRY_UNREADABLE} when it holds no registry, {@code RESTORE_TEST_FAILED} or {@code
   *     DISK_FULL} when it does not read back as it was kept
   */
  public RestoreTest rehearse(String backup) {
    byte[] wanted = parts.backups().read(backup);
    try {
      RegistryDocument document = document(readBack(wanted));
      List<Finding> findings = parts.contracts().strict(document, false);
      long errors = findings.stream().filter(finding -> !finding.warning()).count();
      return new RestoreTest(
          backup, document.hash(), document.size(), errors, findings.size() - errors);
    } catch (IOException e) {
      throw EngineException.of(
              EngineException.Kind.UNAVAILABLE,
              FullDisk.codeOr("RESTORE_TEST_FAILED", e),
              "The backup " + backup + " could not be restored: " + e.getMessage())
          .with("The registry was not touched.", "Look at the disk, and choose another backup.")
          .causedBy(e);
    }
  }

  private byte[] readBack(byte[] wanted) throws IOException {
    OwnFiles own = parts.workspace().ownFiles();
    Path place = own.temporary();
    try {
      own.writeNew(place, wanted);
      byte[] read = Files.readAllBytes(place);
      if (!Arrays.equals(read, wanted)) {
        throw new IOException("it does not read back as it was kept");
      }
      return read;
    } finally {
      own.discard(place);
    }
  }

  private RegistryDocument presentOrNothing() {
    try {
      return parts.file().glance();
    } catch (EngineException unreadable) {
      return RegistryDocument.absent(
          parts.policies().schema().template(), parts.workspace().caseInsensitive());
    }
  }

  private RegistryDocument document(byte[] bytes) {
    return RegistryDocument.parse(bytes, parts.workspace().caseInsensitive());
  }

  /**
   * Puts a backup in place of the present file, readable or not.
   *
   * @param actor signed-in account
   * @throws EngineException {@code BACKUP_NOT_FOUND}, {@code BACKUP_DAMAGED}, {@code
   *     REGISTRY_LOCK_BUSY} and whatever stopped the write; the file is then as it was
   */
  public WriteResult restore(String backup, String actor) {
    return restore(backup, actor, null);
  }

  /**
   * The same, only while the registry is as the person saw it.
   *
   * @param seen registry hash; another state gives {@code CAS_PRECONDITION_FAILED}, and nothing is
   *     written; null for any
   */
  public WriteResult restore(String backup, String actor, @Nullable String seen) {
    byte[] wanted = parts.backups().read(backup);
    RegistryDocument next = document(wanted);
    try (RegistryLock.Held held = parts.lock().acquire(LONGEST_WAIT)) {
      parts.commit().recover();
      byte[] present = FileContent.orNull(parts.file().path());
      String hash = present == null ? null : Sha256.of(present);
      if (seen != null && !seen.equals(hash)) {
        return result(
            "CAS_PRECONDITION_FAILED",
            "The backup was not restored: the registry changed since it was looked at.",
            hash,
            null,
            null,
            0);
      }
      if (next.hash().equals(hash)) {
        parts.file().accept(next);
        return result(
            WriteResult.UNCHANGED, "The registry is so already.", next.hash(), null, null, 0);
      }
      return replace(backup, actor, present, hash, next);
    } catch (IOException e) {
      throw DocumentScanner.unreadable(String.valueOf(e.getMessage())).causedBy(e);
    }
  }

  private WriteResult replace(
      String name,
      String actor,
      byte @Nullable [] present,
      @Nullable String hash,
      RegistryDocument next) {
    int records = present == null ? next.size() : difference(present, next);
    KeptBackup backup = new KeptBackup(parts.backups());
    parts.file().announce(next.hash());
    RegistryCommit.Outcome outcome =
        parts
            .commit()
            .replace(
                new RegistryCommit.Replacement(
                    present,
                    hash,
                    next.bytes(),
                    next.hash(),
                    present == null ? null : backup,
                    Patch.newId(),
                    PatchSource.WRITER.code(),
                    new Behalf(actor, null),
                    "restore " + name,
                    Map.of("restored", name, "operator", actor)));
    if (!(outcome instanceof RegistryCommit.Replaced done)) {
      throw EngineException.of(
              EngineException.Kind.CONFLICT,
              "CAS_PRECONDITION_FAILED",
              "The backup was not restored: the file was changed at the same moment.")
          .with("The file was left as it is.", "Try again.");
    }
    parts.alarms().clear();
    Map<State, String> state = parts.file().written(next);
    WriteResult result =
        result(
            WriteResult.WRITTEN,
            "The backup was restored.",
            next.hash(),
            backup.name(),
            done.executionId(),
            records);
    parts
        .dao()
        .ended(
            List.of(WriteOutcome.WRITES_SUCCEEDED),
            List.of(),
            state,
            () ->
                parts
                    .bus()
                    .publish(
                        new RegistryEvent.Written(
                            next.hash(), result.patchId(), List.of(), parts.summaries().of(next))));
    return result;
  }

  private int difference(byte[] present, RegistryDocument next) {
    try {
      return RegistryDifference.between(document(present), next).records();
    } catch (EngineException unreadable) {
      return next.size();
    }
  }

  private static WriteResult result(
      String code,
      String message,
      @Nullable String hash,
      @Nullable String backup,
      @Nullable String executionId,
      int records) {
    return new WriteResult(
        Patch.newId(),
        code,
        message,
        hash,
        List.of(),
        List.of(),
        false,
        backup,
        records,
        executionId,
        null,
        0);
  }

  /** An empty registry would give every file a new id. */
  private EngineException gone() {
    return EngineException.of(
            EngineException.Kind.REFUSED,
            "REGISTRY_MISSING",
            "Nothing was accepted: " + parts.file().path().getFileName() + " is gone.")
        .with("Nothing was changed.", "Bring the file back, or restore a backup.");
  }

  /**
   * Takes what somebody else wrote for the registry, when a strict validation finds no error in it.
   *
   * @param actor signed-in account
   * @return what the validation found; with an error among them nothing was accepted
   * @throws EngineException {@code REGISTRY_MISSING} when there is no file to accept; {@code
   *     REGISTRY_UNREADABLE}, {@code SA_VERSION_TOO_NEW}
   */
  public List<Finding> acceptForeign(String actor) {
    try (RegistryLock.Held held = parts.lock().acquire(LONGEST_WAIT)) {
      RegistryDocument document = parts.file().read();
      if (!document.present() && parts.file().foreign(document)) {
        throw gone();
      }
      parts.file().requireKnownVersion(document);
      List<Finding> findings = parts.contracts().strict(document, false);
      if (findings.stream().allMatch(Finding::warning)) {
        parts
            .commit()
            .note("registry_foreign_accepted", actor, Map.of("registry_hash", document.hash()));
        parts.file().accept(document);
        parts.alarms().clear();
      }
      return findings;
    }
  }
}
