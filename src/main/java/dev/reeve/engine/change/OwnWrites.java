package dev.reeve.engine.change;

import dev.reeve.engine.workspace.SafePath;
import org.jspecify.annotations.Nullable;

/**
 * Is told of each write just before it happens, so that the watcher can know it as Reeve's own.
 * Source: {@code docs/reference/watch.md}.
 */
@FunctionalInterface
public interface OwnWrites {
  OwnWrites NOBODY = (path, sha256) -> {};

  /**
   * @param sha256 the content the file is about to have, null when it is about to go
   */
  void expect(SafePath path, @Nullable String sha256);
}
