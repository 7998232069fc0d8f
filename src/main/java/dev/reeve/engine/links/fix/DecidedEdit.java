package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.ReferenceKind;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody decided to write. A list of them is one execution: all or none. Byte
 * arrays are not copied: do not change them afterwards. Source: {@code docs/reference/links.md}.
 */
public sealed interface DecidedEdit {
  /** Of the finding or decision; told in the outcome. */
  String id();

  /** The file that is written, relative to the root. */
  String file();

  /** One that is about a reference of a document. */
  sealed interface OfReference extends DecidedEdit {
    /** Of the document that the place is about. */
    String sourceSha256();

    /** How the reference is written. */
    ReferenceKind kind();

    /** From 1. */
    int line();

    /** Of the target, in bytes from the start of that document. */
    int offset();

    /** As that document has it. */
    String rawTarget();
  }

  /**
   * Another destination for a reference.
   *
   * @param sourceSha256 of the document that the place is about
   * @param line from 1
   * @param offset bytes from the start of that document
   * @param rawTarget as that document has it
   * @param newTarget as it is to be written, escapes and all
   * @param mayMissHeading whether it may keep a fragment that the file it leads to does not have
   */
  record Retarget(
      String id,
      String file,
      String sourceSha256,
      ReferenceKind kind,
      int line,
      int offset,
      String rawTarget,
      String newTarget,
      boolean mayMissHeading)
      implements OfReference {

    /**
     * Of a finding.
     *
     * @param sourceSha256 of the document that was checked
     */
    public static Retarget of(
        Finding finding, String sourceSha256, String newTarget, boolean mayMissHeading) {
      return new Retarget(
          finding.id(),
          finding.sourceFile(),
          sourceSha256,
          finding.kind(),
          finding.position().line(),
          finding.position().offset(),
          finding.rawTarget(),
          newTarget,
          mayMissHeading);
    }

    /** The same by another id. */
    public Retarget named(String other) {
      return new Retarget(
          other, file, sourceSha256, kind, line, offset, rawTarget, newTarget, mayMissHeading);
    }

    /** Of a broken link of a plan. */
    public static Retarget of(PlannedFix fix, String newTarget, boolean mayMissHeading) {
      return new Retarget(
          fix.id(),
          fix.sourceFile(),
          fix.sourceSha256(),
          fix.kind(),
          fix.line(),
          fix.offset(),
          fix.rawTarget(),
          newTarget,
          mayMissHeading);
    }
  }

  /**
   * Words behind a reference, which stays as it is: an inline link, an image or a code span.
   *
   * @param sourceSha256 of the document that the place is about
   * @param line from 1
   * @param offset of the target, in bytes from the start of that document
   * @param rawTarget as that document has it
   * @param words as they are to be written
   */
  record Append(
      String id,
      String file,
      String sourceSha256,
      ReferenceKind kind,
      int line,
      int offset,
      String rawTarget,
      String words)
      implements OfReference {}

  /** A file where nothing is, such as a page that says where a document went. */
  record Create(String id, String file, byte[] bytes) implements DecidedEdit {}

  /**
   * A file as a whole, such as that of the rules.
   *
   * @param before what must be there; null for nothing
   */
  record Replace(String id, String file, byte @Nullable [] before, byte[] after)
      implements DecidedEdit {}
}
