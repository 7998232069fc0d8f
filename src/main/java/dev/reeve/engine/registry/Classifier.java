package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.Config;
import dev.reeve.engine.workspace.Globs;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.Workspace;
import java.util.List;
import java.util.Map;

/**
 * Says whether a path is in the registry's care, and what kind of file it is by its name.
 * Immutable; safe on any thread. Source: {@code docs/reference/ids.md}.
 */
public final class Classifier {
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("py", "code.python"),
          Map.entry("java", "code.java"),
          Map.entry("kt", "code.kotlin"),
          Map.entry("js", "code.javascript"),
          Map.entry("ts", "code.typescript"),
          Map.entry("c", "code.c"),
          Map.entry("h", "code.c"),
          Map.entry("cpp", "code.cpp"),
          Map.entry("cs", "code.csharp"),
          Map.entry("go", "code.go"),
          Map.entry("rs", "code.rust"),
          Map.entry("rb", "code.ruby"),
          Map.entry("sh", "code.shell"),
          Map.entry("ps1", "code.powershell"),
          Map.entry("bat", "code.batch"),
          Map.entry("cmd", "code.batch"),
          Map.entry("sql", "code.sql"),
          Map.entry("mq4", "code.mql"),
          Map.entry("mqh", "code.mql"),
          Map.entry("html", "code.html"),
          Map.entry("css", "code.css"),
          Map.entry("yml", "config"),
          Map.entry("yaml", "config"),
          Map.entry("json", "config"),
          Map.entry("toml", "config"),
          Map.entry("ini", "config"),
          Map.entry("properties", "config"),
          Map.entry("md", "doc"),
          Map.entry("rst", "doc"),
          Map.entry("txt", "doc"),
          Map.entry("csv", "data"),
          Map.entry("tsv", "data"),
          Map.entry("jsonl", "data"),
          Map.entry("xml", "data"),
          Map.entry("db", "data"),
          Map.entry("log", "data"),
          Map.entry("png", "media"),
          Map.entry("jpg", "media"),
          Map.entry("jpeg", "media"),
          Map.entry("gif", "media"),
          Map.entry("svg", "media"),
          Map.entry("exe", "binary"),
          Map.entry("dll", "binary"),
          Map.entry("so", "binary"),
          Map.entry("jar", "binary"),
          Map.entry("zip", "binary"));

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
  Result classifyFound(String path) {
    return new Result(reason(path, false), kind(path));
  }

  private Reason reason(String path, boolean ignored) {
    if (ignored) {
      return Reason.IGNORED;
    }
    boolean inRoot = roots.stream().anyMatch(root -> DiskState.isUnder(path, root));
    return inRoot && include.matches(path) ? Reason.GOVERNED : Reason.UNMANAGED;
  }

  private static String kind(String path) {
    return KINDS.getOrDefault(NamespaceRules.extension(FileReading.name(path)), "other");
  }
}
