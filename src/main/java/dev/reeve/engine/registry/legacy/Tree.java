package dev.reeve.engine.registry.legacy;

import dev.reeve.engine.registry.Carriers;
import dev.reeve.engine.registry.FileReading;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The workspace's files, as an import asks for them. */
interface Tree {
  /** What was found at a path. */
  sealed interface Found {}

  /** Nobody looked. */
  record Unchecked() implements Found {}

  /** No regular file. */
  record Absent() implements Found {}

  /** A file. */
  record Present(long size, String sha256, Carriers carriers) implements Found {}

  /** It is there and could not be read. */
  record Failed(String why) implements Found {}

  /** Looks at a normalised path. */
  Found at(String path);

  /** Looks at each path once. */
  default Tree remembering() {
    Map<String, Found> seen = new HashMap<>();
    return path -> seen.computeIfAbsent(path, this::at);
  }

  /** Does not look. */
  static Tree unchecked() {
    return path -> new Unchecked();
  }

  /** Looks under the root; links are not followed. */
  static Tree of(Workspace workspace) {
    return path -> {
      try {
        Path file = SafePath.of(path).check(workspace.root());
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          return new Absent();
        }
        FileReading read = FileReading.read(file, Thread.currentThread()::isInterrupted);
        return new Present(
            read.size(),
            read.sha256(),
            Carriers.of(String.valueOf(file.getFileName()), read.head()));
      } catch (SafePath.Refused | NoSuchFileException nothingOfOurs) {
        return new Absent();
      } catch (IOException e) {
        return new Failed(String.valueOf(e.getMessage()));
      }
    };
  }
}
