package dev.reeve.engine.links;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What to write so that a reference leads to a file: relative to the document, escaped where
 * Markdown or HTML needs it, with the query and fragment that it had. Source: {@code
 * docs/reference/links.md}.
 */
final class TargetText {
  private static final String ESCAPED = " ()<>%#?\\|\"'&`";

  /** How the other links of a document to the same folder begin. */
  enum Style {
    PLAIN,
    /** With {@code ./}. */
    DOTTED,
    /** With {@code /}, from the root. */
    ROOTED;

    /**
     * Of a document's targets to the folder, the style of most of them; plain when none has one.
     *
     * @param targets as written
     */
    static Style of(List<String> targets) {
      long dotted = targets.stream().filter(target -> target.startsWith("./")).count();
      long rooted = targets.stream().filter(target -> target.startsWith("/")).count();
      long plain = targets.size() - dotted - rooted;
      return rooted > Math.max(plain, dotted) ? ROOTED : dotted > plain ? DOTTED : PLAIN;
    }
  }

  private TargetText() {}

  /**
   * The text for a link, image or definition.
   *
   * @param document relative to the root
   * @param file relative to the root
   * @param folder whether it is one: only such keeps a {@code /} at the end, which leads nowhere
   *     behind a file
   * @param written the target that it replaces, as written
   */
  static String ofLink(String document, String file, boolean folder, String written, Style style) {
    String path = style == Style.ROOTED ? "/" + file : relative(document, file);
    boolean down = !path.startsWith("../") && !path.equals("..") && !path.equals(".");
    if ((style == Style.DOTTED && down) || hasScheme(path)) {
      path = "./" + path;
    }
    int tail = tail(written);
    boolean slash = folder && tail > 0 && written.charAt(tail - 1) == '/' && !path.endsWith("/");
    return escaped(path) + (slash ? "/" : "") + written.substring(tail);
  }

  /** Where query or fragment begin. */
  private static int tail(String written) {
    for (int i = 0; i < written.length(); i++) {
      if (written.charAt(i) == '?' || written.charAt(i) == '#') {
        return i;
      }
    }
    return written.length();
  }

  private static String relative(String document, String file) {
    String[] from = document.split("/");
    String[] to = file.split("/");
    int same = 0;
    while (same < from.length - 1 && same < to.length && from[same].equals(to[same])) {
      same++;
    }
    String up = "../".repeat(from.length - 1 - same);
    String down = String.join("/", List.of(to).subList(same, to.length));
    String path = up + down;
    return path.isEmpty() ? "." : down.isEmpty() ? path.substring(0, path.length() - 1) : path;
  }

  /** A renderer would take it for a scheme: a colon in the first segment. */
  private static boolean hasScheme(String path) {
    int colon = path.indexOf(':');
    return colon > 0 && path.substring(0, colon).indexOf('/') < 0;
  }

  /** The target as written, with another fragment. */
  static String withFragment(String written, String fragment) {
    return written.substring(0, written.indexOf('#') + 1) + escaped(fragment);
  }

  private static String escaped(String path) {
    StringBuilder out = new StringBuilder();
    path.codePoints()
        .forEach(
            c -> {
              if (c < ' ' || c == 0x7f || ESCAPED.indexOf(c) >= 0) {
                for (byte each : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                  out.append('%').append("%02X".formatted(each & 0xff));
                }
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }
}
