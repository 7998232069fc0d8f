package dev.reeve.engine.links.index;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.Judged;
import dev.reeve.engine.links.RuleBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was found in each document, what was counted in all of them, and what each asked for. For
 * one thread.
 */
final class Judgements {
  private final Dependents dependents = new Dependents();
  private final Map<String, Judged> judged = new HashMap<>();
  private final NavigableMap<String, List<Finding>> findings = new TreeMap<>();
  private final Map<Category, Integer> byReason = new EnumMap<>(Category.class);
  private final Map<String, Integer> byRule = new HashMap<>();
  private int references;

  /** What was found in a document, and the questions that were asked for it. */
  record Answer(String path, Judged judged, Set<String> questions) {}

  /** The documents that were judged. */
  Set<String> documents() {
    return judged.keySet();
  }

  /** Everything that was asked. */
  Set<String> questions() {
    return dependents.questions();
  }

  /** The documents that asked this. */
  Collection<String> askedFor(String question) {
    return dependents.of(question);
  }

  /** In place of what was known of the document. */
  void take(Answer answer) {
    Judged before = judged.put(answer.path(), answer.judged());
    count(before, -1);
    count(answer.judged(), 1);
    dependents.put(answer.path(), answer.questions());
    List<Finding> told = findings.getOrDefault(answer.path(), List.of());
    if (answer.judged().findings().isEmpty()) {
      findings.remove(answer.path());
    } else {
      findings.put(answer.path(), withOldAdvice(answer.judged().findings(), told));
    }
  }

  /** Before anything is judged: what was suggested for findings that are likely to come again. */
  void recall(List<Finding> before) {
    for (Finding each : before) {
      findings.computeIfAbsent(each.sourceFile(), ignored -> new ArrayList<>()).add(each);
    }
  }

  /** Until somebody looks again, what was suggested still stands. */
  private static List<Finding> withOldAdvice(List<Finding> now, List<Finding> before) {
    if (before.isEmpty()) {
      return now;
    }
    Map<String, Finding> old = new HashMap<>();
    before.forEach(each -> old.put(each.id(), each));
    return now.stream()
        .map(
            each -> {
              Finding was = old.get(each.id());
              return was != null && was.reason() == each.reason()
                  ? each.with(was.confidence(), was.suggestions())
                  : each;
            })
        .toList();
  }

  /** Of a document that is none any more. */
  void drop(String path) {
    count(judged.remove(path), -1);
    findings.remove(path);
    dependents.remove(path);
  }

  private void count(@Nullable Judged each, int sign) {
    if (each != null) {
      references += sign * each.references();
      each.byReason().forEach((reason, n) -> byReason.merge(reason, sign * n, Judgements::sum));
      each.byRule().forEach((rule, n) -> byRule.merge(rule, sign * n, Judgements::sum));
    }
  }

  private static @Nullable Integer sum(int one, int other) {
    return one + other == 0 ? null : one + other;
  }

  /** What is known now. */
  LinkSnapshot snapshot(RuleBook rules, long number, Duration took) {
    List<Finding> all = new ArrayList<>();
    findings.values().forEach(all::addAll);
    Map<String, Integer> uses = rules.unused();
    uses.putAll(byRule);
    return new LinkSnapshot(
        number,
        true,
        judged.size(),
        references,
        Map.copyOf(byReason),
        Map.copyOf(uses),
        List.copyOf(all),
        rules.warnings(uses),
        took,
        null);
  }

  /**
   * Takes suggestions for findings that are still there.
   *
   * @return whether anything is another than before
   */
  boolean advise(Map<String, Finding> advised) {
    Set<String> paths = new HashSet<>();
    advised.values().forEach(each -> paths.add(each.sourceFile()));
    boolean others = false;
    for (String path : paths) {
      List<Finding> before = findings.getOrDefault(path, List.of());
      List<Finding> now =
          before.stream().map(each -> withAdvice(each, advised.get(each.id()))).toList();
      if (!now.equals(before)) {
        findings.put(path, now);
        others = true;
      }
    }
    return others;
  }

  private static Finding withAdvice(Finding finding, @Nullable Finding advised) {
    return advised == null || advised.reason() != finding.reason()
        ? finding
        : finding.with(advised.confidence(), advised.suggestions());
  }
}
