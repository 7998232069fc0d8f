package dev.reeve.engine.links;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.workspace.CanonicalJson;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reference that leads nowhere, or a document that could not be checked. Immutable. Source:
 * {@code docs/reference/links.md}.
 *
 * @param id 16 hex digits, the same as long as the document's bytes are
 * @param rawTarget as the document has it; empty for a document itself
 * @param enforced whether the check fails on it
 * @param rule id of the rule that made it what it is; null for none
 * @param message a sentence for people
 * @param target what the reference means
 * @param words of the link; may be empty
 * @param confidence how sure the best suggestion is
 * @param suggestions where it should lead, best first; empty as long as nobody asked
 * @param uses lines where a definition is used; empty for every other kind
 */
public record Finding(
    String id,
    String sourceFile,
    ReferenceKind kind,
    Position position,
    String rawTarget,
    Category reason,
    boolean enforced,
    @Nullable String rule,
    String message,
    List<Integer> uses,
    Target target,
    String words,
    Band confidence,
    List<Suggestion> suggestions) {
  private static final int ID_LENGTH = 16;

  /** By document, then by place. */
  public static final Comparator<Finding> ORDER = Finding::compare;

  private static int compare(Finding one, Finding other) {
    int order = one.sourceFile.compareTo(other.sourceFile);
    order = order != 0 ? order : Integer.compare(one.position.offset(), other.position.offset());
    order = order != 0 ? order : one.kind.compareTo(other.kind);
    return order != 0 ? order : one.id.compareTo(other.id);
  }

  /** The same with suggestions. */
  public Finding with(Band sure, List<Suggestion> found) {
    return new Finding(
        id,
        sourceFile,
        kind,
        position,
        rawTarget,
        reason,
        enforced,
        rule,
        message,
        uses,
        target,
        words,
        sure,
        found);
  }

  /** The id of a reference in a document of these bytes. */
  public static String id(String sourceFile, int offset, String rawTarget, String sourceSha256) {
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    named.put("source_file", sourceFile);
    named.put("offset", offset);
    named.put("raw_target", rawTarget);
    named.put("source_sha256", sourceSha256);
    return CanonicalJson.hash(named).substring(0, ID_LENGTH);
  }
}
