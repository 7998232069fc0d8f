package dev.reeve.engine.links;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The places of one document that a fragment can name: slugs of its headings, repeats numbered, and
 * ids given in HTML. Upper and lower case are the same. For one thread.
 */
final class Anchors {
  private final Set<String> names = new HashSet<>();
  private final Map<String, Integer> repeats = new HashMap<>();

  /** A heading, by its text without markup. */
  void heading(String text) {
    String slug = slug(text);
    int before = repeats.merge(slug, 1, Integer::sum) - 1;
    names.add(before == 0 ? slug : slug + "-" + before);
  }

  /** A name that the document gives itself. */
  void named(String id) {
    names.add(id.toLowerCase(Locale.ROOT));
  }

  Set<String> names() {
    return Set.copyOf(names);
  }

  /** Letters with their marks, digits, {@code -} and {@code _} stay; a space becomes {@code -}. */
  static String slug(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    StringBuilder out = new StringBuilder(lower.length());
    for (int i = 0; i < lower.length(); ) {
      int c = lower.codePointAt(i);
      if (c == ' ') {
        out.append('-');
      } else if (c == '-' || isWord(c)) {
        out.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean isWord(int c) {
    return Character.isLetterOrDigit(c)
        || switch (Character.getType(c)) {
          case Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK,
              Character.CONNECTOR_PUNCTUATION ->
              true;
          default -> false;
        };
  }
}
