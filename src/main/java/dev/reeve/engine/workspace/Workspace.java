package dev.reeve.engine.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One workspace: its real root, where its own things lie, and its configuration. Opening has no
 * side effect on disk. Immutable but for settings that hold {@link #use at once}; safe on any
 * thread. Source: {@code docs/reference/workspace.md}.
 */
public final class Workspace {
  /** Name of the folder of Reeve's own things. */
  public static final String OWN = ".reeve";

  /** The file of the workspace's settings, relative to the root. */
  public static final String SETTINGS = OWN + "/config.toml";

  /** The file of the rules about links, relative to the root. */
  public static final String LINK_RULES = OWN + "/link-rules.json";

  /** The one folder in there that holds files of the user: those a person had set aside. */
  public static final String QUARANTINE = OWN + "/quarantine";

  private final Path root;
  private volatile Config config;
  private final boolean caseInsensitive;
  private final FileLayer files;
  private final OwnFiles ownFiles;

  private Workspace(Path root, Config config, boolean caseInsensitive, FileLayer files) {
    this.root = root;
    this.config = config;
    this.caseInsensitive = caseInsensitive;
    this.files = files;
    this.ownFiles = new OwnFiles(root.resolve(OWN), files);
  }

  /**
   * Opens a folder as a workspace, adopted or not.
   *
   * @throws EngineException {@code WORKSPACE_NOT_FOUND} when it is no folder, {@code
   *     CONFIG_INVALID} when {@code .reeve/config.toml} cannot be read
   */
  public static Workspace open(Path folder, FileLayer files) {
    Path root;
    try {
      root = folder.toRealPath();
    } catch (IOException e) {
      throw notFound(folder).causedBy(e);
    }
    if (!Files.isDirectory(root)) {
      throw notFound(folder);
    }
    return new Workspace(root, Config.read(root.resolve(OWN)), ignoresCase(root), files);
  }

  private static EngineException notFound(Path folder) {
    return EngineException.of(
            EngineException.Kind.INVALID,
            "WORKSPACE_NOT_FOUND",
            "The workspace was not opened: " + folder + " is not a folder that can be read.")
        .with("Nothing was changed.", "Name an existing folder.");
  }

  /** Asks the volume itself: does the same folder answer to its name in the other case? */
  private static boolean ignoresCase(Path root) {
    Path name = root.getFileName();
    if (name == null) {
      return java.io.File.separatorChar == '\\';
    }
    String text = name.toString();
    String upper = text.toUpperCase(java.util.Locale.ROOT);
    String other = upper.equals(text) ? text.toLowerCase(java.util.Locale.ROOT) : upper;
    if (other.equals(text)) {
      return java.io.File.separatorChar == '\\';
    }
    try {
      return Files.isSameFile(root, root.resolveSibling(other));
    } catch (IOException e) {
      return false;
    }
  }

  /** The root as its real path. */
  public Path root() {
    return root;
  }

  /** The folder of Reeve's own things; may not exist. */
  public Path own() {
    return root.resolve(OWN);
  }

  /** A place under {@code .reeve}, such as {@code own("state", "reeve.db")}. */
  public Path own(String first, String... more) {
    return own().resolve(Path.of(first, more));
  }

  /** Whether the operator has adopted the folder; else it is read-only. */
  public boolean adopted() {
    return Files.isDirectory(own().resolve("state"));
  }

  /** The registry file. */
  public Path registryFile() {
    return root.resolve(config.registry().path());
  }

  /** The same workspace in the given mode, whatever its configuration says. */
  public Workspace inMode(boolean live) {
    return new Workspace(root, config.inMode(live), caseInsensitive, files);
  }

  /** The settings in force. */
  public Config config() {
    return config;
  }

  /**
   * Puts other settings in force. Rooms that read a setting when they are opened keep what they
   * read; which ones ask each time is in {@link ConfigKey#atOnce}.
   */
  public void use(Config settings) {
    config = settings;
  }

  /** Whether the volume takes two names that differ only by case as one. */
  public boolean caseInsensitive() {
    return caseInsensitive;
  }

  /** The file system; only {@code engine.change} may use it to change something. */
  public FileLayer files() {
    return files;
  }

  /** How the other rooms write under {@code .reeve}. */
  public OwnFiles ownFiles() {
    return ownFiles;
  }
}
