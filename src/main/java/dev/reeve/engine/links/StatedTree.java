package dev.reeve.engine.links;

import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.workspace.EngineClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tree whose stock was taken once, with some files as they would be. */
record StatedTree(CheckedTree tree, PathIndex index, Map<String, byte[]> files)
    implements CheckedTree {
  @Override
  public String name() {
    return tree.name();
  }

  @Override
  public Content open(String path) throws IOException {
    byte[] bytes = files.get(path);
    return bytes == null
        ? tree.open(path)
        : new Content(bytes.length, new ByteArrayInputStream(bytes));
  }

  @Override
  public PathHistory history(EngineClock clock) throws IOException {
    return tree.history(clock);
  }

  @Override
  public @Nullable String place(String path) {
    return files.containsKey(path) ? path : tree.place(path);
  }
}
