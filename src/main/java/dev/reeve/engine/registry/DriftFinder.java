package dev.reeve.engine.registry;

import static dev.reeve.engine.registry.DriftKind.ALLOCATED_NO_FILE;
import static dev.reeve.engine.registry.DriftKind.CASE_COLLISION;
import static dev.reeve.engine.registry.DriftKind.DUPLICATE_ID_ON_DISK;
import static dev.reeve.engine.registry.DriftKind.DUPLICATE_PATH;
import static dev.reeve.engine.registry.DriftKind.ID_CONFLICT;
import static dev.reeve.engine.registry.DriftKind.MISSING_ON_DISK;
import static dev.reeve.engine.registry.DriftKind.MOVED;
import static dev.reeve.engine.registry.DriftKind.ORPHAN_DESCRIPTOR;
import static dev.reeve.engine.registry.DriftKind.PATH_MISMATCH;
import static dev.reeve.engine.registry.DriftKind.UNREGISTERED;

import dev.reeve.engine.workspace.PathText;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Unreadable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares one state of the disk with one state of the registry, the ledger and the descriptors.
 * Pure: looks at nothing else. Used by one thread, once.
 */
final class DriftFinder {
  private final RegistryDocument document;
  private final DiskState disk;
  private final boolean foldCase;
  private final @Nullable Describer describer;
  private final List<KnownFile> records;
  private final Map<String, List<KnownFile>> byPath = new LinkedHashMap<>();
  private final Map<String, SeenFile> onDisk = new HashMap<>();
  private final Map<DocId, List<SeenFile>> carriers = new TreeMap<>();
  private final Set<String> matched = new HashSet<>();
  private final List<DriftItem> items = new ArrayList<>();
  private final Set<KnownFile> missing = new LinkedHashSet<>();

  /**
   * @param describer null when no descriptors are wanted, or the registry may not hold what they
   *     say
   */
  DriftFinder(
      RegistryDocument document,
      DiskState disk,
      NamespaceRules rules,
      boolean foldCase,
      @Nullable Describer describer) {
    this.document = document;
    this.disk = disk;
    this.foldCase = foldCase;
    this.describer = describer;
    this.records =
        document
            .heads()
            .filter(head -> head.file() && head.living())
            .map(head -> KnownFile.of(document, head, rules))
            .sorted(Comparator.comparing(record -> !record.head().active())) // active ones decide
            .toList();
    for (KnownFile record : records) {
      if (record.path() != null) {
        byPath.computeIfAbsent(key(record.path()), k -> new ArrayList<>()).add(record);
      }
    }
    for (SeenFile file : disk.files().values()) {
      onDisk.put(key(file.path()), file);
      file.carriedId()
          .ifPresent(id -> carriers.computeIfAbsent(id, i -> new ArrayList<>()).add(file));
    }
  }

  /** Active file records that were compared. */
  int recordCount() {
    return (int) records.stream().filter(record -> record.head().active()).count();
  }

  /** Active file records under a root. */
  long recordsUnder(String root) {
    return records.stream()
        .filter(r -> r.path() != null && PathText.isUnder(r.path(), root))
        .count();
  }

  /** Every difference, by path, then kind. */
  List<DriftItem> find(Collection<LedgerEntry> ledger, Map<DocId, ?> descriptors) {
    comparePaths(new RecordDrift(describer, descriptors.keySet()));
    compareUnregistered();
    for (KnownFile record : missing) {
      add(MISSING_ON_DISK, record, null, "The file is gone.");
    }
    compareCarriers();
    compareLedger(ledger);
    compareDescriptors(descriptors);
    compareCase();
    items.sort(Comparator.comparing(DriftItem::path).thenComparing(DriftItem::kind));
    return items;
  }

  private String key(String path) {
    return foldCase ? path.toLowerCase(Locale.ROOT) : path;
  }

  private void comparePaths(RecordDrift drift) {
    byPath.forEach(
        (key, sharing) -> {
          KnownFile record = sharing.getFirst();
          for (KnownFile other : sharing.subList(1, sharing.size())) {
            if (!other.head().active()) {
              continue; // such as the ones that a survivor has superseded
            }
            add(
                DUPLICATE_PATH,
                other,
                record.head().key(),
                "Record " + record.head().key() + " has this path too.");
          }
          SeenFile file = onDisk.get(key);
          if (file != null) {
            matched.add(key);
            items.addAll(drift.between(record, file));
          } else if (!setAside(record) && disk.covers(String.valueOf(record.path()))) {
            missing.add(record);
          }
        });
    for (KnownFile record : records) {
      if (record.path() == null && record.head().active()) {
        add(PATH_MISMATCH, record, null, "The record's path is no path inside the workspace.");
      }
    }
  }

  /** A file in quarantine need not be where it was. */
  private static boolean setAside(KnownFile record) {
    return "quarantined".equals(record.head().status());
  }

  /** Files without a record: moved from somewhere, or new. */
  private void compareUnregistered() {
    List<SeenFile> open =
        onDisk.entrySet().stream()
            .filter(entry -> !matched.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .sorted(Comparator.comparing(SeenFile::path))
            .toList();
    Map<String, List<SeenFile>> withHash = new HashMap<>();
    for (SeenFile file : open) {
      if (file.sha256() != null && !file.sha256().equals(Sha256.EMPTY)) {
        withHash.computeIfAbsent(file.sha256(), h -> new ArrayList<>()).add(file);
      }
    }
    Map<String, List<KnownFile>> gone = new HashMap<>();
    for (KnownFile record : missing) {
      for (String mark : new @Nullable String[] {record.head().docId(), record.sha256()}) {
        if (mark != null) {
          gone.computeIfAbsent(mark, m -> new ArrayList<>()).add(record);
        }
      }
    }
    for (SeenFile file : open) {
      if (file.carriers().conflicting()) {
        add(ID_CONFLICT, file, null, "Its name and its content carry different ids.");
        continue;
      }
      @Nullable KnownFile from = movedFrom(file, withHash, gone);
      if (from != null) {
        missing.remove(from);
        items.add(
            DriftItem.of(
                MOVED,
                file.path(),
                from.head().path(),
                from.head().docId(),
                from.head().recordId(),
                "The file of this record lies here now."));
      } else if (!sharesAnId(file)) {
        add(UNREGISTERED, file, null, "No record has this path.");
      }
    }
  }

  /** The one missing record with its id; else the one with its content, if it alone has that. */
  private @Nullable KnownFile movedFrom(
      SeenFile file, Map<String, List<SeenFile>> withHash, Map<String, List<KnownFile>> gone) {
    Optional<DocId> carried = file.carriedId();
    String mark = carried.isPresent() ? carried.get().text() : file.sha256();
    boolean alone = carried.isPresent() || withHash.getOrDefault(mark, List.of()).size() == 1;
    List<KnownFile> same = mark == null ? List.of() : gone.getOrDefault(mark, List.of());
    return alone && same.size() == 1 && missing.contains(same.getFirst()) ? same.getFirst() : null;
  }

  /** Whether its id belongs to another file that is there: a duplicate, not a new file. */
  private boolean sharesAnId(SeenFile file) {
    return file.carriedId()
        .map(
            id ->
                carriers.getOrDefault(id, List.of()).size() > 1
                    || document.byDocId(id.text()).stream().anyMatch(RecordHead::active))
        .orElse(false);
  }

  private void compareCarriers() {
    carriers.forEach(
        (id, files) -> {
          List<String> paths = new ArrayList<>(files.stream().map(SeenFile::path).toList());
          for (RecordHead head : document.byDocId(id.text())) {
            if (head.active() && head.path() != null && onDisk.containsKey(key(head.path()))) {
              paths.add(head.path());
            }
          }
          List<String> places = paths.stream().distinct().sorted().toList();
          if (places.size() > 1) {
            items.add(
                new DriftItem(
                    DUPLICATE_ID_ON_DISK,
                    places.getFirst(),
                    places.subList(1, places.size()),
                    id.text(),
                    null,
                    places.size() + " files have this id; the younger ones need new ones."));
          }
        });
  }

  private void compareLedger(Collection<LedgerEntry> ledger) {
    for (LedgerEntry entry : ledger) {
      DocId id = entry.docId();
      if (document.byDocId(id.text()).isEmpty() && !carriers.containsKey(id)) {
        items.add(
            DriftItem.of(
                ALLOCATED_NO_FILE,
                entry.path(),
                null,
                id.text(),
                null,
                "The id was issued, and nothing has it; it stays a gap."));
      }
    }
  }

  private void compareDescriptors(Map<DocId, ?> descriptors) {
    for (DocId id : descriptors.keySet().stream().sorted().toList()) {
      List<RecordHead> heads = document.byDocId(id.text());
      if (heads.stream().noneMatch(RecordHead::living)) {
        @Nullable RecordHead last = heads.isEmpty() ? null : heads.getLast();
        items.add(
            DriftItem.of(
                ORPHAN_DESCRIPTOR,
                last == null || last.path() == null ? id.text() : last.path(),
                null,
                id.text(),
                last == null ? null : last.recordId(),
                "No record in force has the id of this descriptor."));
      }
    }
  }

  private void compareCase() {
    Map<String, String> folded = new HashMap<>();
    for (String path : disk.files().keySet().stream().sorted().toList()) {
      String other = folded.putIfAbsent(path.toLowerCase(Locale.ROOT), path);
      if (other != null) {
        items.add(
            DriftItem.of(
                CASE_COLLISION,
                path,
                other,
                null,
                null,
                "On a volume that ignores case these are one file."));
      }
    }
    for (Unreadable place : disk.unreadable()) {
      if (disk.files().containsKey(place.path())) {
        items.add(
            DriftItem.of(
                CASE_COLLISION,
                place.path(),
                place.path(),
                null,
                null,
                "Two names here differ only in their Unicode form; one of them has no record."));
      }
    }
  }

  private void add(DriftKind kind, KnownFile record, @Nullable String other, String message) {
    items.add(RecordDrift.item(kind, record, other, message));
  }

  private void add(DriftKind kind, SeenFile file, @Nullable String other, String message) {
    items.add(
        DriftItem.of(
            kind,
            file.path(),
            other,
            file.carriedId().map(DocId::text).orElse(null),
            null,
            message));
  }
}
