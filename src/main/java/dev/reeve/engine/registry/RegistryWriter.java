package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.EngineException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The one writer of the registry file: every change is a patch that names the state it was made for
 * and passes all contracts, and every write is atomic, backed up, and on the trail. Refusals are
 * results; exceptions mean that the engine's own store failed. Source: {@code
 * docs/reference/registry.md}. Blocks; safe on any thread but the JavaFX one.
 */
public final class RegistryWriter {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final int MOST_ATTEMPTS = 5;

  private final RegistryParts parts;

  RegistryWriter(RegistryParts parts) {
    this.parts = parts;
  }

  /**
   * The registry as it is now; parsed again only when the file was changed.
   *
   * @throws EngineException {@code REGISTRY_UNREADABLE}
   */
  public RegistryDocument current() {
    return parts.file().glance();
  }

  /**
   * The registry as it is now, when a write of it may be tried: asked before ids are issued or
   * files changed for records that could not be written then.
   *
   * @throws EngineException {@code REGISTRY_UNREADABLE}, {@code FOREIGN_WRITE}, {@code
   *     SA_VERSION_TOO_NEW}, {@code DISK_FULL}, {@code BACKUP_FAILED}, {@code REGISTRY_LOCK_BUSY}
   */
  RegistryDocument writable() {
    WriteLog log = new WriteLog(parts);
    try {
      RegistryDocument document = current();
      if (parts.file().foreign(document)) {
        try (RegistryLock.Held held = parts.lock().acquire(LONGEST_WAIT)) {
          parts.commit().recover();
          document = parts.file().forWriting();
        }
      }
      parts.file().requireKnownVersion(document);
      requireRoom(document);
      parts.alarms().clear();
      return document;
    } catch (EngineException e) {
      if (e.kind() != EngineException.Kind.BUSY) {
        log.alarm(e);
        log.store(Map.of(), List.of());
      }
      throw e;
    }
  }

  private void requireRoom(RegistryDocument document) {
    parts.file().requireSpace(document.bytes().length);
    parts.backups().requirePlace();
  }

  /**
   * Whether a registry that was closed to writes takes them again; unlike a write it raises no
   * alarm. What was refused is validated again only when file or branch have changed since.
   */
  public boolean open() {
    try (RegistryLock.Held held = parts.lock().acquire(LONGEST_WAIT)) {
      parts.commit().recover();
      RegistryDocument document = parts.file().forWriting();
      requireRoom(document);
      parts.alarms().clear();
      return true;
    } catch (EngineException still) {
      return false;
    }
  }

  /** Writes one patch. */
  public WriteResult write(Patch patch) {
    return writeAll(List.of(patch)).getFirst();
  }

  /**
   * Writes a patch of the engine's own. The function is called under the registry lock with what is
   * there then, and again with fresh state, at most five times, when the file changed meanwhile.
   */
  public WriteResult write(Function<RegistryDocument, Patch> patch) {
    return write(patch, Behalf.OF_SOURCE);
  }

  /** The same on behalf of a person who asked for it. */
  WriteResult write(Function<RegistryDocument, Patch> patch, Behalf behalf) {
    WriteResult result = once(patch, behalf);
    for (int attempt = 1; attempt < MOST_ATTEMPTS && result.stale(); attempt++) {
      result = once(patch, behalf);
    }
    return result;
  }

  private WriteResult once(Function<RegistryDocument, Patch> patch, Behalf behalf) {
    return locked(document -> List.of(patch.apply(document)), List.of(Patch.newId()), false, behalf)
        .getFirst();
  }

  /**
   * Writes patches made for the same state with one replacement of the file, each with its own
   * result: one that is refused does not harm the others, one that touches a record of an earlier
   * one gets {@code CAS_PRECONDITION_FAILED}.
   */
  public List<WriteResult> writeAll(List<Patch> patches) {
    return patches.isEmpty()
        ? List.of()
        : locked(
            document -> patches,
            patches.stream().map(Patch::patchId).toList(),
            true,
            Behalf.OF_SOURCE);
  }

  /**
   * Writes a patch that was handed in from outside, as JSON; a malformed one is a result too.
   *
   * @param source who hands it in, of the user class
   */
  public WriteResult submit(byte[] patch, PatchSource source) {
    Patch read;
    try {
      read = PatchReader.read(patch, source);
    } catch (EngineException e) {
      WriteLog log = new WriteLog(parts);
      WriteResult malformed = log.malformed(Patch.newId(), String.valueOf(e.getMessage()));
      log.store(Map.of(), List.of());
      return malformed;
    }
    return write(read);
  }

  /**
   * What a patch would do to the file as it is, without doing it; nothing is counted or kept.
   *
   * @throws EngineException {@code REGISTRY_UNREADABLE}
   */
  public WriteResult check(Patch patch) {
    RegistryDocument document = current();
    WriteLog unstored = new WriteLog(parts);
    if (!patch.registryHash().equals(document.hash())) {
      return unstored.stale(patch, document.hash());
    }
    Prepared prepared = parts.pipeline().prepare(patch, document, document.foldCase());
    return prepared.draft() == null
        ? unstored.refused(prepared, document.hash())
        : unstored.success(prepared, document.hash(), null, prepared.changed());
  }

  /**
   * @param ids of the patches, for the case that the registry is closed to all of them
   */
  private List<WriteResult> locked(
      Function<RegistryDocument, List<Patch>> patches,
      List<String> ids,
      boolean sameBody,
      Behalf behalf) {
    WriteLog log = new WriteLog(parts);
    RegistryLock.Held lock;
    try {
      lock = parts.lock().acquire(LONGEST_WAIT);
    } catch (EngineException busy) {
      return closed(log, ids, busy);
    }
    try (RegistryLock.Held held = lock) {
      RegistryDocument document;
      try {
        parts.commit().recover();
        document = parts.file().forWriting();
      } catch (EngineException e) {
        log.alarm(e);
        return closed(log, ids, e);
      }
      return new WriteRun(parts, document, log, behalf).run(patches.apply(document), sameBody);
    }
  }

  private static List<WriteResult> closed(WriteLog log, List<String> ids, EngineException why) {
    List<WriteResult> out = ids.stream().map(id -> log.failed(id, why, null)).toList();
    log.store(Map.of(), List.of());
    return out;
  }
}
