package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.queue.Outcome;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.workspace.SafePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one target makes of one state of the registry: the steps of its patch, and what is to be
 * remembered once they are written. Used by one thread.
 */
final class TargetSteps {
  private final FlowParts parts;
  private final RegistryDocument document;
  private final RecordSteps records;
  private final WorkTarget target;
  private final Map<SafePath, DocId> issued;
  private final List<Operation> operations = new ArrayList<>();
  private final List<DocId> registered = new ArrayList<>();
  private final List<FileFact> seen = new ArrayList<>();
  private final List<String> gone = new ArrayList<>();
  private final List<DocId> retired = new ArrayList<>();
  private final Map<DocId, String> ended = new HashMap<>();
  private String state = WorkQueue.REGISTERED;
  private @Nullable Outcome refusal;
  private boolean undescribed;

  /**
   * @param issued ids of files that carry none
   */
  TargetSteps(
      FlowParts parts,
      RegistryDocument document,
      WorkTarget target,
      FilePlan plan,
      Map<SafePath, DocId> issued) {
    this.parts = parts;
    this.document = document;
    this.records = new RecordSteps(document, parts.columns(), parts.clock());
    this.target = target;
    this.issued = issued;
    apply(plan);
    putAsideEnded(plan instanceof FilePlan.Keep keep ? keep.record().ordinal() : -1);
  }

  WorkTarget target() {
    return target;
  }

  List<Operation> operations() {
    return operations;
  }

  /** Ids that get their records here. */
  List<DocId> registered() {
    return registered;
  }

  /** Whether what is in the file is to be described anew once this is written. */
  boolean undescribed() {
    return undescribed;
  }

  /** Why nothing may be written; null when it may. */
  @Nullable Outcome refusal() {
    return refusal;
  }

  /** What was found, for the queue's row. */
  String state() {
    return state;
  }

  private void apply(FilePlan plan) {
    switch (plan) {
      case FilePlan.Register(Observed.Present file, DocId carried) -> register(file, carried);
      case FilePlan.Keep keep -> {
        operations.addAll(records.keep(keep));
        saw(keep.file());
        ObjectNode record = document.record(keep.record());
        String path = keep.file().path().text();
        undescribed =
            parts.describer() != null
                && (!path.equals(keep.record().path())
                    || !keep.record().living() // its descriptor was put aside when it ended
                    || !Promotion.holds(record, keep.file().content().sha256(), parts.describer()));
      }
      case FilePlan.Retire(RecordHead record, String status) -> retire(record, status);
      case FilePlan.Conflict(String code, String message) -> refusal = failed(code, message);
      case FilePlan.Nothing(String what) -> nothing(what);
    }
  }

  private void register(Observed.Present file, @Nullable DocId carried) {
    DocId id = carried != null ? carried : issued.get(file.path());
    if (id == null) {
      refusal = failed("ID_NOT_ISSUED", "No id was issued for " + file.path() + ".");
      return;
    }
    operations.add(records.register(id, file.newFile()));
    registered.add(id);
    saw(file);
    undescribed = parts.describer() != null;
  }

  private Outcome failed(String code, String message) {
    return Outcome.failed(target.claim(), code, message);
  }

  private void saw(Observed.Present file) {
    seen.add(FileFact.of(file.facts(), file.content(), parts.clock().now()));
  }

  private void retire(RecordHead record, String status) {
    if (status.equals("deleted") && !parts.observer().rootPresent(target.path())) {
      refusal = failed("TEMP_IO_ERROR", "The root of " + target.path() + " is not there now.");
      return;
    }
    operations.addAll(records.retire(record, status));
    gone.add(target.path().text());
    putAside(record);
    String sha256 = KnownFile.text(document.record(record), "sha256");
    if (status.equals("deleted") && record.docId() != null && sha256 != null) {
      DocId.parse(record.docId()).ifPresent(id -> ended.put(id, sha256));
    }
  }

  private void nothing(String what) {
    state = what;
    if (target.observed() instanceof Observed.Absent) {
      gone.add(target.path().text());
    }
  }

  /** Descriptors of records that ended at this path, if an earlier try left them. */
  private void putAsideEnded(int kept) {
    document.atPath(target.path().text()).stream()
        .filter(head -> head.ended() && head.ordinal() != kept)
        .forEach(this::putAside);
  }

  private void putAside(RecordHead record) {
    if (record.docId() != null) {
      DocId.parse(record.docId()).ifPresent(retired::add);
    }
  }

  /** What was read of files that have a record now. */
  List<FileFact> seen() {
    return seen;
  }

  /** Paths at which no file is any more. */
  List<String> gone() {
    return gone;
  }

  /** Ids of records whose files are gone, with the content they had. */
  Map<DocId, String> ended() {
    return ended;
  }

  /** Ids whose descriptors go aside. */
  List<DocId> retired() {
    return retired;
  }
}
