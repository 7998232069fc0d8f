package dev.reeve.engine.links;

/**
 * One reference of a document. Immutable. Source: {@code docs/reference/links.md}.
 *
 * @param text the words of the link, shortened when very long; a code span's own text
 * @param rawTarget the target as the file has it, escapes and all; of an undefined use its label
 * @param target what it means
 */
public record Reference(
    ReferenceKind kind, String text, String rawTarget, Target target, Position position) {}
