package dev.reeve.engine.workspace;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of relative paths with {@code /} by their text alone, without the disk and
 * without judging them as {@link SafePath} does. Source: {@code docs/reference/workspace.md}.
 */
public final class PathText {
  /** What consists of smaller characters alone is in form NFC. */
  private static final char FIRST_MARK = '\u0300';

  private PathText() {}

  /** The folder that holds a file; empty for the root. */
  public static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /**
   * Whether it lies in a folder, however deep; the folder itself does not.
   *
   * @param folder {@code .} for the root
   */
  public static boolean isUnder(String path, String folder) {
    return folder.equals(".") || path.startsWith(folder + "/");
  }

  /**
   * Where a path leads from a folder, without {@code .} and {@code ..}, in Unicode form NFC; empty
   * for the root, null when a step leaves the root, also when a later one comes back.
   *
   * @param path one that begins with {@code /} leads from the root
   */
  public static @Nullable String resolve(String folder, String path) {
    String whole = path.startsWith("/") || folder.isEmpty() ? path : folder + "/" + path;
    StringBuilder place = new StringBuilder(whole.length());
    for (int from = 0; from < whole.length(); ) {
      int slash = whole.indexOf('/', from);
      int end = slash < 0 ? whole.length() : slash;
      if (end - from == 2 && whole.startsWith("..", from)) {
        if (place.isEmpty()) {
          return null;
        }
        place.setLength(Math.max(0, place.lastIndexOf("/")));
      } else if (end > from && !(end - from == 1 && whole.charAt(from) == '.')) {
        place.append(place.isEmpty() ? "" : "/").append(whole, from, end);
      }
      from = end + 1;
    }
    return composed(place.toString());
  }

  /** The text in Unicode form NFC, as names are compared: a volume may spell marks apart. */
  public static String composed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_MARK) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
      }
    }
    return text;
  }
}
