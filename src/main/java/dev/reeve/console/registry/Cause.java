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
 * @param first one of the findings, for what they have in common
 * @param keys of the records, each once, in order; empty when it is about none
 * @param findings how many there are
 */
record Cause(Finding first, List<String> keys, int findings) {
  /** The findings by what they say, but for the record. */
  static List<Cause> of(Collection<Finding> found) {
    Map<String, List<Finding>> causes = new LinkedHashMap<>();
    found.forEach(each -> causes.computeIfAbsent(key(each), none -> new ArrayList<>()).add(each));
    return causes.values().stream().map(Cause::alike).toList();
  }

  private static Cause alike(List<Finding> all) {
    List<String> keys =
        all.stream().map(Finding::key).filter(Objects::nonNull).distinct().sorted().toList();
    return new Cause(all.getFirst(), keys, all.size());
  }

  /** By which it is found again. */
  String key() {
    return key(first);
  }

  private static String key(Finding finding) {
    return String.join(
        "|", finding.code(), Objects.toString(finding.column(), ""), FindingWords.said(finding));
  }

  boolean warning() {
    return first.warning();
  }
}
