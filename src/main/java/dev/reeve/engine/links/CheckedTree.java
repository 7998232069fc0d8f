package dev.reeve.engine.links;

import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.workspace.EngineClock;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a check looks at: a folder, or a commit in a git store. Blocks; safe on any thread. Source:
 * {@code docs/reference/links.md}.
 */
public interface CheckedTree {
  /** Named in messages. */
  String name();

  /**
   * Takes stock of everything that is there.
   *
   * @throws IOException when it cannot be listed
   */
  PathIndex index() throws IOException;

  /**
   * The same; where it takes time, each document that is scanned is told as soon as it is found.
   */
  default PathIndex index(Consumer<String> found) throws IOException {
    return index();
  }

  /**
   * Opens a file.
   *
   * @param path of the index
   * @throws IOException when it cannot be read, is no regular file, or is a link that leads out
   */
  Content open(String path) throws IOException;

  /**
   * What is known of the past of its paths; to be closed by the caller.
   *
   * @throws IOException when there is a store that cannot be opened
   */
  PathHistory history(EngineClock clock) throws IOException;

  /** Where a symbolic link leads, in the tree; null when it leads out of it or to nothing. */
  @Nullable String place(String path);

  /** Whether a symbolic link leads to a place of the tree. */
  default boolean isInside(String path) {
    return place(path) != null;
  }

  /**
   * An open file.
   *
   * @param size in bytes
   * @param bytes to be closed by the caller
   */
  record Content(long size, InputStream bytes) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }
}
