package dev.reeve.engine.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where version control's HEAD points, read from Git's own files: a change of this text means that
 * a commit was made or another branch was checked out. Cheap enough to ask before every write.
 */
final class VersionControlHead {
  private final Path root;

  VersionControlHead(Path root) {
    this.root = root;
  }

  /** HEAD and the commit it leads to as one text; empty when there is no repository. */
  String read() {
    try {
      Path git = root.resolve(".git");
      if (Files.isRegularFile(git)) {
        String line = Files.readString(git).strip();
        git = root.resolve(line.startsWith("gitdir:") ? line.substring(7).strip() : line);
      }
      Path head = git.resolve("HEAD");
      if (!Files.isRegularFile(head)) {
        return "";
      }
      String text = Files.readString(head).strip();
      return text.startsWith("ref:") ? text + " " + commit(git, text.substring(4).strip()) : text;
    } catch (IOException | java.nio.file.InvalidPathException e) {
      return ""; // unreadable is as good as absent: a foreign write is then never excused
    }
  }

  private static String commit(Path git, String ref) throws IOException {
    Path common = git.resolve("commondir");
    Path shared = Files.isRegularFile(common) ? git.resolve(Files.readString(common).strip()) : git;
    for (Path place : List.of(git.resolve(ref), shared.resolve(ref))) {
      if (Files.isRegularFile(place)) {
        return Files.readString(place).strip();
      }
    }
    Path packed = shared.resolve("packed-refs");
    if (Files.isRegularFile(packed)) {
      for (String line : Files.readAllLines(packed)) {
        if (line.endsWith(" " + ref)) {
          return line.substring(0, line.indexOf(' '));
        }
      }
    }
    return "";
  }
}
