package dev.reeve.engine.workspace;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of relative paths with {@code /} by their text alone, without the disk and
 * without judging them as {@link SafePath} does. Source: {@code docs/reference/workspace.md}.
 */
public final class PathText {
  private PathText() {}

  /** The folder that holds a file; empty for the root. */
  public static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /**
   * Where a path leads from a folder, without {@code .} and {@code ..}, in Unicode form NFC; empty
   * for the root, null when a step leaves the root, also when a later one comes back.
   *
   * @param path one that begins with {@code /} leads from the root
   */
  public static @Nullable String resolve(String folder, String path) {
    String whole = path.startsWith("/") || folder.isEmpty() ? path : folder + "/" + path;
    Deque<String> steps = new ArrayDeque<>();
    for (String step : whole.split("/")) {
      if (step.equals("..")) {
        if (steps.pollLast() == null) {
          return null;
        }
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    return Normalizer.normalize(String.join("/", steps), Normalizer.Form.NFC);
  }
}
