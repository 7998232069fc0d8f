package dev.reeve.console.registry;

import dev.reeve.engine.registry.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a validation found, told once for all records it was found in. Immutable; made away from the
 * screen's thread, for there may be many records.
 *
 * @param found in each record; at least one
 * @param keys of the records, each once; none where it is about no record
 * @param places paths of the records, else their keys, in order
 * @param folder the place of one record, the folder that many share
 */
record Cause(List<PlacedFinding> found, List<String> keys, List<String> places, String folder) {
  /** The findings by what they say, but for the record. */
  static List<Cause> of(Collection<PlacedFinding> found) {
    Map<String, List<PlacedFinding>> causes = new LinkedHashMap<>();
    found.forEach(
        each -> causes.computeIfAbsent(key(each.finding()), none -> new ArrayList<>()).add(each));
    return causes.values().stream().map(List::copyOf).map(Cause::one).toList();
  }

  private static Cause one(List<PlacedFinding> found) {
    List<String> keys =
        found.stream()
            .map(each -> each.finding().key())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    List<String> places =
        found.stream()
            .map(PlacedFinding::place)
            .filter(place -> !place.isEmpty())
            .distinct()
            .sorted()
            .toList();
    return new Cause(found, keys, places, shared(places));
  }

  private static String shared(List<String> paths) {
    if (paths.size() < 2) {
      return String.join("", paths);
    }
    String shared = paths.getFirst();
    for (String each : paths) {
      while (!each.startsWith(shared)) {
        shared = shared.substring(0, shared.length() - 1);
      }
    }
    return shared.substring(0, shared.lastIndexOf('/') + 1);
  }

  /** One of the findings, for what they have in common. */
  Finding first() {
    return found.getFirst().finding();
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
