package dev.reeve.engine.links;

import java.util.Set;

/**
 * What of a document is taken for a reference beside what a reader of it can follow. Immutable.
 * Source: {@code docs/reference/links.md}.
 *
 * @param frontMatter keys of the front matter whose values are links, nested ones with dots
 * @param code whether links that are written in code blocks are taken, for diagnosis
 */
public record Extraction(Set<String> frontMatter, boolean code) {
  /** What a reader can follow. */
  public static final Extraction USUAL = new Extraction(Set.of(), false);

  /** The same without code, or with it. */
  public Extraction withCode(boolean taken) {
    return new Extraction(frontMatter, taken);
  }
}
