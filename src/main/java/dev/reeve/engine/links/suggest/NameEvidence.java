package dev.reeve.engine.links.suggest;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Files whose name is that of the target, or nearly. */
final class NameEvidence {
  private static final int SAYS_SOMETHING = 2;

  private final CandidateFiles files;
  private final ScoreTable table;
  private final Map<String, List<Similar>> similar = new HashMap<>();

  /** Made when it is asked for: most references need it not. */
  private @Nullable NameWords words;

  private record Similar(String name, double ratio, double points) {}

  NameEvidence(CandidateFiles files, ScoreTable table) {
    this.files = files;
    this.table = table;
  }

  void gather(Gathered out) {
    String root = out.broken().root();
    String place = root == null ? out.broken().relative() : root;
    if (place == null) {
      return;
    }
    String name = Paths.name(place);
    List<String> same = others(files.named(name), out);
    List<String> pages = Paths.ending(name).isEmpty() ? pages(name, out) : List.of();
    if (!same.isEmpty()) {
      ofSameName(same, EvidenceKind.ONLY_NAME, path -> Paths.tail(path, place), out);
    } else if (!pages.isEmpty()) {
      String page = Paths.page(place);
      ofSameName(pages, EvidenceKind.ONLY_PAGE, path -> Paths.tail(Paths.page(path), page), out);
    } else {
      ofLikeName(name, place, out);
    }
  }

  /** What a site would show under the name; without such pages the folders of that name. */
  private List<String> pages(String name, Gathered out) {
    List<String> pages =
        others(files.ofPageName(name), out).stream().filter(PlaceEvidence::isPage).toList();
    return pages.isEmpty() ? files.foldersNamed(name) : pages;
  }

  private static List<String> others(List<String> paths, Gathered out) {
    return paths.stream().filter(path -> !path.equals(out.broken().document())).toList();
  }

  private static void ofSameName(
      List<String> same, EvidenceKind only, ToIntFunction<String> tail, Gathered out) {
    longestTail(same, tail).ifPresent(path -> out.add(path, EvidenceKind.PATH_TAIL));
    if (same.size() == 1) {
      out.add(same.getFirst(), only);
      return;
    }
    String document = out.broken().document();
    String nearest =
        same.stream()
            .min(
                Comparator.<String>comparingInt(path -> Paths.steps(document, path))
                    .thenComparing(Comparator.naturalOrder()))
            .orElseThrow();
    same.forEach(
        path ->
            out.add(
                path, path.equals(nearest) ? EvidenceKind.NEAREST_NAME : EvidenceKind.SAME_NAME));
  }

  /** The one that alone shares the longest end, when that says something. */
  private static Optional<String> longestTail(List<String> paths, ToIntFunction<String> tail) {
    int longest = paths.stream().mapToInt(tail).max().orElse(0);
    List<String> best = paths.stream().filter(path -> tail.applyAsInt(path) == longest).toList();
    return longest >= SAYS_SOMETHING && best.size() == 1
        ? Optional.of(best.getFirst())
        : Optional.empty();
  }

  private void ofLikeName(String name, String place, Gathered out) {
    files.folded(name).forEach(path -> out.add(path, EvidenceKind.FOLDED_NAME));
    files.ofStem(Paths.stem(name)).forEach(path -> out.add(path, EvidenceKind.OTHER_ENDING));
    String page = Paths.page(place);
    List<String> pages = others(files.ofPageName(Paths.name(page)), out);
    pages.forEach(path -> out.add(path, EvidenceKind.OTHER_ENDING));
    longestTail(pages, path -> Paths.tail(Paths.page(path), page))
        .ifPresent(path -> out.add(path, EvidenceKind.PATH_TAIL));
    for (Similar like : similar.computeIfAbsent(name, this::like)) {
      others(files.named(like.name()), out)
          .forEach(path -> out.add(path, EvidenceKind.SIMILAR_NAME, like.points()));
    }
    ofSharedWords(name, out);
  }

  /** The target's name and the words of the link may both say how the file is called now. */
  private void ofSharedWords(String name, Gathered out) {
    if (words == null) {
      words = new NameWords(files.names());
    }
    String ending = Paths.ending(name);
    for (String said : List.of(name, out.broken().words() + "." + ending)) {
      for (String other : words.sharing(said, table.mostCandidates())) {
        double points = table.points(EvidenceKind.SHARED_WORDS) * words.shared(said, other);
        others(files.named(other), out)
            .forEach(path -> out.add(path, EvidenceKind.SHARED_WORDS, points));
      }
    }
  }

  private List<Similar> like(String name) {
    return files.names().stream()
        .filter(other -> NameRatio.canReach(table.leastSimilarity(), name, other))
        .map(other -> like(name, other))
        .flatMap(Optional::stream)
        .sorted(
            Comparator.comparingDouble(Similar::points)
                .thenComparingDouble(Similar::ratio)
                .reversed()
                .thenComparing(Similar::name))
        .limit(table.mostSimilar())
        .toList();
  }

  private Optional<Similar> like(String name, String other) {
    double ratio = NameRatio.of(name.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
    return ratio < table.leastSimilarity()
        ? Optional.empty()
        : Optional.of(new Similar(other, ratio, Math.min(ratio, most(name, other))));
  }

  /** A similar name with another ending is no better than the same name with one. */
  private double most(String name, String other) {
    if (!digits(name).equals(digits(other))) {
      return table.caps().otherDigits();
    }
    return Paths.ending(name).equalsIgnoreCase(Paths.ending(other))
        ? table.caps().similar()
        : table.points(EvidenceKind.OTHER_ENDING);
  }

  private static String digits(String name) {
    return name.replaceAll("\\D+", " ").strip();
  }
}
