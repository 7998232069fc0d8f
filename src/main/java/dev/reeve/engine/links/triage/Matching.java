package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.triage.Decision.Key;
import dev.reeve.engine.links.triage.Decision.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which decision belongs to which finding of a new check. A reference is known again by document,
 * kind and target as written; of several that agree in these, first the one that did not move at
 * all, then the others in the order of their places.
 */
final class Matching {
  private final Map<String, Decision> byFinding = new HashMap<>();
  private final List<Decision> gone = new ArrayList<>();

  /**
   * @param decisions those that are not withdrawn
   */
  Matching(List<Finding> findings, List<Decision> decisions) {
    Map<Key, List<Finding>> places = new LinkedHashMap<>();
    findings.forEach(
        each -> places.computeIfAbsent(Key.of(each), unused -> new ArrayList<>()).add(each));
    Map<Key, List<Decision>> open = new LinkedHashMap<>();
    for (Decision each : decisions) {
      if (each.standing() == Standing.OPEN) {
        open.computeIfAbsent(each.link().key(), unused -> new ArrayList<>()).add(each);
      }
    }
    open.forEach((key, made) -> pair(new ArrayList<>(places.getOrDefault(key, List.of())), made));
    for (Decision each : decisions) {
      if (each.standing() != Standing.OPEN) {
        places.getOrDefault(each.link().key(), List.of()).forEach(finding -> settle(finding, each));
      }
    }
  }

  /**
   * What was carried out. Of a reference that was decided on again, because an undo had brought it
   * back, only the newest counts.
   *
   * @param decisions those that are not withdrawn, oldest first
   */
  static List<Decision> carriedOut(List<Decision> decisions) {
    Map<String, Decision> newest = new LinkedHashMap<>();
    decisions.stream()
        .filter(each -> each.standing() != Standing.OPEN)
        .forEach(each -> newest.put(each.link().findingId(), each));
    return List.copyOf(newest.values());
  }

  private void pair(List<Finding> free, List<Decision> made) {
    List<Decision> moved = new ArrayList<>();
    for (Decision each : made) {
      Optional<Finding> same =
          free.stream().filter(one -> one.id().equals(each.link().findingId())).findFirst();
      same.ifPresentOrElse(
          finding -> {
            byFinding.put(finding.id(), each);
            free.remove(finding);
          },
          () -> moved.add(each));
    }
    moved.sort(Comparator.comparingInt(each -> each.link().offset()));
    for (Decision each : moved) {
      if (free.isEmpty()) {
        gone.add(each);
      } else {
        byFinding.put(free.removeFirst().id(), each);
      }
    }
  }

  /**
   * What was carried out. An edited reference is another one by its target, so an equal one is that
   * of before only where the document is as it was; what leaves the document alone stays with its
   * reference.
   */
  private void settle(Finding finding, Decision decision) {
    boolean unmoved = isUnmoved(finding, decision);
    boolean same =
        switch (decision.choice()) {
          case Choice.Accept edit -> unmoved;
          case Choice.Manual edit -> unmoved;
          default -> true;
        };
    Decision other = byFinding.get(finding.id());
    boolean free =
        other == null
            || (other.standing() != Standing.OPEN && (unmoved || !isUnmoved(finding, other)));
    if (same && free) {
      byFinding.put(finding.id(), decision);
    }
  }

  /** Of several equal references each keeps the decision that was made about it. */
  private static boolean isUnmoved(Finding finding, Decision decision) {
    return finding.id().equals(decision.link().findingId());
  }

  /** What decisions in force are about, by their ids. */
  Map<String, Finding> findings(List<Finding> all) {
    Map<String, Finding> out = new HashMap<>();
    for (Finding finding : all) {
      Decision about = byFinding.get(finding.id());
      if (about != null && about.standing() == Standing.OPEN) {
        out.put(about.id(), finding);
      }
    }
    return out;
  }

  /** The decision about a finding; null when there is none. */
  @Nullable Decision of(Finding finding) {
    return byFinding.get(finding.id());
  }

  /** Decisions in force whose reference is not broken any more, or not there. */
  List<Decision> gone() {
    return List.copyOf(gone);
  }
}
