package dev.reeve.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Documents, folders and globs as a person names them from the current folder. */
final class LinkPaths {
  private LinkPaths() {}

  /** Relative to the root; what names nothing stays a text, which may be a glob. */
  static List<String> relative(EngineCommand command, Path root, List<String> paths) {
    return paths.stream().map(path -> relative(command, root, path)).toList();
  }

  private static String relative(EngineCommand command, Path root, String path) {
    Path real;
    try {
      Path given = Path.of(path).toAbsolutePath().normalize();
      if (!Files.exists(given)) {
        return path;
      }
      Path parent = given.getParent();
      real = parent == null ? given : parent.toRealPath().resolve(given.getFileName());
    } catch (InvalidPathException | IOException notOneFile) {
      return path;
    }
    if (!real.startsWith(root)) {
      if (!Path.of(path).isAbsolute() && Files.exists(root.resolve(path))) {
        return path.replaceAll("/+$", "");
      }
      throw command.usage(
          "'" + path + "' is not in the workspace " + root + "; --workspace names another");
    }
    return root.relativize(real).toString().replace(File.separatorChar, '/');
  }
}
