package dev.reeve.engine.links;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads one Markdown document: CommonMark with tables and footnotes, the HTML in it, and what is
 * asked for of its front matter and code. Stateless; safe on any thread. Source: {@code
 * docs/reference/links.md}.
 */
public final class DocumentParser {
  private DocumentParser() {}

  /**
   * Reads a document.
   *
   * @param path relative to the root
   * @throws CharacterCodingException when the bytes are not UTF-8
   */
  public static ParsedDocument parse(String path, byte[] file, Extraction extraction)
      throws CharacterCodingException {
    return parse(path, file, extraction, true);
  }

  /**
   * Reads a document.
   *
   * @param quickly whether plain blocks are left to {@link PlainInlines}; it finds the same
   */
  static ParsedDocument parse(String path, byte[] file, Extraction extraction, boolean quickly)
      throws CharacterCodingException {
    SourceText source = SourceText.decode(file);
    MarkdownReading body = MarkdownReading.of(source, extraction.code(), quickly);
    return new ParsedDocument(
        path,
        DocumentHash.of(file),
        references(source, body, extraction),
        body.anchors(),
        body.title());
  }

  /** A check without keys never begins to load what reads front matter. */
  private static List<Reference> references(
      SourceText source, MarkdownReading body, Extraction extraction) {
    if (extraction.frontMatter().isEmpty()) {
      return body.references();
    }
    List<Reference> out = new ArrayList<>(FrontMatter.references(source, extraction.frontMatter()));
    out.addAll(body.references());
    return List.copyOf(out);
  }

  /**
   * Where inline links, images and path-like code spans end as a whole, with title and bracket.
   *
   * @return the byte behind each, by the byte where its target begins
   * @throws CharacterCodingException when the bytes are not UTF-8
   */
  public static Map<Integer, Integer> ends(byte[] file) throws CharacterCodingException {
    return ends(file, true);
  }

  static Map<Integer, Integer> ends(byte[] file, boolean quickly) throws CharacterCodingException {
    return MarkdownReading.of(SourceText.decode(file), false, quickly).ends();
  }
}
