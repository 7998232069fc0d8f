package dev.reeve.engine.links.suggest;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which heading of a document a fragment that it does not have most likely means: by the same
 * letters, by words in common, by similar spelling, and by the words of the link. Source: {@code
 * docs/reference/links.md}.
 */
public final class HeadingSuggester {
  private static final Pattern REPEATED = Pattern.compile("-\\d+$");
  private static final double SAME_LETTERS = 0.97;
  private static final double CONTAINED = 0.90;
  private static final double LINK_WORDS = 0.84;
  private static final double BOTH = 0.05;
  private static final double LEAST = 0.50;

  /** By likeness alone no heading is certain. */
  private static final double MOST_BY_LIKENESS = 0.89;

  private HeadingSuggester() {}

  /**
   * A heading that may be meant.
   *
   * @param anchor as a link names it
   * @param score from 0 to 1
   */
  public record Heading(String anchor, double score) {
    private Heading graded(String asked) {
      return letters(asked).equals(letters(anchor.toLowerCase(Locale.ROOT)))
          ? new Heading(anchor, SAME_LETTERS)
          : new Heading(anchor, Math.min(score, MOST_BY_LIKENESS));
    }

    /** How sure the score is. */
    public Band band() {
      return ScoreTable.SHIPPED.band(score);
    }
  }

  /**
   * Headings, best first; none when nothing is near.
   *
   * @param fragment decoded, without {@code #}
   * @param anchors of the document
   * @param words of the link, may be empty
   */
  public static List<Heading> suggest(
      String fragment, Collection<String> anchors, String words, int most) {
    String asked = fragment.toLowerCase(Locale.ROOT);
    String slug = slug(words);
    return anchors.stream()
        .map(anchor -> new Heading(anchor, score(asked, slug, anchor.toLowerCase(Locale.ROOT))))
        .filter(heading -> heading.score() >= LEAST)
        .sorted(
            Comparator.comparingDouble(Heading::score).reversed().thenComparing(Heading::anchor))
        .limit(most)
        .map(heading -> heading.graded(asked))
        .toList();
  }

  private static double score(String asked, String words, String anchor) {
    if (letters(asked).equals(letters(anchor))) {
      return 1;
    }
    double byWords = words.isEmpty() ? 0 : LINK_WORDS * likeness(words, anchor);
    double byFragment = likeness(REPEATED.matcher(asked).replaceFirst(""), anchor);
    return Math.max(byFragment, byWords) + BOTH * Math.min(byFragment, byWords);
  }

  private static double likeness(String asked, String anchor) {
    Set<String> one = parts(asked);
    Set<String> other = parts(anchor);
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    double shared =
        one.isEmpty() || other.isEmpty()
            ? 0
            : (double) both.size() / (one.size() + other.size() - both.size());
    boolean contained = !both.isEmpty() && both.size() == Math.min(one.size(), other.size());
    double words = contained ? CONTAINED * (0.8 + 0.2 * shared) : shared;
    return Math.max(words, NameRatio.of(asked, anchor));
  }

  private static Set<String> parts(String slug) {
    return Arrays.stream(slug.split("[-_ ]+"))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.toSet());
  }

  private static String letters(String slug) {
    return slug.replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static String slug(String words) {
    return words
        .replaceAll("<[^>]*>", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .strip()
        .replace(' ', '-');
  }
}
