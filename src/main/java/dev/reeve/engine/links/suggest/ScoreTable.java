package dev.reeve.engine.links.suggest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What evidence counts, read from {@code scores.json}: the one place where numbers of suggestions
 * stand. How they were found is in {@code docs/decisions}.
 *
 * @param evidence points by kind
 * @param bands least score of high and of medium
 * @param copied patterns of documents whose text is used in other places
 * @param foreign names of folders in which others' files are kept
 * @param sites where a site's documents lie, from the folder of the file that describes the site,
 *     by the last one or two segments of that file's path
 * @param shortTail segments at the end of a path that do not tell one of several files for certain
 * @param genericNames patterns of names that say nothing, {@code *} for anything
 */
record ScoreTable(
    Map<EvidenceKind, Double> evidence,
    Bands bands,
    Caps caps,
    Bonuses bonuses,
    double leastSimilarity,
    int mostSimilar,
    int mostCandidates,
    int shortTail,
    Patterns genericNames,
    Patterns copied,
    List<String> foreign,
    Map<String, String> sites) {

  record Bands(double high, double medium) {}

  /**
   * The most that a candidate scores.
   *
   * @param generic by its name alone when the name is generic
   * @param deleted without proof when history says that the target was deleted
   * @param nearTie without proof when the next one is within {@code nearTieWidth}
   * @param otherDigits by a similar name with other digits
   * @param similar by a similar name
   * @param renamedBytes by bytes under another name when a file of the old name exists
   * @param agreed when families agree
   * @param unsure when there is a doubt, whatever speaks for it
   * @param olderEdition when a newer edition of the file stands beside it
   */
  record Caps(
      double generic,
      double deleted,
      double nearTie,
      double nearTieWidth,
      double otherDigits,
      double similar,
      double renamedBytes,
      double agreed,
      double unsure,
      double olderEdition) {}

  /**
   * What is added.
   *
   * @param agreement when two families of evidence agree
   * @param headingThere when the file has the heading; never across a band
   * @param headingMissing when it has not
   * @param hint for link words and the same edition
   */
  record Bonuses(double agreement, double headingThere, double headingMissing, double hint) {}

  static final ScoreTable SHIPPED = read();

  private static ScoreTable read() {
    try (InputStream in =
        Objects.requireNonNull(ScoreTable.class.getResourceAsStream("scores.json"))) {
      return JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build()
          .readValue(in, ScoreTable.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ScoreTable with(Map<EvidenceKind, Double> points) {
    Map<EvidenceKind, Double> all = new EnumMap<>(evidence);
    all.putAll(points);
    return new ScoreTable(
        all,
        bands,
        caps,
        bonuses,
        leastSimilarity,
        mostSimilar,
        mostCandidates,
        shortTail,
        genericNames,
        copied,
        foreign,
        sites);
  }

  double points(EvidenceKind kind) {
    return evidence.getOrDefault(kind, 0.0);
  }

  Band band(double score) {
    return score >= bands.high() ? Band.HIGH : score >= bands.medium() ? Band.MEDIUM : Band.LOW;
  }

  boolean isGeneric(String name) {
    return genericNames.fit(name);
  }

  /** Whether a document is a template, or another text whose place is not where it is read. */
  boolean isCopied(String document) {
    return copied.fit(document);
  }

  /** Patterns in which {@code *} stands for anything, none of it too. */
  record Patterns(List<Pattern> all) {
    @JsonCreator
    static Patterns of(List<String> texts) {
      return new Patterns(
          texts.stream()
              .map(text -> Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q")))
              .toList());
    }

    boolean fit(String text) {
      return all.stream().anyMatch(each -> each.matcher(text).matches());
    }
  }
}
