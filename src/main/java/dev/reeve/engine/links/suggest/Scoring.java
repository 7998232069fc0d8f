package dev.reeve.engine.links.suggest;

import dev.reeve.engine.links.suggest.EvidenceKind.Family;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** From evidence to scores: the strongest counts, agreement and hints add, caps come last. */
final class Scoring {
  /** Proof of where it went or how it was meant, which caps leave alone. */
  private static final Set<EvidenceKind> PROOF =
      EnumSet.of(
          EvidenceKind.ROOT,
          EvidenceKind.MOVED_BYTES,
          EvidenceKind.MOVED_BYTES_SEVERAL,
          EvidenceKind.MOVED_BYTES_RENAMED,
          EvidenceKind.RENAME_RECORDED,
          EvidenceKind.UNESCAPED,
          EvidenceKind.CASE_ONLY);

  private static final Set<EvidenceKind> BY_NAME =
      EnumSet.of(
          EvidenceKind.ONLY_NAME,
          EvidenceKind.ONLY_PAGE,
          EvidenceKind.PATH_TAIL,
          EvidenceKind.NEAREST_NAME,
          EvidenceKind.SAME_NAME);

  private static final Set<EvidenceKind> HINTS =
      EnumSet.of(EvidenceKind.LINK_WORDS, EvidenceKind.SAME_EDITION);

  private static final Set<Family> AGREEING =
      EnumSet.of(Family.DOCUMENT, Family.NAME, Family.RECORD, Family.TAIL, Family.SIMILAR);

  private final ScoreTable table;
  private final Contents contents;
  private final CandidateFiles files;

  Scoring(ScoreTable table, Contents contents, CandidateFiles files) {
    this.table = table;
    this.contents = contents;
    this.files = files;
  }

  Suggestions rank(Gathered gathered) {
    Broken broken = gathered.broken();
    Doubts doubts = new Doubts(table, files, broken);
    List<Candidate> ranked = new ArrayList<>();
    gathered
        .candidates()
        .forEach((path, evidence) -> ranked.add(candidate(path, evidence, gathered, doubts)));
    ranked.sort(
        Comparator.comparingDouble(Candidate::score)
            .reversed()
            .thenComparingInt(candidate -> Paths.steps(broken.document(), candidate.path()))
            .thenComparing(Candidate::path));
    if (ranked.isEmpty()) {
      return new Suggestions(List.of(), Band.NONE);
    }
    ranked.set(0, unlessNearlyTied(ranked));
    List<Candidate> kept =
        List.copyOf(ranked.subList(0, Math.min(ranked.size(), table.mostCandidates())));
    return new Suggestions(kept, table.band(kept.getFirst().score()));
  }

  private Candidate candidate(
      String path, Map<EvidenceKind, Double> evidence, Gathered gathered, Doubts doubts) {
    Broken broken = gathered.broken();
    boolean generic = table.isGeneric(Paths.name(path)) && !coversWholePath(path, broken);
    double score = 0;
    Set<Family> families = EnumSet.noneOf(Family.class);
    int hints = 0;
    for (Map.Entry<EvidenceKind, Double> each : evidence.entrySet()) {
      EvidenceKind kind = each.getKey();
      if (HINTS.contains(kind)) {
        hints++;
        continue;
      }
      boolean capped = generic && BY_NAME.contains(kind);
      score =
          Math.max(
              score, capped ? Math.min(each.getValue(), table.caps().generic()) : each.getValue());
      if (!capped
          && AGREEING.contains(kind.family())
          && each.getValue() >= table.leastSimilarity()) {
        families.add(kind.family());
      }
    }
    if (families.size() > 1) {
      score = Math.min(Math.max(score, table.caps().agreed()), score + table.bonuses().agreement());
    }
    if (gathered.isDeleted() && !isProved(evidence)) {
      score = Math.min(score, table.caps().deleted());
    }
    if (doubts.about(path, evidence.keySet())
        || (generic && evidence.containsKey(EvidenceKind.ROOT))) {
      score = Math.min(score, table.caps().unsure());
    }
    if (gathered.isOlderEdition(path, files)) {
      score = Math.min(score, table.caps().olderEdition());
    }
    boolean headingMissing = headingMissing(path, broken);
    if (headingMissing) {
      score -= table.bonuses().headingMissing();
      score = isProved(evidence) ? score : Math.min(score, table.caps().unsure());
    } else if (broken.fragment() != null && contents.anchors(path).isPresent()) {
      score = withinBand(score, table.bonuses().headingThere());
    }
    score = withinBand(score, hints * table.bonuses().hint());
    List<Evidence> reasons =
        evidence.entrySet().stream()
            .map(each -> new Evidence(each.getKey(), each.getValue()))
            .sorted(Comparator.comparingDouble(Evidence::points).reversed())
            .toList();
    return new Candidate(path, rounded(score), reasons, headingMissing);
  }

  private static boolean coversWholePath(String path, Broken broken) {
    String root = broken.root();
    return root != null && Paths.depth(root) > 1 && Paths.tail(path, root) == Paths.depth(root);
  }

  private static boolean isProved(Map<EvidenceKind, Double> evidence) {
    return evidence.keySet().stream().anyMatch(PROOF::contains);
  }

  private boolean headingMissing(String path, Broken broken) {
    String fragment = broken.fragment();
    return fragment != null
        && contents
            .anchors(path)
            .filter(anchors -> !anchors.contains(fragment.toLowerCase(Locale.ROOT)))
            .isPresent();
  }

  /** A hint orders candidates; it does not make one surer than its evidence. */
  private double withinBand(double score, double bonus) {
    double ceiling =
        switch (table.band(score)) {
          case HIGH -> 1;
          case MEDIUM -> table.bands().high() - 0.0001;
          case LOW, NONE -> table.bands().medium() - 0.0001;
        };
    return Math.max(score, Math.min(score + bonus, ceiling));
  }

  private Candidate unlessNearlyTied(List<Candidate> ranked) {
    Candidate best = ranked.getFirst();
    boolean tied =
        ranked.size() > 1
            && best.score() - ranked.get(1).score() <= table.caps().nearTieWidth() + 1e-9
            && best.evidence().stream().noneMatch(each -> PROOF.contains(each.kind()));
    return tied
        ? new Candidate(
            best.path(),
            Math.min(best.score(), table.caps().nearTie()),
            best.evidence(),
            best.headingMissing())
        : best;
  }

  private static double rounded(double score) {
    return Math.round(Math.max(0, score) * 10_000) / 10_000.0;
  }
}
