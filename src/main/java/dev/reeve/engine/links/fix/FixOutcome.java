package dev.reeve.engine.links.fix;

import org.jspecify.annotations.Nullable;

/**
 * What becomes, or became, of one fix. Immutable. Source: {@code docs/reference/links.md}.
 *
 * @param id of the finding, or of the decision
 * @param sourceFile the document, or the file that is written whole
 * @param line where it is now; 0 for a file
 * @param before the target as the document has it; null for a file
 * @param after what is to be there; null when nothing is suggested, and for a file
 * @param headingMissing whether it keeps a fragment that the file it leads to does not have
 * @param code why not; null when all is well
 * @param message the same for people; empty when all is well
 */
public record FixOutcome(
    String id,
    String sourceFile,
    int line,
    @Nullable String before,
    @Nullable String after,
    boolean headingMissing,
    Status status,
    @Nullable String code,
    String message) {

  /** How a fix stands. */
  public enum Status {
    /** It would be written; proved. */
    PLANNED,
    /** It is written, and leads where it should. */
    VERIFIED,
    /** It was written and does not lead there; its document was put back. */
    REGRESSED,
    /** Nothing is left to do. */
    ALREADY_FIXED,
    /** It was not asked for. */
    NOT_CHOSEN,
    /** Its document changed, and its place was not found again. */
    SKIPPED,
    /** It does not stand its proof, or is not what was planned. */
    REJECTED,
    /** Another fix is about the same bytes. */
    CONFLICT,
    /** It could not be written. */
    FAILED
  }

  FixOutcome at(int newLine) {
    return new FixOutcome(
        id, sourceFile, newLine, before, after, headingMissing, status, code, message);
  }

  FixOutcome withHeadingMissing(boolean missing) {
    return new FixOutcome(id, sourceFile, line, before, after, missing, status, code, message);
  }

  FixOutcome as(Status next) {
    return new FixOutcome(id, sourceFile, line, before, after, headingMissing, next, null, "");
  }

  FixOutcome as(Status next, String why, String words) {
    return new FixOutcome(id, sourceFile, line, before, after, headingMissing, next, why, words);
  }
}
