package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.ParsedDocument;
import dev.reeve.engine.links.Reference;
import dev.reeve.engine.links.ReferenceJudge;
import dev.reeve.engine.links.ReferenceKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the places of fixes in a document as it is now. In one that changed, a fix goes to the
 * nearest reference with its target, or is done when the nearest one says already what was to be
 * written. Fixes of different places never get the same reference; fixes of the same place do. For
 * one document and one thread.
 */
final class PlaceFinder {
  private final ParsedDocument document;
  private final ReferenceJudge judge;
  private final Set<Reference> given = new HashSet<>();
  private final Map<Origin, Place.Here> known = new HashMap<>();

  /** A place in the document as it was. */
  private record Origin(String sha256, int offset) {}

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
    Origin origin = new Origin(sha256, offset);
    Place.Here before = known.get(origin);
    if (before != null) {
      return before;
    }
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
    if (!best.rawTarget().equals(rawTarget)) {
      return new Place.Done(best);
    }
    Place.Here here = new Place.Here(best);
    known.put(origin, here);
    return here;
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
