package dev.reeve.sample;

import dev.reeve.engine.Adoption;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes the sample workspace: about 300 small files of a made-up harbour authority, the same on
 * every machine. Blocks; never on the JavaFX thread. Source: {@code docs/reference/sample.md}.
 */
public final class SampleWorkspace {
  private SampleWorkspace() {}

  /**
   * Fills an empty or new folder and takes it into care.
   *
   * @return how many files were made
   * @throws FileAlreadyExistsException when the folder holds anything; nothing is changed then
   * @throws IOException when a file cannot be written
   */
  public static int create(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> there = Files.list(folder)) {
      if (there.findAny().isPresent()) {
        throw new FileAlreadyExistsException(folder.toString());
      }
    }
    Map<String, String> files = SampleFiles.all();
    for (Map.Entry<String, String> file : files.entrySet()) {
      write(folder, file.getKey(), file.getValue());
    }
    Adoption.adopt(Workspace.open(folder, new DiskFileLayer()));
    return files.size();
  }

  static void write(Path folder, String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
