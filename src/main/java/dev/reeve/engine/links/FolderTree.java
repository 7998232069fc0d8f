package dev.reeve.engine.links;

import dev.reeve.engine.links.history.GitHistory;
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.workspace.EngineClock;
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
import java.util.List;
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

  /** Reads nothing yet. */
  public FolderTree(Workspace workspace) {
    this.workspace = workspace;
    this.root = workspace.root();
  }

  @Override
  public String name() {
    return root.toString();
  }

  /** A folder that cannot be listed is taken as empty, except the root. */
  @Override
  public PathIndex index() throws IOException {
    PathIndex index = new PathIndex();
    Visitor visitor = new Visitor(index);
    Files.walkFileTree(root, visitor);
    if (visitor.leftOut) {
      addTracked(index);
    }
    return index;
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
  public boolean isInside(String path) {
    try {
      return root.resolve(path).toRealPath().startsWith(root);
    } catch (IOException e) {
      return false;
    }
  }

  /** History names paths from the top of what git keeps, so only that top has one. */
  @Override
  public PathHistory history(EngineClock clock) throws IOException {
    GitSystem.install();
    return Files.exists(root.resolve(".git")) ? GitHistory.of(root, clock) : PathHistory.NONE;
  }

  /** What is excluded and tracked all the same: it is shown to readers. */
  private void addTracked(PathIndex index) {
    for (String tracked : TrackedFiles.below(root)) {
      String path = Normalizer.normalize(tracked, Normalizer.Form.NFC);
      if (!index.isFile(path) && isThere(tracked)) {
        index.addFile(path);
        index.addParents(path);
      }
    }
  }

  private boolean isThere(String tracked) {
    try {
      return Files.exists(root.resolve(tracked), LinkOption.NOFOLLOW_LINKS);
    } catch (InvalidPathException e) {
      return false; // tracked on another system under a name that this one cannot have
    }
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final PathIndex index;
    private final IgnoreRules ignore;
    private final Globs never = Globs.of(NEVER_ENTERED, false);

    /** The folder below which everything exists but is left out of scans; empty for none. */
    private String unscanned = "";

    /** Whether version control's own rules left anything out. */
    private boolean leftOut;

    Visitor(PathIndex index) {
      this.index = index;
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
      index.addFolder(path);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String path = text(file);
      if (ignore.excludedByGit(path, false)) {
        leftOut = true;
        return FileVisitResult.CONTINUE;
      }
      index.addFile(path);
      if (attributes.isSymbolicLink() && Files.isDirectory(file)) {
        index.addFolder(path);
      }
      if (!unscanned.isEmpty() || ignore.ignoredItself(path, false)) {
        return FileVisitResult.CONTINUE;
      }
      index.addCandidate(path);
      if (PathIndex.isMarkdown(path)) {
        if (attributes.isRegularFile()) {
          index.addDocument(path);
        } else if (attributes.isSymbolicLink()) {
          index.addLinkedDocument(path);
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
