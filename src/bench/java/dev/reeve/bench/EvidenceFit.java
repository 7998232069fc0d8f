package dev.reeve.bench;

import dev.reeve.engine.links.suggest.Candidate;
import dev.reeve.engine.links.suggest.Evidence;
import dev.reeve.engine.links.suggest.EvidenceKind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How often each kind of evidence was right in the cases of one repository, and what it would count
 * by the cases of others. A kind that spoke seldom stays near the number it has: that number weighs
 * as much as twenty cases.
 */
final class EvidenceFit {
  private static final int PRIOR = 20;

  private static final class Tally {
    private int said;
    private int right;
    private double points;
  }

  private final Map<EvidenceKind, Tally> tallies = new EnumMap<>(EvidenceKind.class);

  /** The first candidate that a kind names is what this kind says. */
  void add(List<Candidate> candidates, Predicate<Candidate> isRight) {
    for (EvidenceKind kind : EvidenceKind.values()) {
      candidates.stream()
          .filter(candidate -> points(candidate, kind) > 0)
          .findFirst()
          .ifPresent(
              candidate -> {
                Tally tally = tallies.computeIfAbsent(kind, ignored -> new Tally());
                tally.said++;
                tally.right += isRight.test(candidate) ? 1 : 0;
                tally.points = points(candidate, kind);
              });
    }
  }

  private static double points(Candidate candidate, EvidenceKind kind) {
    return candidate.evidence().stream()
        .filter(evidence -> evidence.kind() == kind)
        .mapToDouble(Evidence::points)
        .findFirst()
        .orElse(0);
  }

  static Map<EvidenceKind, Double> by(Collection<EvidenceFit> repositories) {
    Map<EvidenceKind, Double> points = new EnumMap<>(EvidenceKind.class);
    for (EvidenceKind kind : EvidenceKind.values()) {
      List<Tally> tallies =
          repositories.stream()
              .filter(each -> each.tallies.containsKey(kind))
              .map(each -> each.tallies.get(kind))
              .toList();
      if (!tallies.isEmpty()) {
        int said = tallies.stream().mapToInt(tally -> tally.said).sum();
        int right = tallies.stream().mapToInt(tally -> tally.right).sum();
        double own = tallies.stream().mapToDouble(tally -> tally.points).max().orElseThrow();
        points.put(kind, (right + PRIOR * own) / (said + PRIOR));
      }
    }
    return points;
  }
}
