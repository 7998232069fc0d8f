package dev.reeve.console.fx;

import java.util.List;

/**
 * What a {@link Sparkline} draws. Immutable.
 *
 * @param line values of the line, the oldest first
 * @param marks values of the second line, which is drawn with a marker at each point that is not
 *     zero; empty for none
 * @param summary the same in words, for the tooltip and for whoever does not see the picture
 */
public record Spark(List<Long> line, List<Long> marks, String summary)
    implements Comparable<Spark> {
  /** Nothing is known. */
  public static final Spark NONE = new Spark(List.of(), List.of(), "");

  /** The newest value of the line, 0 when there is none. */
  public long last() {
    return line.isEmpty() ? 0 : line.getLast();
  }

  @Override
  public int compareTo(Spark other) {
    return Long.compare(last(), other.last());
  }
}
