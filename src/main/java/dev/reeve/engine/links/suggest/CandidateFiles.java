package dev.reeve.engine.links.suggest;

import dev.reeve.engine.workspace.PathText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
  private final Map<String, Integer> series = new HashMap<>();
  private final Editions editions;
  private final Sites sites;

  private CandidateFiles(Collection<String> paths) {
    files = new TreeSet<>(paths);
    editions = new Editions(files);
    sites = new Sites(files, ScoreTable.SHIPPED.sites());
    for (String path : files) {
      String name = Paths.name(path);
      series.merge(seriesOf(path), 1, Integer::sum);
      put(byLowerCase, path.toLowerCase(Locale.ROOT), path);
      put(byName, name, path);
      put(byFolded, Paths.folded(name), path);
      put(byStem, Paths.stem(name), path);
      put(byPage, Paths.page(path), path);
      put(byPageName, Paths.name(Paths.page(path)), path);
      for (String folder = PathText.folder(path);
          !folder.isEmpty() && folders.add(folder);
          folder = PathText.folder(folder)) {
        put(foldersByName, Paths.name(folder), folder);
        put(byFolded, Paths.folded(Paths.name(folder)), folder);
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

  Sites sites() {
    return sites;
  }

  /** How many files of the folder have a name that differs from this one at most in digits. */
  int inSeries(String path) {
    return series.getOrDefault(seriesOf(path), 0);
  }

  /** The newest edition of a file that stands in several, unless it is this one. */
  Optional<String> newerEdition(String path) {
    return editions.newerThan(path);
  }

  private static String seriesOf(String path) {
    return PathText.folder(path) + "/" + Paths.name(path).replaceAll("[\\d() ]+", "0");
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

  List<String> named(String name) {
    return byName.getOrDefault(name, List.of());
  }

  List<String> foldersNamed(String name) {
    return foldersByName.getOrDefault(name, List.of());
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
