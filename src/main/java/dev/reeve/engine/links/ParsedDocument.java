package dev.reeve.engine.links;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one document says: its references in their order, and the anchors that it offers. Immutable.
 * Source: {@code docs/reference/links.md}.
 *
 * @param path relative to the root
 * @param hash of the bytes that were read
 * @param anchors in lower case
 * @param title the first heading; null without one
 */
public record ParsedDocument(
    String path,
    DocumentHash hash,
    List<Reference> references,
    Set<String> anchors,
    @Nullable String title) {

  /** SHA-256 of the bytes that were read. */
  public String sha256() {
    return hash.text();
  }
}
