package dev.reeve.engine.registry.legacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts cases by rule and keeps them as lines. One thread. */
final class ImportNotes {
  private final Map<ImportRule, Integer> counts = new EnumMap<>(ImportRule.class);
  private final List<ImportItem> items = new ArrayList<>();

  void add(ImportRule rule, String id, String path, String message) {
    counts.merge(rule, 1, Integer::sum);
    items.add(new ImportItem(rule, id, path, message));
  }

  void add(ImportRule rule, Candidate candidate, String message) {
    add(rule, candidate.id.text(), candidate.path, message);
  }

  Map<ImportRule, Integer> counts() {
    return counts;
  }

  /** By rule, in the order in which they were found. */
  List<ImportItem> items() {
    return items.stream().sorted(Comparator.comparing(ImportItem::rule)).toList();
  }
}
