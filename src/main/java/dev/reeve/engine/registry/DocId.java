package dev.reeve.engine.registry;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity of a file for life: 16 decimal digits, or an id that came from elsewhere ({@code P_}
 * prefix, or 17 to 20 digits), which is kept but never allocated. Which of the two own layouts it
 * has is asked of {@link DocIdFormat}. Immutable. Source: {@code docs/reference/ids.md}.
 *
 * @param text the digits, with the {@code P_} of a foreign id
 */
public record DocId(String text) implements Comparable<DocId> {
  private static final Pattern OWN = Pattern.compile("[0-9]{16}");
  private static final Pattern FOREIGN = Pattern.compile("P_[0-9]{16,20}|[0-9]{17,20}");
  private static final int SEQUENCE_FROM = 5;
  private static final int SEQUENCE_TO = 10;

  /**
   * Takes a text that is known to be an id.
   *
   * @throws IllegalArgumentException when it is none; outside input goes through {@link #parse}
   */
  public DocId {
    if (!valid(text)) {
      throw new IllegalArgumentException("Not a document id: " + text);
    }
  }

  /** The id in this text; empty when the text is not exactly one valid id. */
  public static Optional<DocId> parse(String text) {
    return valid(text) ? Optional.of(new DocId(text)) : Optional.empty();
  }

  private static boolean valid(String text) {
    if (FOREIGN.matcher(text).matches()) {
      return true;
    }
    // No calendar id has these zeros (its day would be 00), so the rule needs no layout.
    return OWN.matcher(text).matches()
        && !text.substring(SEQUENCE_FROM, SEQUENCE_TO).equals("00000");
  }

  /** Whether it came from elsewhere: kept, never allocated. */
  public boolean foreign() {
    return text.length() != 16;
  }

  @Override
  public int compareTo(DocId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
