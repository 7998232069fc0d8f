package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.ParsedDocument;
import dev.reeve.engine.links.Reference;
import dev.reeve.engine.links.ReferenceJudge;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves rewrites of one document before anything is written: with the new bytes in place the same
 * parser and resolver must find each rewritten reference leading somewhere, and every other one as
 * it was. For one thread. Source: {@code docs/reference/links.md}.
 */
final class DocumentProof {
  private final ParsedDocument document;
  private final byte[] bytes;
  private final ReferenceJudge after;
  private final List<Category> before;
  private final Set<Rewrite> headingMissing = new HashSet<>();

  /**
   * @param bytes of the document, not copied
   * @param before the tree as it is
   * @param after the tree with the files that will be created
   */
  DocumentProof(
      ParsedDocument document, byte[] bytes, ReferenceJudge before, ReferenceJudge after) {
    this.document = document;
    this.bytes = bytes;
    this.after = after;
    this.before =
        document.references().stream()
            .map(reference -> before.judge(document.path(), reference))
            .toList();
  }

  /**
   * What stood the proof.
   *
   * @param rejected why each other one did not, for people
   * @param headingMissing the accepted ones whose file does not have their fragment
   * @param after the document with the accepted ones
   */
  record Proven(
      List<Rewrite> accepted,
      Map<Rewrite, String> rejected,
      Set<Rewrite> headingMissing,
      byte[] after) {}

  /** Takes as many as stand together; those that do not are told apart by halving. */
  Proven prove(List<Rewrite> rewrites) {
    List<Rewrite> accepted = new ArrayList<>();
    Map<Rewrite, String> rejected = new HashMap<>();
    take(rewrites, accepted, rejected);
    headingMissing.retainAll(accepted);
    return new Proven(
        List.copyOf(accepted), rejected, headingMissing, Rewrite.applied(bytes, accepted));
  }

  private void take(List<Rewrite> more, List<Rewrite> accepted, Map<Rewrite, String> rejected) {
    if (more.isEmpty()) {
      return;
    }
    List<Rewrite> together = new ArrayList<>(accepted);
    together.addAll(more);
    String why = problem(together);
    if (why == null) {
      accepted.addAll(more);
    } else if (more.size() == 1) {
      rejected.put(more.getFirst(), why);
    } else {
      take(more.subList(0, more.size() / 2), accepted, rejected);
      take(more.subList(more.size() / 2, more.size()), accepted, rejected);
    }
  }

  private @Nullable String problem(List<Rewrite> rewrites) {
    byte[] next = Rewrite.applied(bytes, rewrites);
    ParsedDocument parsed;
    try {
      parsed = after.parse(document.path(), next);
    } catch (CharacterCodingException | StackOverflowError e) {
      return "with it the document cannot be read";
    }
    List<Reference> now = document.references();
    List<Reference> then = parsed.references();
    if (now.size() != then.size()) {
      return "with it the document has " + then.size() + " references, not " + now.size();
    }
    if (!parsed.anchors().equals(document.anchors())) {
      return "with it a heading would have another name for those who link to it";
    }
    Map<Reference, Rewrite.To> byReference = new HashMap<>();
    for (Rewrite each : rewrites) {
      if (each instanceof Rewrite.To to) {
        byReference.put(to.reference(), to);
      }
    }
    ReferenceJudge judge = after.with(Map.of(document.path(), next));
    for (int i = 0; i < now.size(); i++) {
      Rewrite.To rewrite = byReference.get(now.get(i));
      Category category = judge.judge(document.path(), then.get(i));
      String why =
          rewrite == null
              ? ofOther(now.get(i), then.get(i), before.get(i), category)
              : ofRewritten(rewrite, then.get(i), category);
      if (why != null) {
        return why;
      }
    }
    return null;
  }

  private @Nullable String ofRewritten(Rewrite.To rewrite, Reference then, Category category) {
    if (category == Category.MISSING_ANCHOR) {
      headingMissing.add(rewrite);
    }
    if (then.kind() != rewrite.reference().kind()
        || then.position().line() != rewrite.reference().position().line()
        || !then.rawTarget().equals(rewrite.text())) {
      return "it would not be read as '" + rewrite.text() + "'";
    }
    return isGood(category, rewrite.mayMissHeading())
        ? null
        : "'" + rewrite.text() + "' would be " + category.code();
  }

  /** Whether a rewritten reference leads where it should. */
  static boolean isGood(Category category, boolean mayMissHeading) {
    return category == Category.OK || (mayMissHeading && category == Category.MISSING_ANCHOR);
  }

  /** A file that is created may mend others too. */
  private static @Nullable String ofOther(
      Reference now, Reference then, Category was, Category category) {
    boolean same =
        then.kind() == now.kind()
            && then.position().line() == now.position().line()
            && then.rawTarget().equals(now.rawTarget());
    if (!same) {
      return "with it the reference '" + now.rawTarget() + "' would be read otherwise";
    }
    return category == was || category == Category.OK
        ? null
        : "with it '" + now.rawTarget() + "' would be " + category.code();
  }
}
