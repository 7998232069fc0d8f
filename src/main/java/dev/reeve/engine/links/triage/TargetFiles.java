package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.LinkScan;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Files that a reference may be led to, to be chosen from and looked at. */
final class TargetFiles {
  private TargetFiles() {}

  /** Those whose path holds a text: where the name begins with it first, then the shortest. */
  static List<String> named(LinkScan scan, String text, int most) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return scan.candidates().stream()
        .filter(path -> path.toLowerCase(Locale.ROOT).contains(wanted))
        .sorted(
            Comparator.comparing((String path) -> !nameStarts(path, wanted))
                .thenComparingInt(String::length)
                .thenComparing(Comparator.naturalOrder()))
        .limit(most)
        .toList();
  }

  private static boolean nameStarts(String path, String wanted) {
    return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT).startsWith(wanted);
  }

  /**
   * Its first lines.
   *
   * @throws EngineException {@code FILE_UNREADABLE}
   */
  static List<String> head(Workspace workspace, String path, int lines) {
    Path file = workspace.root().resolve(path).normalize();
    if (!file.startsWith(workspace.root())) {
      throw unreadable(path, "it lies outside the workspace");
    }
    try (BufferedReader text = Files.newBufferedReader(file)) {
      return text.lines().limit(lines).toList();
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(path, e.getMessage() == null ? "it is no text" : e.getMessage());
    }
  }

  private static EngineException unreadable(String path, String why) {
    return EngineException.of(
            Kind.NOT_FOUND, "FILE_UNREADABLE", "'" + path + "' is not shown: " + why + ".")
        .with("Nothing was changed.", "Look at another file.");
  }
}
