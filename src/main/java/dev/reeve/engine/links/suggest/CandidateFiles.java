package dev.reeve.engine.links.suggest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that may be suggested, found by whole path, by name and by what a site would call them.
 * Lists are in order of paths. Immutable. Source: {@code docs/reference/links.md}.
 */
public final class CandidateFiles {
  private final Set<String> files;
  private final Set<String> folders = new HashSet<>();
  private final Map<String, List<String>> byLowerCase = new HashMap<>();
  private final Map<String, List<String>> byName = new HashMap<>();
  private final Map<String, List<String>> byFolded = new HashMap<>();
  private final Map<String, List<String>> byStem = new HashMap<>();
  private final Map<String, List<String>> byPage = new HashMap<>();
  private final Map<String, List<String>> byPageName = new HashMap<>();
  private final Map<String, List<String>> foldersByName = new HashMap<>();

  private CandidateFiles(Collection<String> paths) {
    files = new TreeSet<>(paths);
    for (String path : files) {
      String name = Paths.name(path);
      put(byLowerCase, path.toLowerCase(Locale.ROOT), path);
      put(byName, name, path);
      put(byFolded, Paths.folded(name), path);
      put(byStem, Paths.stem(name), path);
      put(byPage, Paths.page(path), path);
      put(byPageName, Paths.name(Paths.page(path)), path);
      for (String folder = Paths.folder(path);
          !folder.isEmpty() && folders.add(folder);
          folder = Paths.folder(folder)) {
        put(foldersByName, Paths.name(folder), folder);
      }
    }
  }

  /**
   * @param paths canonical; files that are known to the workspace and not ignored
   */
  public static CandidateFiles of(Collection<String> paths) {
    return new CandidateFiles(paths);
  }

  private static void put(Map<String, List<String>> index, String key, String path) {
    index.computeIfAbsent(key, ignored -> new ArrayList<>(1)).add(path);
  }

  boolean isFile(String path) {
    return files.contains(path);
  }

  boolean isThere(String path) {
    return files.contains(path) || folders.contains(path);
  }

  boolean isFolder(String path) {
    return folders.contains(path);
  }

  List<String> likeButForCase(String path) {
    return byLowerCase.getOrDefault(path.toLowerCase(Locale.ROOT), List.of());
  }

  /** Files of the name; folders too when the name has no ending. */
  List<String> named(String name) {
    List<String> found = byName.getOrDefault(name, List.of());
    if (!Paths.ending(name).isEmpty() || !foldersByName.containsKey(name)) {
      return found;
    }
    List<String> both = new ArrayList<>(found);
    both.addAll(foldersByName.getOrDefault(name, List.of()));
    return both;
  }

  List<String> folded(String name) {
    return byFolded.getOrDefault(Paths.folded(name), List.of());
  }

  List<String> ofStem(String stem) {
    return byStem.getOrDefault(stem, List.of());
  }

  /** Files that a site shows at one place. */
  List<String> ofPage(String page) {
    return byPage.getOrDefault(page, List.of());
  }

  /** Files that a site shows under one last segment. */
  List<String> ofPageName(String name) {
    return byPageName.getOrDefault(name, List.of());
  }

  Set<String> names() {
    return byName.keySet();
  }
}
