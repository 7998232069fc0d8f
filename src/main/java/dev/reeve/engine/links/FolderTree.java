package dev.reeve.engine.links;

import dev.reeve.engine.links.history.GitHistory;
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Globs;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.PathText;
import dev.reeve.engine.workspace.Workspace;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A workspace on disk. Links to elsewhere count as one name each and are not followed, as on a host
 * that shows the repository. What version control excludes is not there for a reader, unless it is
 * tracked all the same; what only Reeve leaves out of its own scans is there. Blocks; safe on any
 * thread. Source: {@code docs/reference/links.md}.
 */
public final class FolderTree implements CheckedTree {
  private static final List<String> NEVER_ENTERED =
      List.of(
          ".git",
          ".hg",
          ".svn",
          "node_modules",
          ".venv",
          "venv",
          "__pycache__",
          ".pytest_cache",
          ".gradle",
          Workspace.OWN + "/state");

  private final Workspace workspace;
  private final Path root;
  private final Globs never = Globs.of(NEVER_ENTERED, false);

  /** Reads nothing yet. */
  public FolderTree(Workspace workspace) {
    this.workspace = workspace;
    this.root = workspace.root();
  }

  @Override
  public String name() {
    return root.toString();
  }

  @Override
  public PathIndex index() throws IOException {
    return index(_ -> {});
  }

  /** A folder that cannot be listed is taken as empty, except the root. */
  @Override
  public PathIndex index(Consumer<String> found) throws IOException {
    PathIndex index = new PathIndex();
    Consumer<Entry> each =
        entry -> {
          entry.addTo(index);
          if (entry.role() == Entry.Role.DOCUMENT) {
            found.accept(entry.path());
          }
        };
    if (walk(root, IgnoreRules.of(workspace), false, each)) {
      for (Entry tracked : excluded(TrackedFiles.below(root), index::isFile)) {
        tracked.addTo(index);
        index.addParents(tracked.path());
      }
    }
    return index;
  }

  /**
   * Tells what is at a place and below it, folders before what they hold.
   *
   * @param start real path of a file or folder, of which no parent folder is left out
   * @param unscanned whether it lies below what is left out of scans
   * @return whether version control's own rules left anything out
   */
  boolean walk(Path start, IgnoreRules ignore, boolean unscanned, Consumer<Entry> each)
      throws IOException {
    Visitor visitor = new Visitor(ignore, unscanned, each);
    Files.walkFileTree(start, visitor);
    return visitor.leftOut;
  }

  /** Nothing outside the workspace is opened, nor a pipe or device that would never end. */
  @Override
  public Content open(String path) throws IOException {
    Path real = root.resolve(path).toRealPath();
    if (!real.startsWith(root)) {
      throw new IOException("it is a link that leads out of the workspace");
    }
    if (!Files.isRegularFile(real)) {
      throw new IOException("it is no regular file");
    }
    return new Content(Files.size(real), Files.newInputStream(real));
  }

  @Override
  public @Nullable String place(String path) {
    try {
      Path real = root.resolve(path).toRealPath();
      return real.startsWith(root)
          ? PathText.composed(root.relativize(real).toString().replace(File.separatorChar, '/'))
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** History names paths from the top of what git keeps, so only that top has one. */
  @Override
  public PathHistory history(EngineClock clock) throws IOException {
    GitSystem.install();
    return Files.exists(root.resolve(".git")) ? GitHistory.of(root, clock) : PathHistory.NONE;
  }

  /** Whether version control's own rules, or Reeve's, say that nobody looks at a folder or file. */
  boolean isLeftOut(String path, IgnoreRules ignore) {
    return never.matches(path)
        || ignore.excludedByGit(path, true)
        || ignore.excludedByGit(path, false);
  }

  /** Of what git tracks, what is not known and lies on the disk: it was excluded. */
  List<Entry> excluded(Collection<String> tracked, Predicate<String> known) {
    List<Entry> out = new ArrayList<>();
    for (String each : tracked) {
      String path = PathText.composed(each);
      if (!known.test(path) && isThere(each)) {
        out.add(new Entry(path, true, false, false, Entry.Role.THERE, 0, 0));
      }
    }
    return out;
  }

  private boolean isThere(String tracked) {
    try {
      return Files.exists(root.resolve(tracked), LinkOption.NOFOLLOW_LINKS);
    } catch (InvalidPathException e) {
      return false; // tracked on another system under a name that this one cannot have
    }
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Consumer<Entry> each;
    private final IgnoreRules ignore;

    /** How much of a path leads to the root. */
    private final int prefix;

    /** The folder below which everything exists but is left out of scans; null for none. */
    private @Nullable String unscanned;

    /** Whether version control's own rules left anything out. */
    private boolean leftOut;

    Visitor(IgnoreRules ignore, boolean unscanned, Consumer<Entry> each) {
      this.ignore = ignore;
      this.unscanned = unscanned ? "" : null;
      this.each = each;
      String above = root.toString();
      this.prefix = above.endsWith(File.separator) ? above.length() : above.length() + 1;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (folder.equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      String path = text(folder);
      if (attributes.isOther() || never.matches(path) || ignore.excludedByGit(path, true)) {
        leftOut = leftOut || !path.endsWith(".git");
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (unscanned == null && ignore.ignoredBesides(path, true)) {
        unscanned = path;
      }
      each.accept(Entry.folder(path));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String path = text(file);
      if (ignore.excludedByGit(path, false)) {
        leftOut = true;
        return FileVisitResult.CONTINUE;
      }
      boolean link = attributes.isSymbolicLink();
      each.accept(
          new Entry(
              path,
              true,
              link && Files.isDirectory(file),
              link,
              role(path, attributes),
              attributes.size(),
              attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
      return FileVisitResult.CONTINUE;
    }

    private Entry.Role role(String path, BasicFileAttributes attributes) {
      if (unscanned != null || ignore.ignoredBesides(path, false)) {
        return Entry.Role.THERE;
      }
      if (!PathIndex.isMarkdown(path)) {
        return Entry.Role.CANDIDATE;
      }
      if (attributes.isRegularFile()) {
        return Entry.Role.DOCUMENT;
      }
      return attributes.isSymbolicLink() ? Entry.Role.LINKED_DOCUMENT : Entry.Role.CANDIDATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
      if (path.equals(root)) {
        throw failure;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
      if (unscanned != null && !unscanned.isEmpty() && text(folder).equals(unscanned)) {
        unscanned = null;
      }
      return FileVisitResult.CONTINUE;
    }

    private String text(Path path) {
      String whole = path.toString();
      return PathText.composed(whole.substring(prefix).replace(File.separatorChar, '/'));
    }
  }
}
