package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * One reading of a file: the hash of all of it, and its beginning, in which a header would be.
 * Source: {@code docs/reference/ids.md}.
 *
 * @param size bytes read
 */
public record FileReading(String sha256, long size, byte[] head) {

  /**
   * Reads a regular file; links are not followed.
   *
   * @throws CancellationException when {@code cancelled} said so
   */
  public static FileReading read(Path file, BooleanSupplier cancelled) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[Carriers.HEAD_BYTES];
    byte[] head = {};
    long size = 0;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int n = in.readNBytes(buffer, 0, buffer.length);
          n > 0;
          n = in.readNBytes(buffer, 0, buffer.length)) {
        if (size == 0) {
          head = Arrays.copyOf(buffer, n);
        }
        digest.update(buffer, 0, n);
        size += n;
        if (cancelled.getAsBoolean()) {
          throw new CancellationException("Reading " + file + " was cancelled.");
        }
      }
    }
    return new FileReading(HexFormat.of().formatHex(digest.digest()), size, head);
  }

  /** Last segment of a relative path. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
