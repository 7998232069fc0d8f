package dev.reeve.engine.links;

import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.PathText;
import dev.reeve.engine.workspace.Workspace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is in a folder, kept: read as a whole once, and then place by place where somebody says that
 * something happened. It is at any time what a {@link FolderTree} would find. Blocks; one thread at
 * a time changes it while no other asks. Source: {@code docs/reference/links.md}.
 */
public final class FolderStock implements Places {
  private final Workspace workspace;
  private final FolderTree tree;
  private final Path root;
  private final Map<String, Entry> entries = new HashMap<>();
  private final TreeSet<String> ordered = new TreeSet<>();
  private final Map<String, Integer> folded = new HashMap<>();
  private final Set<String> links = new HashSet<>();
  private IgnoreRules ignore;

  /** What git tracks, where version control's own rules leave anything out; null where not. */
  private @Nullable NavigableSet<String> tracked;

  /**
   * What is another than before.
   *
   * @param came names that were not there, or were something else
   * @param gone names that are not there any more, or are something else
   * @param seen names that are there and were looked at
   */
  public record Change(Map<String, Entry> came, Map<String, Entry> gone, Collection<String> seen) {}

  /** Empty until it is read. */
  public FolderStock(Workspace workspace) {
    this.workspace = workspace;
    this.tree = new FolderTree(workspace);
    this.root = workspace.root();
    this.ignore = IgnoreRules.of(workspace);
  }

  /** The tree that it keeps, to read files of. */
  public FolderTree tree() {
    return tree;
  }

  /**
   * Reads everything.
   *
   * @throws IOException when the root cannot be listed; nothing is changed then
   */
  public Change readAll() throws IOException {
    IgnoreRules rules = IgnoreRules.of(workspace);
    Map<String, Entry> now = new HashMap<>(entries.size() * 2);
    NavigableSet<String> names = null;
    if (tree.walk(root, rules, false, entry -> now.put(entry.path(), entry))) {
      names = new TreeSet<>(TrackedFiles.below(root));
      for (Entry each : tree.excluded(names, path -> isFile(now.get(path)))) {
        now.put(each.path(), each);
        for (String at = PathText.folder(each.path()); !at.isEmpty(); at = PathText.folder(at)) {
          now.putIfAbsent(at, Entry.folder(at));
        }
      }
    }
    ignore = rules;
    tracked = names;
    return replace(new HashMap<>(entries), now);
  }

  /**
   * Looks at some places and what is below them.
   *
   * @param told relative to the root, as the disk spells them
   * @throws IOException when everything had to be read, and the root cannot be listed
   */
  public Change look(Collection<String> told) throws IOException {
    Set<String> tops = new TreeSet<>();
    for (String each : told) {
      if (ignore.isRuleFile(each)) {
        return readAll();
      }
      tops.add(top(each));
    }
    tops.addAll(links);
    Map<String, Entry> before = new HashMap<>();
    Map<String, Entry> now = new HashMap<>();
    for (String top : tops) {
      if (!look(top, before, now)) {
        return readAll();
      }
    }
    return replace(before, now);
  }

  /** The highest place above which nothing is new: a folder may have come or gone as a whole. */
  private String top(String told) {
    String top = told;
    for (String parent = PathText.folder(top);
        !parent.isEmpty() && !(isPlainFolder(parent) && isFolderOnDisk(parent));
        parent = PathText.folder(parent)) {
      top = parent;
    }
    return top;
  }

  private boolean isPlainFolder(String path) {
    Entry known = entries.get(composed(path));
    return known != null && known.folder() && !known.file();
  }

  private boolean isFolderOnDisk(String path) {
    Path folder = resolve(path);
    return folder != null && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
  }

  /** False when only reading everything can tell. */
  private boolean look(String top, Map<String, Entry> before, Map<String, Entry> now)
      throws IOException {
    String key = composed(top);
    Entry known = entries.get(key);
    if (known != null) {
      before.put(key, known);
      for (String below : ordered.subSet(key + "/", key + "0")) { // '0' follows '/'
        before.put(below, Objects.requireNonNull(entries.get(below)));
      }
    }
    Path place = resolve(top);
    if (place == null || !isThere(place, top)) {
      return tracked == null || known == null || !isExcluded(key);
    }
    if (tracked != null && isExcluded(PathText.folder(key))) {
      return !isTracked(top); // what is excluded is there all the same when git tracks it
    }
    try {
      boolean unscanned = ignore.ignored(PathText.folder(key), true);
      boolean leftOut = tree.walk(place, ignore, unscanned, entry -> now.put(entry.path(), entry));
      return !leftOut || (tracked != null && !isTracked(top));
    } catch (NoSuchFileException gone) {
      return true;
    }
  }

  private boolean isExcluded(String path) {
    for (String at = path; !at.isEmpty(); at = PathText.folder(at)) {
      if (tree.isLeftOut(at, ignore)) {
        return true;
      }
    }
    return false;
  }

  private boolean isTracked(String top) {
    String next = tracked == null ? null : tracked.ceiling(top);
    String below = tracked == null ? null : tracked.ceiling(top + "/");
    return top.equals(next) || (below != null && below.startsWith(top + "/"));
  }

  /** Under exactly this name, also where the volume takes others for it. */
  private boolean isThere(Path place, String name) {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      return !workspace.caseInsensitive()
          || root.relativize(place.toRealPath(LinkOption.NOFOLLOW_LINKS))
              .toString()
              .replace(File.separatorChar, '/')
              .equals(name);
    } catch (IOException gone) {
      return false;
    }
  }

  private @Nullable Path resolve(String path) {
    try {
      return root.resolve(path);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** As names are compared: a volume may spell letters with their marks apart. */
  public static String composed(String path) {
    return PathText.composed(path);
  }

  private Change replace(Map<String, Entry> before, Map<String, Entry> now) {
    Map<String, Entry> came = new HashMap<>();
    Map<String, Entry> gone = new HashMap<>();
    before.forEach(
        (path, entry) -> {
          Entry next = now.get(path);
          if (next == null || !next.isSame(entry)) {
            gone.put(path, entry);
            remove(entry);
          }
        });
    now.forEach(
        (path, entry) -> {
          Entry known = entries.put(path, entry);
          if (known == null) {
            came.put(path, entry);
            add(entry);
          }
        });
    return new Change(came, gone, now.keySet());
  }

  private void add(Entry entry) {
    ordered.add(entry.path());
    folded.merge(entry.path().toLowerCase(Locale.ROOT), 1, Integer::sum);
    if (entry.link()) {
      links.add(entry.path());
    }
  }

  private void remove(Entry entry) {
    entries.remove(entry.path());
    ordered.remove(entry.path());
    links.remove(entry.path());
    folded.computeIfPresent(
        entry.path().toLowerCase(Locale.ROOT), (name, count) -> count == 1 ? null : count - 1);
  }

  /** What is known of a name; null when it is not there. */
  public @Nullable Entry entry(String path) {
    return entries.get(path);
  }

  /** Everything, in no order. */
  public Collection<Entry> entries() {
    return entries.values();
  }

  /** The names of everything, sorted. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(ordered);
  }

  /** Names that are symbolic links. */
  public Set<String> links() {
    return links;
  }

  /** Name of a document that is checked, whether or not it can be read. */
  public boolean isDocument(String path) {
    Entry entry = entries.get(path);
    return entry != null
        && (entry.role() == Entry.Role.DOCUMENT
            || (entry.role() == Entry.Role.LINKED_DOCUMENT && !tree.isInside(path)));
  }

  /** The same as an index that does not change any more. */
  public PathIndex frozen() {
    PathIndex index = new PathIndex();
    entries.values().forEach(entry -> entry.addTo(index));
    return index;
  }

  @Override
  public boolean isFile(String path) {
    return isFile(entries.get(path));
  }

  private static boolean isFile(@Nullable Entry entry) {
    return entry != null && entry.file();
  }

  @Override
  public boolean isFolder(String path) {
    Entry entry = entries.get(path);
    return path.isEmpty() || (entry != null && entry.folder());
  }

  @Override
  public boolean existsInOtherCase(String path) {
    return folded.containsKey(path.toLowerCase(Locale.ROOT));
  }
}
