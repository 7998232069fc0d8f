package dev.reeve.engine.links;

import java.util.List;

/**
 * One reference of a document. Immutable. Source: {@code docs/reference/links.md}.
 *
 * @param text the words of the link, shortened when very long; a code span's own text
 * @param rawTarget the target as the file has it, escapes and all; of an undefined use its label
 * @param target what it means
 * @param uses lines where a definition is used, ascending; empty for every other kind
 */
public record Reference(
    ReferenceKind kind,
    String text,
    String rawTarget,
    Target target,
    Position position,
    List<Integer> uses) {

  /** The same, as another kind. */
  Reference as(ReferenceKind other) {
    return new Reference(other, text, rawTarget, target, position, uses);
  }
}
