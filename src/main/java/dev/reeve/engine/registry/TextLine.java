package dev.reeve.engine.registry;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a text by its places, whatever ends it (CRLF, LF, CR or the end).
 *
 * @param start first place
 * @param end behind the last place, before what ends the line
 * @param next where the next line starts; equal to {@code end} when nothing ends this one
 */
record TextLine(int start, int end, int next) {

  /** At most so many lines from the start; an empty text has none. */
  static List<TextLine> first(String text, int most) {
    List<TextLine> out = new ArrayList<>();
    for (int at = 0; at < text.length() && out.size() < most; ) {
      TextLine line = at(text, at);
      out.add(line);
      at = line.next;
    }
    return out;
  }

  /** The line that starts here. */
  static TextLine at(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    int next = end;
    if (next < text.length()) {
      boolean both = text.startsWith("\r\n", next);
      next += both ? 2 : 1;
    }
    return new TextLine(start, end, next);
  }

  String of(String text) {
    return text.substring(start, end);
  }

  /** What ends this line; empty for a last line without an ending. */
  String ending(String text) {
    return text.substring(end, next);
  }
}
