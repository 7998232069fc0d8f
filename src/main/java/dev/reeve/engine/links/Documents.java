package dev.reeve.engine.links;

import dev.reeve.engine.links.CheckedTree.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The documents of one check, each read at most once. Blocks; safe on any thread. */
final class Documents {
  /** Larger documents are not read. */
  static final long LARGEST = 10L << 20;

  private static final int BUFFER = 64 * 1024;

  /** What became of reading a document. */
  sealed interface Reading {
    /** It was read. */
    record Read(ParsedDocument document) implements Reading {}

    /**
     * @param why a sentence for people
     */
    record Failed(Category category, String why) implements Reading {}
  }

  private final CheckedTree tree;
  private final Map<String, Reading> readings = new ConcurrentHashMap<>();
  private final Map<String, Integer> lines = new ConcurrentHashMap<>();

  Documents(CheckedTree tree) {
    this.tree = tree;
  }

  /** The same readings without those of paths that the changed tree has otherwise. */
  Documents with(CheckedTree changed, Collection<String> paths) {
    Documents out = new Documents(changed);
    out.readings.putAll(readings);
    out.lines.putAll(lines);
    out.readings.keySet().removeAll(paths);
    out.lines.keySet().removeAll(paths);
    return out;
  }

  /** Reads it, or says what was read before. */
  Reading get(String path) {
    return readings.computeIfAbsent(path, this::read);
  }

  /** How many lines a file has; as many as there can be when that was not counted. */
  int lines(String path) {
    return lines.computeIfAbsent(path, this::countLines);
  }

  private Reading read(String path) {
    try (Content content = tree.open(path)) {
      return content.size() > LARGEST
          ? tooLarge()
          : read(path, content.bytes().readNBytes((int) LARGEST + 1));
    } catch (CharacterCodingException e) {
      return unreadable("It is not UTF-8.");
    } catch (IOException e) {
      return unreadable("It cannot be read: " + e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      return unreadable("It cannot be parsed: " + e.getClass().getSimpleName() + ".");
    }
  }

  /** It may have grown since its size was asked for. */
  private static Reading read(String path, byte[] file) throws CharacterCodingException {
    return file.length > LARGEST ? tooLarge() : new Reading.Read(DocumentParser.parse(path, file));
  }

  private static Reading tooLarge() {
    return new Reading.Failed(
        Category.SKIPPED_LARGE, "It is larger than " + (LARGEST >> 20) + " MiB.");
  }

  private static Reading unreadable(String why) {
    return new Reading.Failed(Category.UNREADABLE, why);
  }

  private int countLines(String path) {
    try (Content content = tree.open(path)) {
      return content.size() > LARGEST ? Integer.MAX_VALUE : count(content.bytes());
    } catch (IOException e) {
      return Integer.MAX_VALUE;
    }
  }

  private static int count(InputStream in) throws IOException {
    int count = 0;
    boolean ended = true;
    byte[] buffer = new byte[BUFFER];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      for (int i = 0; i < n; i++) {
        count += buffer[i] == '\n' ? 1 : 0;
        ended = buffer[i] == '\n';
      }
    }
    return ended ? count : count + 1;
  }
}
