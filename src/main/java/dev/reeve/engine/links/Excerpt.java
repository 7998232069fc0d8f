package dev.reeve.engine.links;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.commonmark.node.SourceSpan;

/**
 * A part of a source that is read by itself: lines that may stand behind the marks of quotes and
 * lists, joined, with the way back to the source. Immutable.
 */
final class Excerpt {
  private final String text;
  private final List<Integer> starts;
  private final List<Integer> sources;

  private Excerpt(String text, List<Integer> starts, List<Integer> sources) {
    this.text = text;
    this.starts = starts;
    this.sources = sources;
  }

  /** The source from an index on. */
  static Excerpt from(String source, int start) {
    return new Excerpt(source.substring(start), List.of(0), List.of(start));
  }

  /**
   * Lines as the parser gave them.
   *
   * @param inSource from the parser's indexes to the source's
   */
  static Excerpt of(String source, List<SourceSpan> lines, IntUnaryOperator inSource) {
    StringBuilder text = new StringBuilder();
    List<Integer> starts = new ArrayList<>(lines.size());
    List<Integer> sources = new ArrayList<>(lines.size());
    int next = lines.isEmpty() ? 0 : lines.getFirst().getLineIndex();
    for (SourceSpan line : lines) {
      text.repeat(
          '\n',
          Math.max(0, line.getLineIndex() - next)); // the parser gives no spans of empty lines
      next = line.getLineIndex() + 1;
      int at = inSource.applyAsInt(line.getInputIndex());
      starts.add(text.length());
      sources.add(at);
      text.append(source, at, at + line.getLength()).append('\n');
    }
    return new Excerpt(text.toString(), starts, sources);
  }

  String text() {
    return text;
  }

  /** Where in the source a character of the excerpt is. */
  int inSource(int index) {
    int line = Collections.binarySearch(starts, index);
    line = line < 0 ? -line - 2 : line;
    return sources.get(line) + index - starts.get(line);
  }
}
