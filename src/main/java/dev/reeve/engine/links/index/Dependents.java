package dev.reeve.engine.links.index;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which documents asked what while they were judged, so what may differ when that changes. */
final class Dependents {
  private final Map<String, Set<String>> documents = new HashMap<>();
  private final Map<String, Set<String>> questions = new HashMap<>();

  /** Puts what a document asks now in place of what it asked before. */
  void put(String document, Set<String> asked) {
    Set<String> before = questions.getOrDefault(document, Set.of());
    for (String each : before) {
      if (!asked.contains(each)) {
        drop(document, each);
      }
    }
    for (String each : asked) {
      if (!before.contains(each)) {
        documents.computeIfAbsent(each, ignored -> new HashSet<>(2)).add(document);
      }
    }
    if (asked.isEmpty()) {
      questions.remove(document);
    } else {
      questions.put(document, asked);
    }
  }

  void remove(String document) {
    put(document, Set.of());
  }

  private void drop(String document, String question) {
    Set<String> left = documents.get(question);
    if (left != null && left.remove(document) && left.isEmpty()) {
      documents.remove(question);
    }
  }

  /** Everything that some document asks. */
  Set<String> questions() {
    return documents.keySet();
  }

  /** The documents that asked. */
  Set<String> of(String question) {
    return documents.getOrDefault(question, Set.of());
  }
}
