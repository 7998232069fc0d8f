package dev.reeve.engine.links;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A document's text with the way back to its bytes. Lines, and bytes and code points before every
 * 256th character, are counted once and when the first place is asked for, so that a place costs
 * the same wherever it is, also in a file of one long line; where each character is one byte there
 * is nothing to count. For one thread.
 */
final class SourceText {
  private static final int STEP = 256;
  private static final int MARK_BYTES = 3;

  /** Characters from one index up to another. */
  record Span(int start, int end) {}

  private final String text;
  private final int markBytes;
  private final boolean ascii;
  private int @Nullable [] lineStarts;
  private int @Nullable [] bytesBefore;
  private int[] pointsBefore = {};

  private SourceText(String text, int markBytes, boolean ascii) {
    this.text = text;
    this.markBytes = markBytes;
    this.ascii = ascii;
  }

  /**
   * Reads UTF-8; a byte order mark is skipped and remembered.
   *
   * @throws CharacterCodingException when the bytes are not UTF-8
   */
  static SourceText decode(byte[] file) throws CharacterCodingException {
    if (isAscii(file)) {
      return new SourceText(new String(file, StandardCharsets.ISO_8859_1), 0, true);
    }
    String all = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    boolean marked = all.startsWith("\ufeff");
    return new SourceText(marked ? all.substring(1) : all, marked ? MARK_BYTES : 0, false);
  }

  private static boolean isAscii(byte[] file) {
    for (byte each : file) {
      if (each < 0) {
        return false;
      }
    }
    return true;
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
    if (!text.startsWith("---")) {
      return 0;
    }
    int[] starts = lineStarts();
    if (!isFence(starts, 0)) {
      return 0;
    }
    for (int line = 1; line < starts.length; line++) {
      if (isFence(starts, line)) {
        return line + 1 < starts.length ? starts[line + 1] : text.length();
      }
    }
    return 0;
  }

  /** What is between the two lines of the front matter; null without any. */
  @Nullable Span frontMatter() {
    int body = bodyStart();
    return body == 0 ? null : new Span(lineStart(2), lineStart(line(body - 1)));
  }

  /** Where a line begins that is counted from 1. */
  int lineStart(int line) {
    return lineStarts()[line - 1];
  }

  private boolean isFence(int[] starts, int line) {
    int end = line + 1 < starts.length ? starts[line + 1] : text.length();
    return end - starts[line] <= STEP
        && text.substring(starts[line], end).stripTrailing().equals("---");
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
    int lineStart = lineStarts()[line - 1];
    boolean near = start - lineStart <= STEP;
    int points = near ? points(lineStart, start) : pointsBefore(start) - pointsBefore(lineStart);
    int length = end - start <= STEP ? bytes(start, end) : bytesBefore(end) - offset;
    return new Position(line, points + 1, markBytes + offset, length);
  }

  /** The line of a character, from 1. */
  int line(int index) {
    int line = Arrays.binarySearch(lineStarts(), index);
    return line < 0 ? -line - 1 : line + 1;
  }

  private int bytesBefore(int index) {
    return ascii ? index : counted()[index / STEP] + bytes(index / STEP * STEP, index);
  }

  private int pointsBefore(int index) {
    if (ascii) {
      return index;
    }
    counted();
    return pointsBefore[index / STEP] + points(index / STEP * STEP, index);
  }

  /** The bytes before each step; the code points are counted with them. */
  private int[] counted() {
    if (bytesBefore == null) {
      int[] sums = new int[text.length() / STEP + 1];
      pointsBefore = new int[sums.length];
      for (int step = 1; step < sums.length; step++) {
        int from = (step - 1) * STEP;
        sums[step] = sums[step - 1] + bytes(from, step * STEP);
        pointsBefore[step] = pointsBefore[step - 1] + points(from, step * STEP);
      }
      bytesBefore = sums;
    }
    return bytesBefore;
  }

  /** Each half of a surrogate pair counts two of the four bytes. */
  private int bytes(int from, int to) {
    int sum = to - from;
    for (int i = ascii ? to : from; i < to; i++) {
      char c = text.charAt(i);
      sum += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return sum;
  }

  private int points(int from, int to) {
    int sum = to - from;
    for (int i = ascii ? to : from; i < to; i++) {
      char c = text.charAt(i);
      sum -= c >= Character.MIN_LOW_SURROGATE && c <= Character.MAX_LOW_SURROGATE ? 1 : 0;
    }
    return sum;
  }

  private int[] lineStarts() {
    if (lineStarts == null) {
      lineStarts = lineStarts(text);
    }
    return lineStarts;
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16 + text.length() / 32];
    int lines = 1;
    int feed = text.indexOf('\n');
    int back = text.indexOf('\r');
    while (feed >= 0 || back >= 0) {
      boolean isFeed = back < 0 || (feed >= 0 && feed < back);
      int end = isFeed ? feed : back;
      if (isFeed || back + 1 != feed) {
        starts = lines == starts.length ? Arrays.copyOf(starts, 2 * lines) : starts;
        starts[lines++] = end + 1;
      }
      feed = isFeed ? text.indexOf('\n', end + 1) : feed;
      back = isFeed ? back : text.indexOf('\r', end + 1);
    }
    return Arrays.copyOf(starts, lines);
  }
}
