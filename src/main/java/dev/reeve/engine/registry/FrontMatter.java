package dev.reeve.engine.registry;

import java.util.Optional;

/**
 * The block of keys at the start of a Markdown file, between two lines {@code ---} (YAML) or {@code
 * +++} (TOML).
 *
 * @param fence which of the two
 * @param start where its first key goes
 * @param end where the closing line starts
 */
record FrontMatter(String fence, int start, int end) {

  /** The front matter of a text; a first line {@code ---} that nothing closes is none. */
  static Optional<FrontMatter> of(String text) {
    TextLine first = TextLine.at(text, 0);
    String fence = first.of(text).stripTrailing();
    if (!fence.equals("---") && !fence.equals("+++")) {
      return Optional.empty();
    }
    for (int at = first.next(); at < text.length(); ) {
      TextLine line = TextLine.at(text, at);
      String content = line.of(text).stripTrailing();
      if (content.equals(fence) || (fence.equals("---") && content.equals("..."))) {
        return Optional.of(new FrontMatter(fence, first.next(), at));
      }
      at = line.next();
    }
    return Optional.empty();
  }

  String body(String text) {
    return text.substring(start, end);
  }

  /** A key as a line of it; quoted, so that leading zeros stay. */
  String entry(String key, String value) {
    return key + (fence.equals("---") ? ": \"" : " = \"") + value + "\"";
  }
}
