package dev.reeve.engine.workspace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which paths of a workspace are not looked at: what version control, build tools, editors and
 * systems leave behind, Reeve's own folder, the registry file, patterns of the settings, and what
 * {@code .gitignore} files say, at every level. What lies under an ignored folder is ignored. A
 * {@code .gitignore} is read when a path beside or below it is first asked for, and kept until
 * {@link #reload}. Blocks while it reads; safe on any thread. Source: {@code
 * docs/reference/workspace.md}.
 */
public final class IgnoreRules {
  /** What is ignored in every workspace, whatever the settings say. */
  public static final List<String> DEFAULTS =
      List.of(
          ".git",
          ".hg",
          ".svn",
          "__pycache__",
          "*.pyc",
          "*.pyo",
          ".venv",
          "venv",
          "node_modules",
          "build",
          "dist",
          "target",
          ".gradle",
          ".idea",
          ".pytest_cache",
          "*.egg-info",
          "*.tmp",
          "*.swp",
          "*.swo",
          "*~",
          "~$*",
          "#*#",
          ".#*",
          ".~lock.*#",
          "*___jb_tmp___",
          "*___jb_old___",
          ".DS_Store",
          "Thumbs.db",
          Workspace.OWN + "/**");

  private static final Logger LOG = LoggerFactory.getLogger(IgnoreRules.class);
  private static final IgnoreNode NONE = new IgnoreNode();

  private final Path root;
  private final String registryFile;
  private final boolean gitignore;
  private final boolean caseInsensitive;
  private final Globs globs;
  private volatile Globs declared;

  /** Another one after each reload, so that what was read before it is kept nowhere. */
  private volatile Map<String, List<Level>> levels = new ConcurrentHashMap<>();

  /**
   * One {@code .gitignore}.
   *
   * @param from where what follows its folder begins in a path
   */
  private record Level(int from, IgnoreNode node) {}

  /**
   * @param root the workspace root
   * @param registryFile the registry file, relative to the root
   * @param extra patterns added to the defaults, such as those of the settings
   * @param gitignore whether {@code .gitignore} files count
   * @param caseInsensitive whether the volume takes names that differ by case as one
   */
  public IgnoreRules(
      Path root,
      String registryFile,
      List<String> extra,
      boolean gitignore,
      boolean caseInsensitive) {
    this.root = root;
    this.caseInsensitive = caseInsensitive;
    this.registryFile = fold(registryFile);
    this.gitignore = gitignore;
    List<String> all = new ArrayList<>(DEFAULTS);
    all.addAll(extra);
    this.globs = Globs.of(all, caseInsensitive);
    this.declared = Globs.of(List.of(), caseInsensitive);
  }

  /** The rules of a workspace as its settings give them. */
  public static IgnoreRules of(Workspace workspace) {
    return of(workspace, List.of());
  }

  /** The same with more patterns, such as what generators write. */
  public static IgnoreRules of(Workspace workspace, List<String> more) {
    List<String> extra = new ArrayList<>(workspace.config().watch().ignore());
    extra.addAll(more);
    return new IgnoreRules(
        workspace.root(),
        workspace.config().registry().path(),
        extra,
        workspace.config().watch().gitignore(),
        workspace.caseInsensitive());
  }

  /**
   * Whether the path or one of its parent folders is ignored.
   *
   * @param relativePath relative to the root, {@code /} separators; the root itself never is
   * @param directory whether the path is a folder
   */
  public boolean ignored(String relativePath, boolean directory) {
    if (relativePath.isEmpty() || relativePath.equals(".")) {
      return false;
    }
    for (int slash = relativePath.indexOf('/'); slash > 0; ) {
      if (ignoredItself(relativePath.substring(0, slash), true)) {
        return true;
      }
      slash = relativePath.indexOf('/', slash + 1);
    }
    return ignoredItself(relativePath, directory);
  }

  /** The same for a caller who knows that no parent folder is ignored. */
  public boolean ignoredItself(String path, boolean directory) {
    return ignoredBesides(path, directory) || (gitignore && ignoredByGit(path, directory));
  }

  /** The same for a caller who knows that {@link #excludedByGit} does not hold. */
  public boolean ignoredBesides(String path, boolean directory) {
    return globs.matches(path)
        || (!directory && declared.matches(path))
        || fold(path).equals(registryFile);
  }

  /**
   * Whether the {@code .gitignore} files exclude the path itself, whatever the defaults and
   * settings say of it; for a caller who knows that they exclude no parent folder.
   */
  public boolean excludedByGit(String path, boolean directory) {
    return gitignore && ignoredByGit(path, directory);
  }

  /** The nearest {@code .gitignore} that says something about the path decides, as in git. */
  private boolean ignoredByGit(String path, boolean directory) {
    for (Level each : levels(PathText.folder(path), levels)) {
      Boolean says = each.node().checkIgnored(fold(path.substring(each.from())), directory);
      if (says != null) {
        return says;
      }
    }
    return false;
  }

  /** What is said in a folder and those above it, the nearest first. */
  private List<Level> levels(String folder, Map<String, List<Level>> kept) {
    List<Level> known = kept.get(folder);
    if (known != null) {
      return known;
    }
    List<Level> above = folder.isEmpty() ? List.of() : levels(PathText.folder(folder), kept);
    IgnoreNode node = read(folder);
    List<Level> all = above;
    if (!node.getRules().isEmpty()) {
      all = new ArrayList<>();
      all.add(new Level(folder.isEmpty() ? 0 : folder.length() + 1, node));
      all.addAll(above);
    }
    kept.put(folder, all);
    return all;
  }

  private IgnoreNode read(String folder) {
    Path file = root.resolve(folder).resolve(".gitignore");
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return NONE; // most folders have none, and an exception costs more than this look
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      String text = fold(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      IgnoreNode node = new IgnoreNode();
      node.parse(file.toString(), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
      return node;
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return NONE;
    } catch (IOException e) {
      LOG.warn("{} is not used: {}", file, e.toString());
      return NONE;
    }
  }

  private String fold(String text) {
    return caseInsensitive ? text.toLowerCase(Locale.ROOT) : text;
  }

  /**
   * Files that are ignored besides, in place of those declared before: what generators write. Takes
   * effect at once.
   */
  public void declare(List<String> files) {
    if (!declared.patterns().equals(files)) {
      declared = Globs.of(files, caseInsensitive);
    }
  }

  /**
   * Forgets what was read of {@code .gitignore} files; the next question reads them anew. One that
   * is being answered meanwhile may still be answered by the old ones.
   */
  public void reload() {
    levels = new ConcurrentHashMap<>();
  }

  /** Whether a change of this path calls for {@link #reload}. */
  public boolean isRuleFile(@Nullable String relativePath) {
    return gitignore
        && relativePath != null
        && (relativePath.equals(".gitignore") || relativePath.endsWith("/.gitignore"));
  }

  /** The patterns in force, for people; {@code .gitignore} files are not listed. */
  public List<String> patterns() {
    List<String> out = new ArrayList<>(globs.patterns());
    out.addAll(declared.patterns());
    out.add(registryFile);
    return List.copyOf(out);
  }
}
