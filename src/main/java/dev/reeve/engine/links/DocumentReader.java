package dev.reeve.engine.links;

import dev.reeve.engine.links.CheckedTree.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;

/**
 * Reads the documents of a tree, within limits. Keeps nothing. Blocks; safe on any thread. Source:
 * {@code docs/reference/links.md}.
 */
public final class DocumentReader {
  /** Larger documents are not read. */
  static final long LARGEST = 10L << 20;

  private static final int BUFFER = 64 * 1024;

  private final CheckedTree tree;
  private final Extraction extraction;

  /** Reads nothing yet. */
  public DocumentReader(CheckedTree tree, Extraction extraction) {
    this.tree = tree;
    this.extraction = extraction;
  }

  /**
   * Reads and parses a document, or says why not; never fails.
   *
   * @param path of the tree
   */
  public Reading read(String path) {
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
  private Reading read(String path, byte[] file) throws CharacterCodingException {
    return file.length > LARGEST
        ? tooLarge()
        : new Reading.Read(DocumentParser.parse(path, file, extraction));
  }

  private static Reading tooLarge() {
    return new Reading.Failed(
        Category.SKIPPED_LARGE, "It is larger than " + (LARGEST >> 20) + " MiB.");
  }

  private static Reading unreadable(String why) {
    return new Reading.Failed(Category.UNREADABLE, why);
  }

  /** How many lines a file has; as many as there can be when that was not counted. */
  public int countLines(String path) {
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
