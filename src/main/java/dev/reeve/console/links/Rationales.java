package dev.reeve.console.links;

import dev.reeve.engine.links.triage.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The reasons that were given lately, newest first, and how often each was. */
final class Rationales {
  /** As short as one may be. */
  static final int SHORTEST = 10;

  private static final int KEPT = 5;
  private static final int MANY = 20;

  private final List<String> recent = new ArrayList<>();
  private final Map<String, Integer> uses = new HashMap<>();

  /** Whether it says enough. */
  static boolean suffices(String text) {
    String said = text.strip();
    return said.codePointCount(0, said.length()) >= SHORTEST;
  }

  /** What stands on record, before anybody decides here. */
  void recall(List<Decision> decisions) {
    recent.clear();
    uses.clear();
    decisions.stream()
        .sorted(Comparator.comparing(Decision::decidedAt))
        .forEach(each -> given(each.choice().rationale(), 1));
  }

  /** One was given for so many links. */
  void given(String text, int links) {
    String said = text.strip();
    if (said.isEmpty()) {
      return;
    }
    recent.remove(said);
    recent.addFirst(said);
    if (recent.size() > KEPT) {
      recent.removeLast();
    }
    uses.merge(said, links, Integer::sum);
  }

  /** At most five. */
  List<String> recent() {
    return List.copyOf(recent);
  }

  /** For how many links it was given, if those are many; else 0. */
  int worn(String text) {
    int count = uses.getOrDefault(text.strip(), 0);
    return count > MANY ? count : 0;
  }
}
