package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.ReferenceKind;
import dev.reeve.engine.links.Suggestion;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.links.suggest.Evidence;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One broken link of a plan. Immutable. Source: {@code docs/reference/links.md}.
 *
 * @param id 16 hex digits of document, offset, target and the document's hash
 * @param line from 1
 * @param column from 1, in code points
 * @param offset bytes from the start of the file
 * @param length of the target in bytes
 * @param linkText the words of the link; may be empty
 * @param rawTarget as the document has it
 * @param normalizedTarget the path it means, decoded
 * @param suggestedFix the text to write; null when nothing is suggested
 * @param suggestedPath the file that is meant with it
 * @param sourceSha256 of the document when it was scanned
 * @param decision what a person decided; null when nobody did
 */
public record PlannedFix(
    String id,
    String sourceFile,
    int line,
    int column,
    int offset,
    int length,
    ReferenceKind kind,
    String linkText,
    String rawTarget,
    String normalizedTarget,
    Category reason,
    @Nullable String suggestedFix,
    @Nullable String suggestedPath,
    List<Candidate> suggestions,
    Band confidence,
    FixType fixType,
    String sourceSha256,
    @Nullable String decision) {
  private static final int DECIMALS = 3;

  /**
   * A file that may have been meant.
   *
   * @param score from 0 to 1, three decimals
   */
  public record Candidate(String path, BigDecimal score, List<Evidence> evidence) {
    static Candidate of(Suggestion suggestion) {
      return new Candidate(
          suggestion.path(), rounded(suggestion.score()), List.copyOf(suggestion.evidence()));
    }
  }

  static BigDecimal rounded(double score) {
    return BigDecimal.valueOf(score).setScale(DECIMALS, RoundingMode.HALF_UP);
  }

  static PlannedFix of(Finding finding, String sourceSha256) {
    Suggestion best = finding.suggestions().isEmpty() ? null : finding.suggestions().getFirst();
    boolean sure = finding.confidence() == Band.HIGH || finding.confidence() == Band.MEDIUM;
    return new PlannedFix(
        finding.id(),
        finding.sourceFile(),
        finding.position().line(),
        finding.position().column(),
        finding.position().offset(),
        finding.position().length(),
        finding.kind(),
        finding.words(),
        finding.rawTarget(),
        finding.target().path(),
        finding.reason(),
        best == null ? null : best.text(),
        best == null ? null : best.path(),
        finding.suggestions().stream().map(Candidate::of).toList(),
        finding.confidence(),
        sure ? FixType.UPDATE_REFERENCE : FixType.MANUAL_REVIEW,
        sourceSha256,
        null);
  }

  /** The target without its fragment. */
  String brokenTarget() {
    int hash = rawTarget.indexOf('#');
    return hash < 0 ? rawTarget : rawTarget.substring(0, hash);
  }

  /** The reference as Markdown has it; of HTML and front matter only the value. */
  String sourceLink() {
    return switch (kind) {
      case LINK -> "[" + linkText + "](" + rawTarget + ")";
      case IMAGE -> "![" + linkText + "](" + rawTarget + ")";
      case DEFINITION -> "[" + linkText + "]: " + rawTarget;
      case UNDEFINED -> "[" + linkText + "][" + rawTarget + "]";
      case AUTOLINK -> "<" + rawTarget + ">";
      case CODE_SPAN -> "`" + linkText + "`";
      case HTML, FRONT_MATTER, CODE_BLOCK, DOCUMENT -> rawTarget;
    };
  }

  /** Score of the best suggestion; null without one. */
  @Nullable BigDecimal score() {
    return suggestions.isEmpty() ? null : suggestions.getFirst().score();
  }

  /** A link to a file keeps its fragment, whether the file it is led to has it or not. */
  boolean mayMissHeading() {
    return rawTarget.indexOf('#') >= 0
        && reason != Category.MISSING_ANCHOR
        && reason != Category.MISSING_ANCHOR_SAME_FILE;
  }

  /** Whether another scan proposes the very same, for the same reasons. */
  boolean proposesSame(PlannedFix other) {
    return suggestions.equals(other.suggestions)
        && confidence == other.confidence
        && java.util.Objects.equals(suggestedFix, other.suggestedFix)
        && java.util.Objects.equals(suggestedPath, other.suggestedPath);
  }
}
