package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.ParsedDocument;
import dev.reeve.engine.links.Reference;
import dev.reeve.engine.links.ReferenceJudge;
import dev.reeve.engine.links.ReferenceKind;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the places of fixes in a document as it is now. In one that changed, a fix goes to the
 * nearest reference with its target, or is done when the nearest one says already what was to be
 * written. No reference is given twice. For one document and one thread.
 */
final class PlaceFinder {
  private final ParsedDocument document;
  private final ReferenceJudge judge;
  private final Set<Reference> given = new HashSet<>();

  PlaceFinder(ParsedDocument document, ReferenceJudge judge) {
    this.document = document;
    this.judge = judge;
  }

  /** What was found. */
  sealed interface Place {
    /** Here it still is. */
    record Here(Reference reference) implements Place {}

    /** It says already what was to be written, and leads somewhere. */
    record Done(Reference reference) implements Place {}

    /** Neither. */
    record Lost() implements Place {}
  }

  /**
   * @param newTarget what was to be written
   */
  Place find(
      String sha256,
      ReferenceKind kind,
      int line,
      int offset,
      String rawTarget,
      @Nullable String newTarget,
      boolean mayMissHeading) {
    boolean same = document.sha256().equals(sha256);
    Reference best = null;
    for (Reference each : document.references()) {
      boolean here = each.rawTarget().equals(rawTarget);
      boolean there = each.position().offset() == offset;
      boolean fits =
          each.kind() == kind
              && !given.contains(each)
              && (same ? here && there : here || isDone(each, newTarget, mayMissHeading));
      if (fits && (best == null || isNearer(each, best, line, rawTarget))) {
        best = each;
      }
    }
    if (best == null) {
      return new Place.Lost();
    }
    given.add(best);
    return best.rawTarget().equals(rawTarget) ? new Place.Here(best) : new Place.Done(best);
  }

  private boolean isDone(Reference reference, @Nullable String newTarget, boolean mayMissHeading) {
    return reference.rawTarget().equals(newTarget)
        && DocumentProof.isGood(judge.judge(document.path(), reference), mayMissHeading);
  }

  private static boolean isNearer(Reference one, Reference other, int line, String rawTarget) {
    int distance = Math.abs(one.position().line() - line);
    int least = Math.abs(other.position().line() - line);
    return distance < least
        || (distance == least
            && one.rawTarget().equals(rawTarget)
            && !other.rawTarget().equals(rawTarget));
  }
}
