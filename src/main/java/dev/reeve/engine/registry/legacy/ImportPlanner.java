package dev.reeve.engine.registry.legacy;

import static dev.reeve.engine.registry.legacy.ImportRule.COUNTER_RAISED;
import static dev.reeve.engine.registry.legacy.ImportRule.DUPLICATE_PATH;
import static dev.reeve.engine.registry.legacy.ImportRule.EXISTING_WINS;
import static dev.reeve.engine.registry.legacy.ImportRule.FILE_NOT_READ;
import static dev.reeve.engine.registry.legacy.ImportRule.ID_CONFLICT;
import static dev.reeve.engine.registry.legacy.ImportRule.ID_IN_FILE;
import static dev.reeve.engine.registry.legacy.ImportRule.NO_FILE;
import static dev.reeve.engine.registry.legacy.ImportRule.PATH_REASSIGNED;
import static dev.reeve.engine.registry.legacy.ImportRule.SUPERSEDED;
import static dev.reeve.engine.registry.legacy.ImportRule.UNKNOWN_STATUS;
import static dev.reeve.engine.registry.legacy.ImportRule.UNLINKED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.DocId;
import dev.reeve.engine.registry.DocIdFormat;
import dev.reeve.engine.registry.IdStream;
import dev.reeve.engine.registry.LedgerEntry;
import dev.reeve.engine.registry.Operation;
import dev.reeve.engine.registry.RecordHead;
import dev.reeve.engine.registry.RegistryDocument;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Second half of an import: which id keeps which path, and the one patch that comes of it. Changes
 * nothing; one thread, once for one state of the registry.
 */
final class ImportPlanner {
  private static final Set<String> TAKEN_AS_IS =
      Set.of("active", "deprecated", "quarantined", "archived", "deleted");
  private static final Set<String> LIVING = Set.of("active", "quarantined");

  private final RegistryDocument document;
  private final List<LegacyFile> files;
  private final Tree tree;
  private final boolean foldCase;
  private final DocIdFormat format;
  private final Instant now;
  private final ImportNotes notes = new ImportNotes();
  private final Candidates candidates;
  private final Supersessions supersessions = new Supersessions(this::recorded);
  private final List<Candidate> taken = new ArrayList<>();

  ImportPlanner(
      RegistryDocument document,
      List<LegacyFile> files,
      Tree tree,
      boolean foldCase,
      DocIdFormat format,
      String scope,
      Instant now) {
    this.document = document;
    this.files = files;
    this.tree = tree;
    this.foldCase = foldCase;
    this.format = format;
    this.now = now;
    this.candidates = new Candidates(document, format, scope, notes);
  }

  ImportPlan plan() {
    candidates.read(files);
    Map<String, List<Candidate>> places = new LinkedHashMap<>();
    for (Candidate candidate : candidates.open().values()) {
      status(candidate);
      if (candidate.active()) {
        places.computeIfAbsent(key(candidate.path), k -> new ArrayList<>()).add(candidate);
      } else {
        taken.add(candidate);
      }
    }
    places.values().forEach(this::place);
    List<Operation> steps = steps();
    return new ImportPlan(
        steps, ledger(), Map.copyOf(notes.counts()), notes.items(), taken.size(), places.size());
  }

  private String key(String path) {
    return foldCase ? path.toLowerCase(Locale.ROOT) : path;
  }

  private void status(Candidate candidate) {
    if (candidate.status.equals("superseded")) {
      candidate.status = "deprecated";
      notes.add(SUPERSEDED, candidate, "By " + candidate.supersededBy + ".");
    } else if (!TAKEN_AS_IS.contains(candidate.status)) {
      notes.add(UNKNOWN_STATUS, candidate, "'" + candidate.status + "' is no status.");
      candidate.tag("legacy_status");
      candidate.status = "quarantined";
    }
  }

  /** Decides which of the ids of one path keeps it. */
  private void place(List<Candidate> sharing) {
    String path = sharing.getFirst().path;
    Optional<DocId> existing = existing(path);
    if (existing.isPresent()) {
      for (Candidate candidate : sharing) {
        supersede(candidate, existing.get(), EXISTING_WINS);
      }
      return;
    }
    List<Candidate> bySequence = sharing.stream().sorted(this::bySequence).toList();
    switch (tree.at(path)) {
      case Tree.Unchecked() -> keep(bySequence.getFirst(), bySequence);
      case Tree.Absent() -> {
        Candidate kept = bySequence.getFirst();
        keep(kept, bySequence);
        kept.status = "quarantined";
        kept.tag("no_file");
        notes.add(NO_FILE, kept, "No file is there.");
      }
      case Tree.Present present -> present(path, bySequence, present);
      case Tree.Failed(String why) ->
          sharing.forEach(candidate -> notes.add(FILE_NOT_READ, candidate, why));
    }
  }

  /** The lowest number first; ids without one come last. */
  private int bySequence(Candidate a, Candidate b) {
    return Comparator.comparingInt(
            (Candidate c) -> {
              int sequence = format.sequence(c.id);
              return sequence == 0 ? Integer.MAX_VALUE : sequence;
            })
        .thenComparing(c -> c.id)
        .compare(a, b);
  }

  private void present(String path, List<Candidate> sharing, Tree.Present file) {
    Optional<DocId> carried =
        file.carriers().conflicting() ? Optional.empty() : file.carriers().id();
    Optional<Candidate> named =
        sharing.stream().filter(c -> carried.equals(Optional.of(c.id))).findFirst();
    if (carried.isPresent() && named.isEmpty()) {
      reassigned(path, sharing, carried.get(), file);
      return;
    }
    Candidate kept = named.orElse(sharing.getFirst());
    kept.on(file);
    keep(kept, sharing);
    if (named.isPresent() && sharing.size() > 1) {
      notes.add(ID_IN_FILE, kept, "The file carries it.");
    }
  }

  /** The file carries an id that no source gives to its path. */
  private void reassigned(String path, List<Candidate> sharing, DocId carried, Tree.Present file) {
    boolean elsewhere =
        candidates.issued().containsKey(carried) || !document.byDocId(carried.text()).isEmpty();
    if (elsewhere) {
      for (Candidate candidate : sharing) {
        notes.add(ID_CONFLICT, candidate, "The file carries " + carried + " of another path.");
      }
      return;
    }
    Candidate owner = new Candidate(carried, unnamed(carried, path), path);
    candidates.issued().put(carried, path);
    owner.on(file);
    notes.add(PATH_REASSIGNED, owner, "The file carries it; no source does.");
    List<Candidate> all = new ArrayList<>(sharing);
    all.addFirst(owner);
    keep(owner, all);
  }

  private static LegacyRow unnamed(DocId id, String path) {
    ObjectNode none = Json.mapper().createObjectNode();
    return new LegacyRow(
        id.text(), path, "active", true, null, null, null, null, null, none, List.of());
  }

  private void keep(Candidate kept, List<Candidate> sharing) {
    taken.add(kept);
    for (Candidate other : sharing) {
      if (other != kept) {
        supersede(other, kept.id, DUPLICATE_PATH);
      }
    }
  }

  private void supersede(Candidate candidate, DocId by, ImportRule rule) {
    candidate.status = "deprecated";
    candidate.tag(rule.code());
    candidate.supersededBy = by.text();
    notes.add(rule, candidate, by + " keeps the path.");
    taken.add(candidate);
  }

  private Optional<DocId> existing(String path) {
    return document.atPath(path).stream()
        .filter(head -> head.file() && LIVING.contains(String.valueOf(head.status())))
        .flatMap(head -> Optional.ofNullable(head.docId()).flatMap(DocId::parse).stream())
        .findFirst();
  }

  private Optional<DocId> recorded(DocId id) {
    return document.byDocId(id.text()).stream()
        .findFirst()
        .map(document::record)
        .map(record -> record.path("supersedes_entity_id").asText(""))
        .flatMap(DocId::parse);
  }

  private List<Operation> steps() {
    link();
    Map<DocId, DocId> links = supersessions.links();
    Set<String> recordIds =
        document.heads().map(RecordHead::recordId).collect(Collectors.toCollection(HashSet::new));
    List<Operation> out = new ArrayList<>();
    for (Candidate candidate : taken) {
      String recordId = candidate.row.recordId();
      boolean free = recordId != null && recordIds.add(recordId);
      out.add(Operation.add("records", candidate.record(links.get(candidate.id), free)));
    }
    Set<DocId> fresh = taken.stream().map(c -> c.id).collect(Collectors.toSet());
    links.forEach(
        (survivor, old) -> {
          if (!fresh.contains(survivor)) {
            String place = "records/" + survivor + "/supersedes_entity_id";
            out.add(Operation.upsert(place, text(old.text())));
          }
        });
    out.addAll(counters());
    if (!taken.isEmpty()) {
      out.addAll(meta());
    }
    return out;
  }

  private void link() {
    Set<String> known = taken.stream().map(c -> c.id.text()).collect(Collectors.toSet());
    for (Candidate candidate : taken) {
      String by = candidate.supersededBy;
      Optional<DocId> survivor = by == null ? Optional.empty() : DocId.parse(by);
      if (by == null || candidate.active()) {
        continue;
      }
      if (survivor.isPresent() && (known.contains(by) || !document.byDocId(by).isEmpty())) {
        supersessions.link(survivor.get(), candidate.id);
      } else {
        candidate.remark("superseded by " + by);
        notes.add(UNLINKED, candidate, "Its successor " + by + " has no record.");
      }
    }
  }

  private List<Operation> counters() {
    CounterMerge merge = new CounterMerge(format);
    files.forEach(merge::add);
    candidates.issued().keySet().forEach(merge::add);
    List<Operation> steps = merge.steps(document.counters());
    for (Operation step : steps) {
      String value = String.valueOf(step.value());
      notes.add(COUNTER_RAISED, "", step.path(), "To " + value + ".");
    }
    return steps;
  }

  /** Where the records come from, in the registry's own members for that. */
  private List<Operation> meta() {
    List<Operation> out = new ArrayList<>();
    String from =
        files.stream()
            .map(file -> (file.name() + " " + file.version()).strip())
            .collect(Collectors.joining(", "));
    out.add(Operation.upsert("meta/migrated_from", text(from)));
    out.add(Operation.upsert("meta/migration_date", text(Utc.format(now))));
    files.stream()
        .map(LegacyFile::scope)
        .filter(scope -> scope != null)
        .findFirst()
        .ifPresent(scope -> out.add(Operation.upsert("meta/legacy_scope", text(scope))));
    return out;
  }

  /** In such an order that the id that keeps a path is named last for it. */
  private List<LedgerEntry> ledger() {
    Map<DocId, String> paths = new LinkedHashMap<>(candidates.issued());
    taken.stream()
        .sorted(Comparator.comparing((Candidate c) -> c.status.equals("deprecated")).reversed())
        .forEach(
            candidate -> {
              paths.remove(candidate.id);
              paths.put(candidate.id, candidate.path);
            });
    return paths.entrySet().stream().map(id -> entry(id.getKey(), id.getValue())).toList();
  }

  private LedgerEntry entry(DocId id, @Nullable String path) {
    return new LedgerEntry(
        now,
        format.stream(id).map(IdStream::key).orElse(""),
        format.sequence(id),
        id,
        path == null ? "" : path,
        LedgerEntry.Action.IMPORT);
  }

  private static JsonNode text(String value) {
    return JsonNodeFactory.instance.textNode(value);
  }
}
