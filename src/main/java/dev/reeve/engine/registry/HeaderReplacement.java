package dev.reeve.engine.registry;

import java.util.Optional;

/**
 * Puts another id in the place where a file's content carries one: bytes in, bytes out; every other
 * byte stays. Whether it is the place is asked of {@link Carriers}, the only ones that know how an
 * id is carried. Pure function. Source: {@code docs/reference/ids.md}.
 */
final class HeaderReplacement {
  private HeaderReplacement() {}

  /**
   * The content that carries {@code next} where it carried {@code old}; what else mentions the old
   * id stays. Empty when the content does not carry the old id, or cannot be changed in place.
   */
  static Optional<byte[]> of(String filename, byte[] content, DocId old, DocId next) {
    HeaderStyle style = HeaderStyle.of(filename);
    if (content.length > HeaderEmbedder.LARGEST
        || Carriers.inHeader(style, content).filter(old::equals).isEmpty()) {
      return Optional.empty();
    }
    return TextBytes.of(content).flatMap(text -> inPlace(style, content, text, old, next));
  }

  /** A mention above the header is none, so the place is that whose change is read there. */
  private static Optional<byte[]> inPlace(
      HeaderStyle style, byte[] content, TextBytes bytes, DocId old, DocId next) {
    String text = bytes.text();
    String digits = old.text();
    for (int at = text.indexOf(digits); at >= 0; at = text.indexOf(digits, at + 1)) {
      byte[] changed = bytes.replace(content, at, digits.length(), next.text());
      if (Carriers.inHeader(style, changed).filter(next::equals).isPresent()) {
        return Optional.of(changed);
      }
    }
    return Optional.empty();
  }
}
