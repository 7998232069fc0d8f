package dev.reeve.console.fx;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * Breaks words that are longer than a line: behind a slash, a comma and the like, a long number
 * between its groups. The toolkit breaks between words, and longer ones wherever the line ends.
 */
public final class LongWords {
  /**
   * What a word is broken behind, the best first: a name and a number stay whole where they can.
   */
  private static final List<String> BEHIND = List.of("/\\,;:=&?", "_-", ".");

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{32,}");
  private static final int HEX_GROUP = 16;
  private static final int LEAST = 8;

  private LongWords() {}

  /** The text with places behind its slashes where a line may end: a path has no other. */
  public static String atSlashes(String text) {
    return text.replace("/", "/\u200b");
  }

  /** The text with the dots between its parts kept at the end of a line: none begins with one. */
  public static String dotsAtEnd(String text) {
    return text.replace(" \u00b7", "\u00a0\u00b7");
  }

  /**
   * The text with line breaks in its long words.
   *
   * @param columns characters that a line holds
   */
  static String broken(String text, int columns) {
    return columns < LEAST || text.length() <= columns ? text : broken(text, word -> columns);
  }

  /**
   * The same where a line does not hold so many of every character.
   *
   * @param fit how many characters from the beginning of a word a line holds; more than it has when
   *     it is no long one
   */
  static String broken(String text, ToIntFunction<String> fit) {
    StringBuilder out = new StringBuilder();
    for (String piece : text.split("(?<=\\s)|(?=\\s)")) {
      String rest = piece;
      for (int most = fit.applyAsInt(rest); most < rest.length(); most = fit.applyAsInt(rest)) {
        int end = end(rest, most);
        out.append(rest, 0, end).append('\n');
        rest = rest.substring(end);
      }
      out.append(rest);
    }
    return out.toString();
  }

  /**
   * The text in lines of at most so many characters, broken between words where that can be. What
   * stands at the beginning of the text stays there, such as the indentation of code.
   *
   * @param columns characters that a line holds
   */
  static String wrapped(String text, int columns) {
    if (columns < LEAST || text.length() <= columns) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int used = 0;
    for (String piece : broken(text, columns).split("(?<=[\\s])|(?=[\\s])")) {
      boolean blank = piece.isBlank();
      if (piece.equals("\n") || used + piece.length() > columns) {
        out.append('\n');
        used = 0;
        if (blank) {
          continue;
        }
      }
      out.append(piece);
      used += piece.length();
    }
    return out.toString();
  }

  /** Where a word that is longer than a line of so many characters is best broken. */
  public static int end(String word, int columns) {
    for (String signs : BEHIND) {
      for (int i = columns; i > columns / 3; i--) {
        if (signs.indexOf(word.charAt(i - 1)) >= 0) {
          return i;
        }
      }
    }
    boolean number = HEX.matcher(word.substring(0, columns)).find();
    if (number && columns > HEX_GROUP) {
      return columns - columns % HEX_GROUP;
    }
    return Math.max((columns + 1) / 2, Math.min(columns, word.length() - LEAST)); // no lone letter
  }
}
