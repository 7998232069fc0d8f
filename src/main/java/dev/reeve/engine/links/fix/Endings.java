package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.DocumentParser;
import dev.reeve.engine.links.Reference;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the references of a document end, worked out at the first question. For one thread. */
final class Endings {
  private final byte[] document;
  private @Nullable Map<Integer, Integer> ends;

  /**
   * @param document its bytes, not copied
   */
  Endings(byte[] document) {
    this.document = document;
  }

  /**
   * The byte behind a reference; null for one behind which no words of a reader can stand, such as
   * a definition.
   *
   * @throws CharacterCodingException when the document is not UTF-8
   */
  @Nullable Integer of(Reference reference) throws CharacterCodingException {
    if (ends == null) {
      ends = DocumentParser.ends(document);
    }
    return ends.get(reference.position().offset());
  }

  /** Whether these words stand behind a reference. */
  boolean isFollowed(Reference reference, String words) throws CharacterCodingException {
    byte[] wanted = words.getBytes(StandardCharsets.UTF_8);
    Integer end = of(reference);
    return end != null
        && end + wanted.length <= document.length
        && Arrays.equals(document, end, end + wanted.length, wanted, 0, wanted.length);
  }
}
