package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.ReferenceKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of what somebody decided about one reference. It is never changed but for what became
 * of it, and never deleted. Immutable. Source: {@code docs/reference/link-triage.md}.
 *
 * @param id {@code ld_} and 26 characters that sort by time
 * @param link the reference, as it was then
 * @param category what was wrong with it
 * @param candidatesShown best first
 * @param scoreShown of the candidate that was chosen; null when none was
 * @param after what the document was to say in place of the target as written; null when the choice
 *     leaves it alone
 * @param standing what became of the decision
 * @param appliedExecution the execution that carried it out; null before
 */
public record Decision(
    String id,
    Link link,
    Category category,
    Choice choice,
    String author,
    Instant decidedAt,
    List<Shown> candidatesShown,
    @Nullable Double scoreShown,
    @Nullable String after,
    Standing standing,
    @Nullable String appliedExecution) {

  /**
   * A reference, so that it is known again after the document was edited elsewhere.
   *
   * @param findingId the finding's id at that time
   * @param line from 1
   * @param offset in bytes
   */
  public record Link(
      String findingId,
      String sourceFile,
      ReferenceKind kind,
      String rawTarget,
      int line,
      int offset) {
    static Link of(Finding finding) {
      return new Link(
          finding.id(),
          finding.sourceFile(),
          finding.kind(),
          finding.rawTarget(),
          finding.position().line(),
          finding.position().offset());
    }

    Key key() {
      return new Key(sourceFile, kind, rawTarget);
    }
  }

  /** What a reference is known again by. */
  record Key(String sourceFile, ReferenceKind kind, String rawTarget) {
    static Key of(Finding finding) {
      return new Key(finding.sourceFile(), finding.kind(), finding.rawTarget());
    }
  }

  /**
   * A candidate that was on the screen.
   *
   * @param evidence why, strongest first, by the names of {@link
   *     dev.reeve.engine.links.suggest.EvidenceKind} in lower case
   */
  public record Shown(String path, double score, List<String> evidence) {}

  /** What became of a decision. */
  public enum Standing {
    /** In force, not carried out. */
    OPEN,
    /** Taken back, or replaced by a later one. */
    WITHDRAWN,
    /** Carried out, and not looked at since. */
    APPLIED,
    /** Carried out; a check found what was meant. */
    VERIFIED,
    /** Carried out; a check found the reference broken all the same. */
    REGRESSED
  }

  Decision with(Standing next, @Nullable String execution) {
    return new Decision(
        id,
        link,
        category,
        choice,
        author,
        decidedAt,
        candidatesShown,
        scoreShown,
        after,
        next,
        execution);
  }

  /** The same about the reference as it is now. */
  Decision about(Finding finding) {
    return new Decision(
        id,
        Link.of(finding),
        category,
        choice,
        author,
        decidedAt,
        candidatesShown,
        scoreShown,
        after,
        standing,
        appliedExecution);
  }
}
