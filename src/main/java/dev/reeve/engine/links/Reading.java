package dev.reeve.engine.links;

/** What became of reading a document. Immutable. Source: {@code docs/reference/links.md}. */
public sealed interface Reading {
  /** It was read. */
  record Read(ParsedDocument document) implements Reading {}

  /**
   * It was not.
   *
   * @param category {@link Category#UNREADABLE} or {@link Category#SKIPPED_LARGE}
   * @param why a sentence for people
   */
  record Failed(Category category, String why) implements Reading {}
}
