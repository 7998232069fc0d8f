package dev.reeve.engine.registry;

import dev.reeve.engine.registry.RegistryDao.State;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.FullDisk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn under the registry lock: prepares each patch on top of the ones before it, and puts what
 * they change into the file with one replacement. Made for one turn.
 */
final class WriteRun {
  private static final Logger LOG = LoggerFactory.getLogger(WriteRun.class);

  /** What keeps the next write from standing too, until a person acts. */
  private static final Set<String> ALARMING =
      Set.of("ROLLBACK_FAILED", "BACKUP_FAILED", FullDisk.CODE);

  private final RegistryParts parts;
  private final RegistryDocument document;
  private final WriteLog log;
  private final Behalf behalf;

  WriteRun(RegistryParts parts, RegistryDocument document, WriteLog log, Behalf behalf) {
    this.parts = parts;
    this.document = document;
    this.log = log;
    this.behalf = behalf;
  }

  /** What became of one patch so far: its result, or what is still to be written. */
  private static final class Entry {
    private final Patch patch;
    private @Nullable WriteResult result;
    private @Nullable Prepared prepared;

    Entry(Patch patch) {
      this.patch = patch;
    }

    Prepared ready() {
      return Objects.requireNonNull(prepared);
    }
  }

  /**
   * Writes the patches.
   *
   * @param sameBody whether a repeated patch_id must come with the same content
   */
  List<WriteResult> run(List<Patch> patches, boolean sameBody) {
    List<Entry> entries = patches.stream().map(Entry::new).toList();
    Records top = document;
    Set<String> taken = new HashSet<>();
    for (Entry entry : entries) {
      decide(entry, top, taken, sameBody);
      if (entry.prepared != null) {
        top = Objects.requireNonNull(entry.ready().draft());
      }
    }
    Map<State, String> state = new HashMap<>();
    List<RegistryEvent.Written> written = new ArrayList<>();
    if (top instanceof Draft draft) {
      replace(draft, entries.stream().filter(e -> e.prepared != null).toList(), state, written);
    }
    log.store(state, written);
    return entries.stream().map(entry -> Objects.requireNonNull(entry.result)).toList();
  }

  private void decide(Entry entry, Records top, Set<String> taken, boolean sameBody) {
    Patch patch = entry.patch;
    entry.result = repeated(patch, sameBody).orElse(null);
    if (entry.result != null) {
      return;
    }
    if (!patch.registryHash().equals(document.hash())) {
      entry.result = log.stale(patch, document.hash());
      return;
    }
    Prepared prepared = parts.pipeline().prepare(patch, top, document.foldCase());
    Set<String> touches = new HashSet<>(prepared.records());
    touches.addAll(patch.members());
    if (prepared.draft() == null) {
      entry.result = log.refused(prepared, document.hash());
    } else if (!Collections.disjoint(taken, touches)) {
      entry.result = log.stale(patch, document.hash());
    } else if (!prepared.changed()) {
      entry.result = log.success(prepared, document.hash(), null, false);
    } else {
      entry.prepared = prepared;
      taken.addAll(touches);
    }
  }

  private Optional<WriteResult> repeated(Patch patch, boolean sameBody) {
    return parts
        .dao()
        .result(patch.patchId())
        .map(
            first ->
                sameBody && !first.getKey().equals(WriteLog.digest(patch))
                    ? another(patch)
                    : first.getValue())
        .or(() -> Optional.ofNullable(unsaid(patch)));
  }

  private WriteResult another(Patch patch) {
    return log.malformed(patch.patchId(), "The patch_id belongs to another patch.");
  }

  /**
   * The result of a patch that was written by a process that died before it could store the result:
   * its copy is kept, and the trail has it committed. The copy is asked first, because the trail is
   * long and nearly every patch is new.
   */
  private @Nullable WriteResult unsaid(Patch patch) {
    StoredPatches.Kept kept = parts.patches().kept(patch);
    RegistryCommit.Committed done =
        kept == StoredPatches.Kept.NOTHING ? null : parts.commit().committed(patch.patchId());
    if (done == null) {
      return null;
    }
    return kept == StoredPatches.Kept.THE_SAME ? log.writtenBefore(patch, done) : another(patch);
  }

  private void replace(
      Draft draft,
      List<Entry> entries,
      Map<State, String> state,
      List<RegistryEvent.Written> written) {
    try {
      RegistryDocument next = document.next(draft);
      parts.file().requireSpace(Math.max(document.bytes().length, next.bytes().length));
      parts.file().announce(next.hash());
      KeptBackup backup = new KeptBackup(parts.backups());
      // first: a process killed right after the replacement could not keep them any more
      entries.forEach(entry -> parts.patches().keep(entry.patch));
      switch (parts.commit().replace(replacement(next, backup, entries))) {
        case RegistryCommit.Replaced done -> {
          WriteLog.Written kept = new WriteLog.Written(backup.name(), done.executionId());
          parts.alarms().clear();
          state.putAll(parts.file().written(next));
          for (Entry entry : entries) {
            entry.result = log.success(entry.ready(), next.hash(), kept, true);
          }
          tell(next, draft, entries, written);
        }
        case RegistryCommit.Stale stale -> {
          drop(entries);
          String actual = stale.actualHash() == null ? Patch.NO_FILE : stale.actualHash();
          entries.forEach(entry -> entry.result = log.stale(entry.patch, actual));
        }
      }
    } catch (EngineException e) {
      failed(entries, e);
    }
  }

  /** A write that stands stays a success, and keeps its patches, whatever fails from here on. */
  private void tell(
      RegistryDocument next,
      Draft draft,
      List<Entry> entries,
      List<RegistryEvent.Written> written) {
    try {
      written.add(event(next, draft, entries));
      parts.maintenance().written(next.bytes().length, entries.size());
    } catch (EngineException e) {
      LOG.error("The registry was written, but nobody was told", e);
    }
  }

  private RegistryCommit.Replacement replacement(
      RegistryDocument next, KeptBackup backup, List<Entry> entries) {
    Patch first = entries.getFirst().patch;
    boolean present = document.present();
    return new RegistryCommit.Replacement(
        present ? document.bytes() : null,
        present ? document.hash() : null,
        next.bytes(),
        next.hash(),
        present ? backup : null,
        first.patchId(),
        first.source().code(),
        behalf,
        intent(entries),
        members(entries));
  }

  private static String intent(List<Entry> entries) {
    String reason = entries.getFirst().patch.reason();
    return entries.size() > 1
        ? entries.size() + " registry patches"
        : (reason.isEmpty() ? "registry patch" : reason);
  }

  /** What the trail tells: never values, only ids. */
  private static Map<String, String> members(List<Entry> entries) {
    Map<String, String> out = new HashMap<>();
    List<String> records = entries.stream().flatMap(e -> e.ready().records().stream()).toList();
    out.put("records", String.join(" ", records.subList(0, Math.min(100, records.size()))));
    if (entries.size() > 1) {
      out.put("patch_ids", String.join(" ", entries.stream().map(e -> e.patch.patchId()).toList()));
    }
    String item = entries.getFirst().patch.workItemId();
    if (item != null) {
      out.put("work_item_id", item);
    }
    return out;
  }

  private RegistryEvent.Written event(RegistryDocument next, Draft draft, List<Entry> entries) {
    List<RecordRow> rows =
        draft.allTouched().keySet().stream().map(o -> parts.rows().of(next, o)).toList();
    return new RegistryEvent.Written(
        next.hash(), entries.getFirst().patch.patchId(), rows, parts.summaries().of(next));
  }

  private void drop(List<Entry> entries) {
    entries.forEach(entry -> parts.patches().drop(entry.patch));
  }

  private void failed(List<Entry> entries, EngineException e) {
    drop(entries);
    if (e.code().equals("READBACK_FAILED")) {
      parts.dao().rolledBack();
    }
    if (e.code().equals("ROLLBACK_FAILED")) {
      parts.file().forget();
    }
    if (ALARMING.contains(e.code())) {
      log.alarm(e);
    }
    for (Entry entry : entries) {
      entry.result = log.failed(entry.patch.patchId(), e, document.hash());
    }
  }
}
