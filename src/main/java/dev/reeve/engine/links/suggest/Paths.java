package dev.reeve.engine.links.suggest;

import dev.reeve.engine.workspace.PathText;
import java.util.List;
import java.util.Locale;

/** What can be said of canonical paths without looking at the disk. */
final class Paths {
  private static final List<String> FOLDER_PAGES = List.of("index", "_index", "readme");

  private Paths() {}

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The name without its ending; a leading dot begins no ending. */
  static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  /** The ending without its dot, empty when there is none. */
  static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot + 1);
  }

  /** The name without case, hyphens, underscores and spaces. */
  static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** Whether it is the page that a folder shows. */
  static boolean isFolderPage(String name) {
    return FOLDER_PAGES.contains(stem(name).toLowerCase(Locale.ROOT));
  }

  /** The path as a site would name the page: without ending, a folder's page as the folder. */
  static String page(String path) {
    String name = name(path);
    String folder = PathText.folder(path);
    if (isFolderPage(name) && !folder.isEmpty()) {
      return folder;
    }
    return folder.isEmpty() ? stem(name) : folder + "/" + stem(name);
  }

  /** How many segments two paths share at their ends. */
  static int tail(String one, String other) {
    String[] a = one.split("/");
    String[] b = other.split("/");
    int shared = 0;
    while (shared < Math.min(a.length, b.length)
        && a[a.length - 1 - shared].equals(b[b.length - 1 - shared])) {
      shared++;
    }
    return shared;
  }

  static int depth(String path) {
    return path.isEmpty() ? 0 : (int) path.chars().filter(c -> c == '/').count() + 1;
  }

  /** Folders to leave and to enter on the way from a document to a file. */
  static int steps(String document, String file) {
    String[] from = PathText.folder(document).split("/");
    String[] to = PathText.folder(file).split("/");
    int left = PathText.folder(document).isEmpty() ? 0 : from.length;
    int entered = PathText.folder(file).isEmpty() ? 0 : to.length;
    int shared = 0;
    while (shared < Math.min(left, entered) && from[shared].equals(to[shared])) {
      shared++;
    }
    return left + entered - 2 * shared;
  }
}
