package dev.reeve.console.registry;

import dev.reeve.engine.registry.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a validation found, told once for all records it was found in. Immutable.
 *
 * @param found in each record; at least one
 */
record Cause(List<PlacedFinding> found) {
  /** The findings by what they say, but for the record. */
  static List<Cause> of(Collection<PlacedFinding> found) {
    Map<String, List<PlacedFinding>> causes = new LinkedHashMap<>();
    found.forEach(
        each -> causes.computeIfAbsent(key(each.finding()), none -> new ArrayList<>()).add(each));
    return causes.values().stream().map(List::copyOf).map(Cause::new).toList();
  }

  /** One of the findings, for what they have in common. */
  Finding first() {
    return found.getFirst().finding();
  }

  /** Keys of the records, each once; none where it is about no record. */
  List<String> keys() {
    return found.stream()
        .map(each -> each.finding().key())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** Paths of the records, else their keys. */
  List<String> places() {
    return found.stream()
        .map(PlacedFinding::place)
        .filter(place -> !place.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  /** By which it is found again. */
  String key() {
    return key(first());
  }

  private static String key(Finding finding) {
    return String.join(
        "|", finding.code(), Objects.toString(finding.column(), ""), FindingWords.said(finding));
  }

  boolean warning() {
    return first().warning();
  }
}
