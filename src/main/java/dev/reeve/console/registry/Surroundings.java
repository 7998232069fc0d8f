package dev.reeve.console.registry;

import dev.reeve.console.EngineSession;
import dev.reeve.engine.lock.LockStatus;
import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.DriftKind;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.registry.edge.EdgeFilter;
import dev.reeve.engine.registry.edge.EdgeRow;
import dev.reeve.engine.workspace.EngineException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of documents beside their records: differences, references and locks. Immutable;
 * safe on any thread.
 */
final class Surroundings {
  static final Surroundings NONE = new Surroundings(List.of(), Map.of(), Map.of());

  private final List<DriftItem> items;
  private final Map<String, DriftItem> byRecord = new HashMap<>();
  private final Map<String, DriftItem> byPath = new LinkedHashMap<>();
  private final Map<String, Long> references;
  private final Map<String, String> locks;
  private final long unregistered;

  private Surroundings(
      List<DriftItem> items, Map<String, Long> references, Map<String, String> locks) {
    this.items = items;
    this.references = references;
    this.locks = locks;
    this.unregistered =
        items.stream().filter(Surroundings::isUnregistered).map(DriftItem::path).distinct().count();
    for (DriftItem item : items) {
      if (DocumentState.state(item) == null) {
        continue;
      }
      if (item.recordId() != null) {
        byRecord.merge(item.recordId(), item, Surroundings::worse);
      }
      item.places().forEach(path -> byPath.merge(path, item, Surroundings::worse));
    }
  }

  private static DriftItem worse(DriftItem one, DriftItem other) {
    DocumentState.State a = DocumentState.state(one);
    DocumentState.State b = DocumentState.state(other);
    return a != null && b != null && a.compareTo(b) <= 0 ? one : other;
  }

  /** As it is now. Blocks; what cannot be told is left out, the rest of the pane says why. */
  static Surroundings read(EngineSession session) {
    Map<String, Long> references = new HashMap<>();
    Map<String, String> locks = new HashMap<>();
    try {
      for (EdgeRow edge : session.edges().edges(EdgeFilter.DEFAULT)) {
        if (edge.targetPath() != null) {
          references.merge(edge.targetPath(), 1L, Long::sum);
        }
      }
    } catch (EngineException unreadable) {
      references.clear();
    }
    for (LockStatus lock : session.locks().status()) {
      locks.put(lock.name(), lock.holder());
    }
    return new Surroundings(session.registryDesk().differences(), references, locks);
  }

  /** Without the differences of what was just written: the next comparison says what is left. */
  Surroundings without(Collection<RecordRow> written) {
    Set<String> gone =
        written.stream()
            .flatMap(
                row -> row.path() == null ? Stream.of(row.key()) : Stream.of(row.key(), row.path()))
            .collect(Collectors.toSet());
    List<DriftItem> left =
        items.stream()
            .filter(item -> !gone.contains(item.path()))
            .filter(item -> item.recordId() == null || !gone.contains(item.recordId()))
            .toList();
    return new Surroundings(left, references, locks);
  }

  /** Without the files that have a record by now: it was written while this was read. */
  Surroundings withoutFilesOf(Collection<RecordRow> records) {
    if (unregistered == 0) {
      return this;
    }
    Set<String> there = new HashSet<>();
    for (RecordRow record : records) {
      if (record.path() != null && record.status().equals("active")) {
        there.add(record.path());
      }
    }
    List<DriftItem> left =
        items.stream()
            .filter(item -> !isUnregistered(item) || !there.contains(item.path()))
            .toList();
    return left.size() == items.size() ? this : new Surroundings(left, references, locks);
  }

  private static boolean isUnregistered(DriftItem item) {
    return item.kind() == DriftKind.UNREGISTERED;
  }

  /** How many files have no record. */
  long unregistered() {
    return unregistered;
  }

  /** A record with what is known of it. */
  DocumentState of(RecordRow record) {
    DriftItem drift = byRecord.get(record.key());
    if (drift == null && record.path() != null && record.status().equals("active")) {
      drift = byPath.get(record.path());
    }
    return new DocumentState(
        record,
        drift,
        record.path() == null ? 0 : references.getOrDefault(record.path(), 0L),
        lock(record));
  }

  private @Nullable String lock(RecordRow record) {
    String onPath = record.path() == null ? null : locks.get("path:" + record.path());
    return onPath == null && record.docId() != null ? locks.get("doc:" + record.docId()) : onPath;
  }

  /** All records, and the files that have none. */
  List<DocumentState> all(Collection<RecordRow> records) {
    List<DocumentState> out = new ArrayList<>();
    records.forEach(record -> out.add(of(record)));
    items.stream()
        .filter(Surroundings::isUnregistered)
        .forEach(item -> out.add(unregistered(item)));
    return out;
  }

  /** Key of the row of a file without a record. */
  static String key(String path) {
    return "file:" + path;
  }

  private static DocumentState unregistered(DriftItem item) {
    return new DocumentState(
        new RecordRow(
            key(item.path()),
            DocumentState.UNREGISTERED,
            item.docId(),
            item.path(),
            DocumentState.UNREGISTERED,
            null,
            null,
            null,
            null,
            null),
        item,
        0,
        null);
  }
}
