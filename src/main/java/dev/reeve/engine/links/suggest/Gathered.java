package dev.reeve.engine.links.suggest;

import dev.reeve.engine.links.suggest.EvidenceKind.Family;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** Candidates that have evidence of the family. */
  List<String> ofFamily(Family family) {
    return candidates.entrySet().stream()
        .filter(each -> each.getValue().keySet().stream().anyMatch(it -> it.family() == family))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether a newer edition of the file is a candidate for being newer. */
  boolean isOlderEdition(String path, CandidateFiles files) {
    return files
        .newerEdition(path)
        .map(candidates::get)
        .filter(evidence -> evidence.containsKey(EvidenceKind.NEWER_EDITION))
        .isPresent();
  }

  void deleted() {
    deleted = true;
  }

  boolean isDeleted() {
    return deleted;
  }
}
