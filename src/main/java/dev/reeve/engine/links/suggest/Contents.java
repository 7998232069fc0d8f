package dev.reeve.engine.links.suggest;

import java.util.Optional;
import java.util.Set;

/**
 * What suggestions may ask of documents; answers for other files are empty. Source: {@code
 * docs/reference/links.md}.
 */
public interface Contents {
  /** When nothing may be read. */
  Contents UNKNOWN =
      new Contents() {
        @Override
        public Optional<Set<String>> anchors(String path) {
          return Optional.empty();
        }

        @Override
        public Optional<String> title(String path) {
          return Optional.empty();
        }
      };

  /** What a fragment may name in a document, in lower case; empty when it is not known. */
  Optional<Set<String>> anchors(String path);

  /** The first heading of a document. */
  Optional<String> title(String path);
}
