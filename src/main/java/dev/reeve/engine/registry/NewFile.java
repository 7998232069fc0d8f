package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.SafePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * A file that is to get a record. Source: {@code docs/reference/ids.md}.
 *
 * @param size bytes
 * @param sha256 of its content
 * @param modified its modification time
 */
public record NewFile(SafePath path, long size, String sha256, Instant modified) {

  /**
   * Reads the file as it is now.
   *
   * @param file the path on disk
   * @param cancelled asked often
   */
  public static NewFile read(SafePath path, Path file, BooleanSupplier cancelled)
      throws IOException {
    Instant modified = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    FileReading read = FileReading.read(file, cancelled);
    return new NewFile(path, read.size(), read.sha256(), modified);
  }
}
