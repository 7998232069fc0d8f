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
    if (content.length > HeaderEmbedder.LARGEST) {
      return Optional.empty();
    }
    HeaderStyle style = HeaderStyle.of(filename);
    return TextBytes.of(content)
        .flatMap(text -> inPlace(style, content, text, old, next))
        .filter(changed -> Carriers.inHeader(style, changed).filter(next::equals).isPresent());
  }

  /** An id that is written otherwise than digit for digit, such as escaped, stays. */
  private static Optional<byte[]> inPlace(
      HeaderStyle style, byte[] content, TextBytes bytes, DocId old, DocId next) {
    String digits = old.text();
    return Carriers.place(style, bytes)
        .filter(place -> place.id().equals(old))
        .filter(place -> bytes.text().startsWith(digits, place.at()))
        .map(place -> bytes.replace(content, place.at(), digits.length(), next.text()));
  }
}
