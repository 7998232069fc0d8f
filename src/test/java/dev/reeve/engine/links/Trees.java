package dev.reeve.engine.links;

import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Small workspaces for tests, and their checks. */
public final class Trees {
  private Trees() {}

  public static Workspace workspace(Path folder) {
    return Workspace.open(folder, new DiskFileLayer());
  }

  public static Path write(Path folder, String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** The documents that everybody starts from, with nothing in them. */
  public static void writeNavigation(Path folder) throws IOException {
    for (String path : List.of("README.md", "docs/INDEX.md", "docs/BUILD_HISTORY.md")) {
      write(folder, path, "# x\n");
    }
  }

  public static CheckReport check(Path folder, CheckScope.Mode mode, String... paths) {
    return check(folder, new CheckScope(mode, List.of(paths), mode == CheckScope.Mode.DEEP));
  }

  public static CheckReport check(Path folder, CheckScope scope) {
    return check(folder, scope, check -> check);
  }

  /** A check that is told something before it runs. */
  public static CheckReport check(
      Path folder, CheckScope scope, UnaryOperator<LinkCheck> prepared) {
    Workspace workspace = workspace(folder);
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      LinkCheck check =
          new LinkCheck(
              new FolderTree(workspace),
              LinkSettingsFile.read(workspace),
              new SettableClock(),
              pool);
      return prepared.apply(check).run(scope);
    }
  }

  /** A check without suggestions, with what it saw. */
  public static LinkScan scan(Path folder, CheckScope scope) {
    Workspace workspace = workspace(folder);
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      return new LinkCheck(
              new FolderTree(workspace),
              LinkSettingsFile.read(workspace),
              new SettableClock(),
              pool)
          .scan(scope, null);
    }
  }

  /** Each finding as {@code line:column reason target}. */
  public static List<String> told(CheckReport report) {
    return lines(report.findings());
  }

  /** The same of findings alone. */
  public static List<String> lines(List<Finding> findings) {
    return findings.stream()
        .map(
            each ->
                each.sourceFile()
                    + ":"
                    + each.position().line()
                    + ":"
                    + each.position().column()
                    + " "
                    + each.reason().code()
                    + " "
                    + each.rawTarget())
        .toList();
  }
}
