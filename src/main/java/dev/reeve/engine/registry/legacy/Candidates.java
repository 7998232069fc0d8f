package dev.reeve.engine.registry.legacy;

import static dev.reeve.engine.registry.legacy.ImportRule.ALREADY_KNOWN;
import static dev.reeve.engine.registry.legacy.ImportRule.AUDIT_ONLY;
import static dev.reeve.engine.registry.legacy.ImportRule.BAD_TIME;
import static dev.reeve.engine.registry.legacy.ImportRule.DAMAGED_PATH;
import static dev.reeve.engine.registry.legacy.ImportRule.FOREIGN_ID;
import static dev.reeve.engine.registry.legacy.ImportRule.ID_ELSEWHERE;
import static dev.reeve.engine.registry.legacy.ImportRule.INVALID_ID;
import static dev.reeve.engine.registry.legacy.ImportRule.INVALID_PATH;
import static dev.reeve.engine.registry.legacy.ImportRule.LEGACY_SCOPE;
import static dev.reeve.engine.registry.legacy.ImportRule.MOVED;
import static dev.reeve.engine.registry.legacy.ImportRule.OTHER_KIND;
import static dev.reeve.engine.registry.legacy.ImportRule.PATH_NORMALISED;
import static dev.reeve.engine.registry.legacy.ImportRule.PREFIX_MISMATCH;
import static dev.reeve.engine.registry.legacy.ImportRule.REPEATED_ROW;
import static dev.reeve.engine.registry.legacy.ImportRule.TIMESTAMP_ID;
import static dev.reeve.engine.registry.legacy.ImportRule.TZ_ASSUMED;
import static dev.reeve.engine.registry.legacy.ImportRule.UNREADABLE_LINE;

import dev.reeve.engine.registry.Carriers;
import dev.reeve.engine.registry.DocId;
import dev.reeve.engine.registry.DocIdFormat;
import dev.reeve.engine.registry.RecordHead;
import dev.reeve.engine.registry.RegistryDocument;
import dev.reeve.engine.registry.RegistryPath;
import dev.reeve.engine.registry.RegistryTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * First half of an import: from rows to one candidate an id, each row under the rules that concern
 * it alone. One thread, once.
 */
final class Candidates {
  private final RegistryDocument document;
  private final DocIdFormat format;
  private final String scope;
  private final ImportNotes notes;
  private final Map<DocId, Candidate> open = new LinkedHashMap<>();
  private final Map<DocId, String> issued = new LinkedHashMap<>();
  private final Map<String, AuditFact.Moved> moves = new HashMap<>();

  Candidates(RegistryDocument document, DocIdFormat format, String scope, ImportNotes notes) {
    this.document = document;
    this.format = format;
    this.scope = scope;
    this.notes = notes;
  }

  /** Ids that may get a record, in the order of the sources. */
  Map<DocId, Candidate> open() {
    return open;
  }

  /** Every id that a source names as issued, with its path. */
  Map<DocId, String> issued() {
    return issued;
  }

  void read(List<LegacyFile> files) {
    for (LegacyFile file : files) {
      file.problems()
          .forEach((line, why) -> notes.add(UNREADABLE_LINE, file.name() + ":" + line, "", why));
      for (AuditFact fact : file.facts()) {
        if (fact instanceof AuditFact.Moved move) {
          moves.put(move.id(), move);
        }
      }
    }
    files.forEach(file -> file.rows().forEach(this::row));
    files.forEach(file -> file.facts().forEach(this::fact));
  }

  private void row(LegacyRow row) {
    Optional<DocId> id = DocId.parse(row.id());
    if (!row.fileRecord()) {
      notes.add(OTHER_KIND, row.id(), row.path(), "Only records of files are imported.");
    } else if (id.isEmpty()) {
      notes.add(INVALID_ID, row.id(), row.path(), "This is no id.");
    } else {
      row(id.get(), row);
    }
  }

  private void row(DocId id, LegacyRow row) {
    String path = placed(id, row);
    issued.putIfAbsent(id, path);
    String problem = RegistryPath.problem(path);
    Optional<DocId> prefix = Carriers.inName(RegistryPath.name(path));
    List<RecordHead> recorded = document.byDocId(id.text());
    Candidate first = open.get(id);
    if (problem != null) {
      notes.add(INVALID_PATH, id.text(), path, "The path is not used: " + problem + ".");
    } else if (prefix.isPresent() && !prefix.get().equals(id)) {
      notes.add(PREFIX_MISMATCH, id.text(), path, "The name says " + prefix.get() + ".");
    } else if (!recorded.isEmpty()) {
      known(id, path, recorded);
    } else if (first == null) {
      first(id, row, path);
    } else if (first.path.equals(path)) {
      notes.add(REPEATED_ROW, first, "An earlier row has it.");
      first.merge(row);
    } else {
      notes.add(ID_ELSEWHERE, id.text(), path, "It is the id of " + first.path + " already.");
    }
  }

  /** The normalised path, or the later one where an audit log knows of a move from it. */
  private String placed(DocId id, LegacyRow row) {
    String path = RegistryPath.normalise(row.path());
    AuditFact.Moved move = moves.get(id.text());
    return move != null && RegistryPath.normalise(move.from()).equals(path)
        ? RegistryPath.normalise(move.to())
        : path;
  }

  private void known(DocId id, String path, List<RecordHead> recorded) {
    boolean here = recorded.stream().anyMatch(head -> path.equals(head.path()));
    if (here) {
      notes.add(ALREADY_KNOWN, id.text(), path, "It has a record.");
    } else {
      String there = recorded.getFirst().path();
      notes.add(ID_ELSEWHERE, id.text(), path, "Its record is at " + there + ".");
    }
  }

  private void first(DocId id, LegacyRow row, String path) {
    Candidate candidate = new Candidate(id, row, path);
    open.put(id, candidate);
    if (!path.equals(row.path())) {
      moved(candidate);
    }
    if (path.indexOf('\ufffd') >= 0) {
      notes.add(DAMAGED_PATH, candidate, "A letter was lost before.");
    }
    time(candidate, row.created());
    if (format.layout(id) == DocIdFormat.Layout.CALENDAR) {
      notes.add(TIMESTAMP_ID, candidate, "It moves no counter.");
    } else if (id.foreign()) {
      notes.add(FOREIGN_ID, candidate, "It moves no counter.");
    } else if (format.stream(id).filter(stream -> !stream.scope().equals(scope)).isPresent()) {
      candidate.tag("legacy_scope");
      notes.add(LEGACY_SCOPE, candidate, "Its scope is not " + scope + ".");
    }
  }

  private void moved(Candidate candidate) {
    AuditFact.Moved move = moves.get(candidate.id.text());
    if (move != null && !RegistryPath.normalise(candidate.row.path()).equals(candidate.path)) {
      notes.add(MOVED, candidate, "From " + candidate.row.path() + ".");
    } else {
      notes.add(PATH_NORMALISED, candidate, "It was " + candidate.row.path() + ".");
    }
  }

  private void time(Candidate candidate, @Nullable String time) {
    if (time == null || time.isBlank()) {
      return;
    }
    if (RegistryTime.normalise(time) == null) {
      notes.add(BAD_TIME, candidate, "'" + time + "' is no time.");
    } else if (Candidate.zoneless(time)) {
      candidate.tag("tz_assumed");
      notes.add(TZ_ASSUMED, candidate, "'" + time + "' is taken as UTC.");
    }
  }

  private void fact(AuditFact fact) {
    Optional<DocId> id = DocId.parse(fact.id());
    if (id.isEmpty()) {
      notes.add(INVALID_ID, fact.id(), "", "An audit log names it; it is no id.");
      return;
    }
    Candidate candidate = open.get(id.get());
    if (candidate != null) {
      remember(candidate, fact);
    } else if (!issued.containsKey(id.get()) && document.byDocId(fact.id()).isEmpty()) {
      String path = path(fact);
      issued.put(id.get(), path);
      notes.add(AUDIT_ONLY, fact.id(), path, "Only the audit log names it.");
    }
  }

  private String path(AuditFact fact) {
    AuditFact.Moved move = moves.get(fact.id());
    String path =
        move != null ? move.to() : fact instanceof AuditFact.Issued(var t, var i, var p) ? p : null;
    return path == null ? "" : RegistryPath.normalise(path);
  }

  private static void remember(Candidate candidate, AuditFact fact) {
    switch (fact) {
      case AuditFact.Issued ignored -> {}
      case AuditFact.Moved(String time, String id, String from, String to) ->
          candidate.remark("moved from " + from + " to " + to + " at " + time);
      case AuditFact.Retired(String time, String id, String reason, String by) -> {
        candidate.remark("deprecated at " + time + ": " + reason);
        candidate.supersededBy = candidate.supersededBy == null ? by : candidate.supersededBy;
      }
    }
  }
}
