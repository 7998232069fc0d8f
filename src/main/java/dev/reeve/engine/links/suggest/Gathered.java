package dev.reeve.engine.links.suggest;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Evidence for the candidates of one reference, as it comes in. */
final class Gathered {
  private final Broken broken;
  private final ScoreTable table;
  private final Map<String, EnumMap<EvidenceKind, Double>> candidates = new LinkedHashMap<>();

  /** Whether history says that the target was deleted and lives on nowhere. */
  private boolean deleted;

  Gathered(Broken broken, ScoreTable table) {
    this.broken = broken;
    this.table = table;
  }

  Broken broken() {
    return broken;
  }

  Map<String, EnumMap<EvidenceKind, Double>> candidates() {
    return candidates;
  }

  void add(String path, EvidenceKind kind) {
    add(path, kind, table.points(kind));
  }

  /** The document is never a candidate for its own reference. */
  void add(String path, EvidenceKind kind, double points) {
    if (!path.equals(broken.document())) {
      candidates
          .computeIfAbsent(path, ignored -> new EnumMap<>(EvidenceKind.class))
          .merge(kind, points, Math::max);
    }
  }

  void deleted() {
    deleted = true;
  }

  boolean isDeleted() {
    return deleted;
  }
}
