package dev.reeve.engine.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reading files whose content is probably known: comparing bytes is cheaper than hashing them. */
final class FileContent {
  private static final int PIECE = 1 << 20;

  private FileContent() {}

  /** Whether the file holds exactly these bytes. */
  static boolean same(Path file, byte[] bytes) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] piece = new byte[Math.min(PIECE, bytes.length + 1)];
      int at = 0;
      for (int n = in.readNBytes(piece, 0, piece.length);
          n > 0;
          n = in.readNBytes(piece, 0, piece.length)) {
        if (n > bytes.length - at || !Arrays.equals(piece, 0, n, bytes, at, at + n)) {
          return false;
        }
        at += n;
      }
      return at == bytes.length;
    }
  }

  /** The file's bytes, null when there is none. */
  static byte @Nullable [] orNull(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readAllBytes();
    } catch (NoSuchFileException absent) {
      return null;
    }
  }
}
