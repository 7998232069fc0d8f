package dev.reeve.engine.links;

import dev.reeve.engine.workspace.Globs;
import dev.reeve.engine.workspace.IgnoreRules;
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
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is in a workspace, by its exact names, taken in one walk. Links to elsewhere count as one
 * name each and are not followed, as on a host that shows the repository. What version control
 * excludes is not there for a reader, unless it is tracked all the same; what only Reeve leaves out
 * of its own scans is there. Immutable; safe on any thread. Source: {@code
 * docs/reference/links.md}.
 */
public final class PathIndex {
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

  private final Set<String> files = new HashSet<>();
  private final Set<String> folders = new HashSet<>();
  private final Set<String> foldedNames = new HashSet<>();
  private final List<String> documents = new ArrayList<>();
  private final Set<String> linkedDocuments = new HashSet<>();

  private PathIndex() {}

  /**
   * Walks the workspace on the calling thread; blocks. A folder that cannot be listed is taken as
   * empty.
   *
   * @throws IOException when the root cannot be listed
   */
  public static PathIndex of(Workspace workspace) throws IOException {
    PathIndex index = new PathIndex();
    Visitor visitor = index.new Visitor(workspace);
    Files.walkFileTree(workspace.root(), visitor);
    if (visitor.leftOut) {
      index.addTracked(workspace.root());
    }
    index.documents.sort(null);
    return index;
  }

  /** Whether the name ends as a Markdown document's does. */
  static boolean isMarkdown(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".md") || name.endsWith(".markdown");
  }

  boolean isFile(String path) {
    return files.contains(path);
  }

  boolean isFolder(String path) {
    return path.isEmpty() || folders.contains(path);
  }

  /** Whether something has this name in any mixture of upper and lower case. */
  boolean existsInOtherCase(String path) {
    return foldedNames.contains(path.toLowerCase(Locale.ROOT));
  }

  /** Markdown files that are not left out of scans, sorted; links are not among them. */
  List<String> documents() {
    return documents;
  }

  /** Whether it is a Markdown name that is a symbolic link. */
  boolean isLinkedDocument(String path) {
    return linkedDocuments.contains(path);
  }

  Set<String> linkedDocuments() {
    return linkedDocuments;
  }

  /** What is excluded and tracked all the same: it is shown to readers. */
  private void addTracked(Path root) {
    for (String tracked : TrackedFiles.below(root)) {
      String path = Normalizer.normalize(tracked, Normalizer.Form.NFC);
      if (!files.contains(path) && isThere(root, tracked)) {
        addFile(path);
        for (int slash = path.lastIndexOf('/'); slash > 0; ) {
          addFolder(path.substring(0, slash));
          slash = path.lastIndexOf('/', slash - 1);
        }
      }
    }
  }

  private static boolean isThere(Path root, String tracked) {
    try {
      return Files.exists(root.resolve(tracked), LinkOption.NOFOLLOW_LINKS);
    } catch (InvalidPathException e) {
      return false; // tracked on another system under a name that this one cannot have
    }
  }

  private void addFile(String path) {
    files.add(path);
    foldedNames.add(path.toLowerCase(Locale.ROOT));
  }

  private void addFolder(String path) {
    folders.add(path);
    foldedNames.add(path.toLowerCase(Locale.ROOT));
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final IgnoreRules ignore;
    private final Globs never = Globs.of(NEVER_ENTERED, false);

    /** The folder below which everything exists but is left out of scans; empty for none. */
    private String unscanned = "";

    /** Whether version control's own rules left anything out. */
    private boolean leftOut;

    Visitor(Workspace workspace) {
      this.root = workspace.root();
      this.ignore = IgnoreRules.of(workspace);
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
      if (unscanned.isEmpty() && ignore.ignoredItself(path, true)) {
        unscanned = path;
      }
      addFolder(path);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String path = text(file);
      if (ignore.excludedByGit(path, false)) {
        leftOut = true;
        return FileVisitResult.CONTINUE;
      }
      addFile(path);
      if (attributes.isSymbolicLink() && Files.isDirectory(file)) {
        folders.add(path);
      }
      if (isMarkdown(path) && unscanned.isEmpty() && !ignore.ignoredItself(path, false)) {
        if (attributes.isRegularFile()) {
          documents.add(path);
        } else if (attributes.isSymbolicLink()) {
          linkedDocuments.add(path);
        }
      }
      return FileVisitResult.CONTINUE;
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
      if (!folder.equals(root) && text(folder).equals(unscanned)) {
        unscanned = "";
      }
      return FileVisitResult.CONTINUE;
    }

    private String text(Path path) {
      String relative = root.relativize(path).toString().replace(File.separatorChar, '/');
      return Normalizer.normalize(relative, Normalizer.Form.NFC);
    }
  }
}
