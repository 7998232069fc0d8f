package dev.reeve.engine.links;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The documents of one check, each read at most once. Blocks; safe on any thread. */
final class Documents {
  /** Larger documents are not read. */
  static final long LARGEST = 10L << 20;

  /** What became of reading a document. */
  sealed interface Reading {
    /** It was read. */
    record Read(ParsedDocument document) implements Reading {}

    /**
     * @param why a sentence for people
     */
    record Failed(Category category, String why) implements Reading {}
  }

  private final Path root;
  private final Map<String, Reading> readings = new ConcurrentHashMap<>();
  private final Map<String, Integer> lines = new ConcurrentHashMap<>();

  /**
   * @param root the workspace root as its real path
   */
  Documents(Path root) {
    this.root = root;
  }

  /** Reads it, or says what was read before. */
  Reading get(String path) {
    return readings.computeIfAbsent(path, this::read);
  }

  /** Whether a link leads to a file of the workspace. */
  boolean isInside(String path) {
    try {
      return inside(path).startsWith(root);
    } catch (IOException e) {
      return false;
    }
  }

  /** How many lines a file has; as many as there can be when that was not counted. */
  int lines(String path) {
    return lines.computeIfAbsent(path, this::countLines);
  }

  private Reading read(String path) {
    try {
      Path file = inside(path);
      if (Files.size(file) > LARGEST) {
        return new Reading.Failed(
            Category.SKIPPED_LARGE, "It is larger than " + (LARGEST >> 20) + " MiB.");
      }
      return new Reading.Read(DocumentParser.parse(path, Files.readAllBytes(file)));
    } catch (CharacterCodingException e) {
      return unreadable("It is not UTF-8.");
    } catch (IOException e) {
      return unreadable("It cannot be read: " + e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      return unreadable("It cannot be parsed: " + e.getClass().getSimpleName() + ".");
    }
  }

  private static Reading unreadable(String why) {
    return new Reading.Failed(Category.UNREADABLE, why);
  }

  /** Nothing outside the workspace is opened, nor a pipe or device that would never end. */
  private Path inside(String path) throws IOException {
    Path real = root.resolve(path).toRealPath();
    if (!real.startsWith(root)) {
      throw new IOException("it is a link that leads out of the workspace");
    }
    if (!Files.isRegularFile(real)) {
      throw new IOException("it is no regular file");
    }
    return real;
  }

  private int countLines(String path) {
    try {
      Path file = inside(path);
      if (Files.size(file) > LARGEST) {
        return Integer.MAX_VALUE;
      }
      int count = 0;
      boolean ended = true;
      byte[] buffer = new byte[64 * 1024];
      try (InputStream in = Files.newInputStream(file)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          for (int i = 0; i < n; i++) {
            count += buffer[i] == '\n' ? 1 : 0;
            ended = buffer[i] == '\n';
          }
        }
      }
      return ended ? count : count + 1;
    } catch (IOException e) {
      return Integer.MAX_VALUE;
    }
  }
}
