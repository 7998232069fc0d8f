package dev.reeve.engine.change;

import dev.reeve.engine.workspace.FileLayer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reading and comparing the bytes of files; links are not followed. */
final class FileBytes {
  private FileBytes() {}

  /** All bytes, or null when there is no file. */
  static byte @Nullable [] orNull(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readAllBytes();
    } catch (NoSuchFileException absent) {
      return null;
    }
  }

  /** Whether the file exists with exactly these bytes. */
  static boolean same(Path file, byte[] expected) throws IOException {
    byte[] buffer = new byte[256 << 10];
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      int done = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (n > expected.length - done || !Arrays.equals(buffer, 0, n, expected, done, done + n)) {
          return false;
        }
        done += n;
      }
      return done == expected.length;
    } catch (NoSuchFileException absent) {
      return false;
    }
  }

  static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** The folder that holds the path; every path under a root has one. */
  static Path folder(Path path) {
    Path folder = path.getParent();
    if (folder == null) {
      throw new IllegalArgumentException("No folder holds " + path);
    }
    return folder;
  }

  /** What a folder holds; nothing when there is none. */
  static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  /** Removes what a failure left; when that fails too, the failure says so. */
  static void deleteAfter(IOException failure, FileLayer files, Path left) {
    try {
      files.delete(left);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
