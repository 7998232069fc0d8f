package dev.reeve.engine.registry.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that an output pattern can mean, without regard to case: literal characters, and places
 * for values, each at least one plain character and none of them a separator. Immutable.
 */
final class NamePattern {
  /** One plain character of a value. */
  private static final int ONE = -1;

  /** Any number of them. */
  private static final int MANY = -2;

  private final List<Integer> parts;

  private NamePattern(List<Integer> parts) {
    this.parts = parts;
  }

  static NamePattern of(String text, Pattern placeholder) {
    List<Integer> parts = new ArrayList<>();
    Matcher places = placeholder.matcher(text);
    int from = 0;
    while (places.find()) {
      literal(text.substring(from, places.start()), parts);
      parts.add(ONE);
      parts.add(MANY);
      from = places.end();
    }
    literal(text.substring(from), parts);
    return new NamePattern(List.copyOf(parts));
  }

  private static void literal(String text, List<Integer> parts) {
    text.toLowerCase(Locale.ROOT).codePoints().forEach(parts::add);
  }

  /** Whether there is a name that both can mean: both are read at once, place by place. */
  boolean meets(NamePattern other) {
    int rows = parts.size();
    int columns = other.parts.size();
    boolean[][] reached = new boolean[rows + 1][columns + 1];
    reached[0][0] = true;
    for (int i = 0; i <= rows; i++) {
      for (int j = 0; j <= columns; j++) {
        if (!reached[i][j]) {
          continue;
        }
        int mine = i < rows ? parts.get(i) : 0;
        int theirs = j < columns ? other.parts.get(j) : 0;
        if (mine == MANY) {
          reached[i + 1][j] = true;
        }
        if (theirs == MANY) {
          reached[i][j + 1] = true;
        }
        if (i < rows && j < columns && fit(mine, theirs)) {
          reached[mine == MANY ? i : i + 1][theirs == MANY ? j : j + 1] = true;
        }
      }
    }
    return reached[rows][columns];
  }

  private static boolean fit(int mine, int theirs) {
    return mine == theirs
        || (mine < 0 && (theirs < 0 || plain(theirs)))
        || (theirs < 0 && plain(mine));
  }

  private static boolean plain(int character) {
    return OutputTarget.isPlain(character);
  }
}
