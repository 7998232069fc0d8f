package dev.reeve.console.executions;

import dev.reeve.console.executions.SideBySide.Part;
import dev.reeve.console.fx.LongWords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The words of a line in as many lines as they need; each still says whether it changed. */
final class WrappedParts {
  private static final int LEAST = 8;

  private final List<Part> parts;
  private final String text;

  private WrappedParts(List<Part> parts) {
    this.parts = parts;
    this.text = parts.stream().map(Part::text).collect(Collectors.joining());
  }

  /**
   * Broken between words where that can be; the indentation of the line stays. Nothing is lost but
   * the blank at which a line is broken.
   *
   * @param columns characters that a line holds; fewer than 8 are taken for unknown
   */
  static List<List<Part>> of(List<Part> parts, int columns) {
    return columns < LEAST ? List.of(parts) : new WrappedParts(parts).lines(columns);
  }

  private List<List<Part>> lines(int columns) {
    List<List<Part>> lines = new ArrayList<>();
    int from = 0;
    int words = text.length() - text.stripLeading().length();
    while (text.length() - from > columns) {
      int blank = text.lastIndexOf(' ', from + columns);
      boolean between = blank > Math.max(from, words);
      int end = between ? blank : from + LongWords.end(text.substring(from), columns);
      lines.add(between(from, end));
      from = between ? blank + 1 : end;
    }
    lines.add(between(from, text.length()));
    return List.copyOf(lines);
  }

  private List<Part> between(int from, int to) {
    List<Part> out = new ArrayList<>();
    int begin = 0;
    for (Part part : parts) {
      int end = begin + part.text().length();
      if (begin < to && end > from) {
        int first = Math.max(from, begin) - begin;
        out.add(new Part(part.text().substring(first, Math.min(to, end) - begin), part.changed()));
      }
      begin = end;
    }
    return List.copyOf(out);
  }
}
