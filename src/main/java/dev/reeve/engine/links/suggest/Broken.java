package dev.reeve.engine.links.suggest;

import dev.reeve.engine.workspace.PathText;
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

  /** The target as a renderer reads it; null when it leaves the workspace. */
  @Nullable String relative() {
    return target.startsWith("/") ? root() : from(document);
  }

  /** The target as it would be read in another document; null when it leaves the workspace. */
  @Nullable String from(String other) {
    return read(PathText.folder(other), target);
  }

  /** The target as a renderer would read it if its fragment belonged to it; null without one. */
  @Nullable String withFragment() {
    return fragment == null ? null : read(PathText.folder(document), target + "#" + fragment);
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

  private static @Nullable String read(String folder, String target) {
    String place = PathText.resolve(folder, target);
    return place == null || place.isEmpty() ? null : place;
  }
}
