package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.Config;
import dev.reeve.engine.workspace.Globs;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.PathText;
import dev.reeve.engine.workspace.Workspace;
import java.util.List;

/**
 * Says whether a path is in the registry's care, and what kind of file it is by its name.
 * Immutable; safe on any thread. Source: {@code docs/reference/classifier.md}.
 */
public final class Classifier {
  private final IgnoreRules ignore;
  private final Globs include;
  private final List<String> roots;

  /** Why a path is in care or not. */
  public enum Reason {
    GOVERNED,
    /** An ignore rule names it. */
    IGNORED,
    /** Outside every watch root, or no include pattern matches. */
    UNMANAGED
  }

  /**
   * The answer for one path.
   *
   * @param kind such as {@code code.python}, {@code config}, {@code doc}, {@code data}, {@code
   *     media}, {@code binary} or {@code other}
   */
  public record Result(Reason reason, String kind) {
    /** Whether the registry keeps a record of it. */
    public boolean governed() {
      return reason == Reason.GOVERNED;
    }
  }

  /** The classifier of a workspace's settings. */
  public Classifier(Workspace workspace, IgnoreRules ignore) {
    Config.Watch watch = workspace.config().watch();
    this.ignore = ignore;
    this.include = Globs.of(watch.include(), workspace.caseInsensitive());
    this.roots = watch.roots();
  }

  /** Classifies a file by its relative path; the file need not exist. */
  public Result classify(String path) {
    return new Result(reason(path, ignore.ignored(path, false)), kind(path));
  }

  /** The same for a path that a walk found, which leaves ignored ones out. */
  public Result classifyFound(String path) {
    return new Result(reason(path, false), kind(path));
  }

  private Reason reason(String path, boolean ignored) {
    if (ignored) {
      return Reason.IGNORED;
    }
    boolean inRoot = roots.stream().anyMatch(root -> PathText.isUnder(path, root));
    return inRoot && include.matches(path) ? Reason.GOVERNED : Reason.UNMANAGED;
  }

  private static String kind(String path) {
    return FileKinds.standard().kind(FileReading.name(path));
  }
}
