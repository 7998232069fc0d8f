package dev.reeve.engine.links.suggest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A reference that leads nowhere. Paths are canonical, from the root of the workspace. Source:
 * {@code docs/reference/links.md}.
 *
 * @param document that contains it
 * @param target decoded, as written, without query and fragment
 * @param fragment without {@code #}, null when there is none
 * @param words of the link, may be empty
 */
public record Broken(String document, String target, @Nullable String fragment, String words) {

  /** The target read from a folder; null when it leaves the workspace. */
  static @Nullable String read(String folder, String target) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (Iterable<String>) Stream.of((folder + "/" + target).split("/"))::iterator) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return null;
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return parts.isEmpty() ? null : String.join("/", parts);
  }

  /** The target as a renderer reads it; null when it leaves the workspace. */
  @Nullable String relative() {
    return target.startsWith("/") ? root() : read(Paths.folder(document), target);
  }

  /** The target as a renderer would read it if its fragment belonged to it; null without one. */
  @Nullable String withFragment() {
    return fragment == null ? null : read(Paths.folder(document), target + "#" + fragment);
  }

  /**
   * The target read from the root, as if it did not lead out of anything; null when it is empty.
   */
  @Nullable String root() {
    String inside = target;
    while (inside.startsWith("../") || inside.startsWith("./")) {
      inside = inside.substring(inside.indexOf('/') + 1);
    }
    return read("", inside);
  }
}
