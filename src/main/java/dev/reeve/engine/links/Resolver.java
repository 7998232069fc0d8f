package dev.reeve.engine.links;

import dev.reeve.engine.links.LinkSettings.RootAbsolute;
import dev.reeve.engine.workspace.PathText;
import java.util.List;

/**
 * Says where a reference leads, as whoever renders the document would follow it: from the folder of
 * the document, or from the root when it begins with {@code /}. Asks the index only; nothing
 * outside the workspace is looked at. Safe on any thread. Source: {@code docs/reference/links.md}.
 */
final class Resolver {
  private static final List<String> PAGES = List.of("README.md", "index.md", "index.html");

  private final Places index;
  private final Fragments fragments;
  private final RootAbsolute rootAbsolute;
  private final boolean foldersNeedIndex;

  Resolver(Places index, Fragments fragments, LinkSettings settings) {
    this.index = index;
    this.fragments = fragments;
    this.rootAbsolute = settings.rootAbsolute();
    this.foldersNeedIndex = settings.foldersNeedIndex();
  }

  /**
   * What becomes of the reference.
   *
   * @param document in which it stands, relative to the root
   */
  Category judge(String document, Reference reference) {
    Target target = reference.target();
    if (reference.kind() == ReferenceKind.UNDEFINED) {
      return Category.MISSING_DEFINITION;
    }
    if (reference.kind() == ReferenceKind.DOCUMENT) {
      return Category.UNREADABLE;
    }
    if (target.external()) {
      return Category.EXTERNAL_URL;
    }
    if (reference.kind() == ReferenceKind.CODE_SPAN) {
      return exists("", target.path()) || exists(PathText.folder(document), target.path())
          ? Category.OK
          : Category.CODE_SPAN_MISSING;
    }
    if (target.path().isEmpty()) {
      return fragments.has(document, target) ? Category.OK : Category.MISSING_ANCHOR_SAME_FILE;
    }
    return path(document, target);
  }

  private Category path(String document, Target target) {
    boolean absolute = target.path().startsWith("/");
    if (absolute && rootAbsolute == RootAbsolute.SITE) {
      return Category.EXTERNAL_URL;
    }
    if (absolute && rootAbsolute == RootAbsolute.ERROR) {
      return exists("", target.path()) ? Category.ROOT_RELATIVE_ONLY : Category.MISSING_FILE;
    }
    String place = PathText.resolve(PathText.folder(document), target.path());
    if (place == null) {
      return Category.ESCAPES_ROOT;
    }
    if (exists(place, target)) {
      if (fragments.has(place, target)) {
        return Category.OK;
      }
      return place.equals(document) ? Category.MISSING_ANCHOR_SAME_FILE : Category.MISSING_ANCHOR;
    }
    if (index.existsInOtherCase(place)) {
      return isThere(place) ? Category.MISSING_FILE : Category.CASE_MISMATCH;
    }
    return exists("", target.path()) ? Category.ROOT_RELATIVE_ONLY : Category.MISSING_FILE;
  }

  /** With a slash at the end only a folder will do. */
  private boolean exists(String place, Target target) {
    return isShownFolder(place) || (index.isFile(place) && !target.path().endsWith("/"));
  }

  private boolean isShownFolder(String place) {
    String prefix = place.isEmpty() ? "" : place + "/";
    return index.isFolder(place)
        && (!foldersNeedIndex || PAGES.stream().anyMatch(page -> index.isFile(prefix + page)));
  }

  private boolean isThere(String place) {
    return index.isFolder(place) || index.isFile(place);
  }

  private boolean exists(String folder, String path) {
    String place = PathText.resolve(folder, path);
    return place != null && (index.isFolder(place) || (index.isFile(place) && !path.endsWith("/")));
  }
}
