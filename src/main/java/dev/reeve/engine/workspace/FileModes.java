package dev.reeve.engine.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The mode bits of files, as they are kept beside their contents. Blocks; safe on any thread.
 * Source: {@code docs/reference/executions.md}.
 */
public final class FileModes {
  private FileModes() {}

  /**
   * The nine rights of a file as octal text, such as {@code 750}; of a link its own. Null where
   * files have none.
   *
   * @throws IOException when it cannot be examined
   */
  public static @Nullable String octal(Path file) throws IOException {
    String rights;
    try {
      rights =
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    } catch (UnsupportedOperationException noPosixModes) {
      return null;
    }
    int mode = 0;
    for (char right : rights.toCharArray()) {
      mode = mode << 1 | (right == '-' ? 0 : 1);
    }
    return Integer.toOctalString(mode);
  }
}
