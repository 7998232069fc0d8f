package dev.reeve.engine.links;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A document's text with the way back to its bytes. Bytes and code points before every 256th
 * character are counted once, so that a place costs the same wherever it is, also in a file of one
 * long line; where each character is one byte there is nothing to count.
 */
final class SourceText {
  private static final int STEP = 256;
  private static final int MARK_BYTES = 3;

  /** Characters from one index up to another. */
  record Span(int start, int end) {}

  private final String text;
  private final int markBytes;
  private final boolean ascii;
  private final int[] bytesBefore;
  private final int[] pointsBefore;
  private final int[] lineStarts;

  private SourceText(String text, int markBytes, boolean ascii) {
    this.text = text;
    this.markBytes = markBytes;
    this.ascii = ascii;
    int steps = ascii ? 1 : text.length() / STEP + 1;
    this.bytesBefore = new int[steps];
    this.pointsBefore = new int[steps];
    for (int step = 1; step < steps; step++) {
      int from = (step - 1) * STEP;
      bytesBefore[step] = bytesBefore[step - 1] + bytes(from, step * STEP);
      pointsBefore[step] = pointsBefore[step - 1] + points(from, step * STEP);
    }
    this.lineStarts = lineStarts(text);
  }

  /**
   * Reads UTF-8; a byte order mark is skipped and remembered.
   *
   * @throws CharacterCodingException when the bytes are not UTF-8
   */
  static SourceText decode(byte[] file) throws CharacterCodingException {
    String all = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    boolean marked = all.startsWith("\ufeff");
    return new SourceText(
        marked ? all.substring(1) : all, marked ? MARK_BYTES : 0, all.length() == file.length);
  }

  /** The text without a byte order mark. */
  String text() {
    return text;
  }

  /**
   * Where Markdown begins: after front matter between two {@code ---} lines at the top. A first
   * line without its second is a thematic break.
   */
  int bodyStart() {
    if (!isFence(0)) {
      return 0;
    }
    for (int line = 1; line < lineStarts.length; line++) {
      if (isFence(line)) {
        return line + 1 < lineStarts.length ? lineStarts[line + 1] : text.length();
      }
    }
    return 0;
  }

  /** What is between the two lines of the front matter; null without any. */
  @Nullable Span frontMatter() {
    int body = bodyStart();
    return body == 0 ? null : new Span(lineStarts[1], lineStart(line(body - 1)));
  }

  /** Where a line begins that is counted from 1. */
  int lineStart(int line) {
    return lineStarts[line - 1];
  }

  private boolean isFence(int line) {
    int end = line + 1 < lineStarts.length ? lineStarts[line + 1] : text.length();
    return end - lineStarts[line] <= STEP
        && text.substring(lineStarts[line], end).stripTrailing().equals("---");
  }

  /**
   * The place of some characters.
   *
   * @param start index of the first
   * @param end index after the last
   */
  Position position(int start, int end) {
    int offset = bytesBefore(start);
    int line = line(start);
    return new Position(
        line,
        pointsBefore(start) - pointsBefore(lineStarts[line - 1]) + 1,
        markBytes + offset,
        bytesBefore(end) - offset);
  }

  /** The line of a character, from 1. */
  int line(int index) {
    int line = Arrays.binarySearch(lineStarts, index);
    return line < 0 ? -line - 1 : line + 1;
  }

  private int bytesBefore(int index) {
    return ascii ? index : bytesBefore[index / STEP] + bytes(index / STEP * STEP, index);
  }

  private int pointsBefore(int index) {
    return ascii ? index : pointsBefore[index / STEP] + points(index / STEP * STEP, index);
  }

  /** Each half of a surrogate pair counts two of the four bytes. */
  private int bytes(int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      sum += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return sum;
  }

  private int points(int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += Character.isLowSurrogate(text.charAt(i)) ? 0 : 1;
    }
    return sum;
  }

  private static int[] lineStarts(String text) {
    IntStream.Builder starts = IntStream.builder();
    starts.add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean crLf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !crLf)) {
        starts.add(i + 1);
      }
    }
    return starts.build().toArray();
  }
}
