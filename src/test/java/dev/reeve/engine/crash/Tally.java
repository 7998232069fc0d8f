package dev.reeve.engine.crash;

import dev.reeve.engine.crash.Violation.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many kills there were, where, and what they did; a finding is told at once, and how far the
 * run has come, because a long run may be broken off. Safe on several threads.
 */
final class Tally {
  private final Map<Kind, Integer> violations = new EnumMap<>(Kind.class);
  private final Map<String, Integer> places = new TreeMap<>();
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private int kills;

  synchronized void killed(String act, String step) {
    kills++;
    places.merge(act + "  " + step, 1, Integer::sum);
    if (kills % 100 == 0) {
      System.out.println(line());
    }
  }

  synchronized void add(String where, List<Violation> found) {
    for (Violation violation : found) {
      violations.merge(violation.kind(), 1, Integer::sum);
      String line = violation.kind() + " after " + where + ": " + violation.message();
      told.add(line);
      System.out.println(line);
    }
  }

  synchronized int kills() {
    return kills;
  }

  List<String> told() {
    return List.copyOf(told);
  }

  synchronized String line() {
    return "%d kills at %d different places; torn %d, lost %d, done twice %d, ids twice %d, left behind %d"
        .formatted(
            kills,
            places.size(),
            count(Kind.TORN),
            count(Kind.LOST),
            count(Kind.TWICE),
            count(Kind.ID_TWICE),
            count(Kind.LEFT));
  }

  private int count(Kind kind) {
    return violations.getOrDefault(kind, 0);
  }

  /** Kills at each place. */
  synchronized String spread() {
    StringBuilder out = new StringBuilder();
    places.forEach((place, times) -> out.append("%5d  %s%n".formatted(times, place)));
    return out.toString();
  }
}
