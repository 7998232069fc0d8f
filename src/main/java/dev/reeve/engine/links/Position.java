package dev.reeve.engine.links;

/**
 * Where the text of a target stands in its document. Immutable. Source: {@code
 * docs/reference/links.md}.
 *
 * @param line from 1
 * @param column from 1, in Unicode code points, a byte order mark not counted
 * @param offset bytes from the start of the file, a byte order mark counted
 * @param length bytes
 */
public record Position(int line, int column, int offset, int length) {
  /** The start of a document, for what is said of it as a whole. */
  static final Position START = new Position(1, 1, 0, 0);
}
