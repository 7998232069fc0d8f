package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.PathViolation;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** The path rules at the moment of the act, with the errors of this room. */
final class Places {
  private static final Set<String> FORBIDDEN = Set.of(Workspace.OWN, ".lonelycat", ".git");

  private Places() {}

  /**
   * The place on disk, examined now.
   *
   * @throws EngineException {@code NOT_A_FILE}, or {@code PATH_VIOLATION} with the violation's code
   *     in the message
   */
  static Path check(Workspace workspace, SafePath path) throws IOException {
    String first = path.text().split("/", 2)[0].toLowerCase(Locale.ROOT);
    if (FORBIDDEN.contains(first) && !setAside(path) && !linkRules(path)) {
      throw violation(path.text(), PathViolation.FORBIDDEN_ROOT.code());
    }
    return checkOnDisk(workspace, path);
  }

  /** The same for a commit of one file: that of a setting goes to the file of settings only. */
  static Path check(Workspace workspace, SafePath path, ChangeKind kind) throws IOException {
    return kind == ChangeKind.SETTINGS && path.text().equals(Workspace.SETTINGS)
        ? checkOnDisk(workspace, path)
        : check(workspace, path);
  }

  private static Path checkOnDisk(Workspace workspace, SafePath path) throws IOException {
    try {
      return path.check(workspace.root());
    } catch (SafePath.Refused e) {
      if (e.violation() == PathViolation.NOT_A_REGULAR_FILE) {
        throw EngineException.of(
            Kind.CONFLICT,
            "NOT_A_FILE",
            "'"
                + path
                + "' was not changed: it, or a folder above it, is no regular file or folder.");
      }
      throw violation(path.text(), e.violation().code());
    }
  }

  /** Whether it is in the one folder of Reeve's own that holds files of the user. */
  static boolean setAside(SafePath path) {
    return path.text().startsWith(Workspace.QUARANTINE + "/");
  }

  /** Whether it is the file of the rules about links, which is the user's too. */
  static boolean linkRules(SafePath path) {
    return path.text().equals(Workspace.LINK_RULES);
  }

  /** The path, proven by its text. */
  static SafePath of(String text) {
    try {
      return SafePath.of(text);
    } catch (SafePath.Refused e) {
      throw violation(text, e.violation().code());
    }
  }

  static EngineException violation(String path, String detail) {
    return EngineException.of(
            Kind.REFUSED, "PATH_VIOLATION", "'" + path + "' was not changed: " + detail + ".")
        .with("Nothing was changed.", "Name a regular file inside the workspace.");
  }
}
