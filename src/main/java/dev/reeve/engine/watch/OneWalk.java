package dev.reeve.engine.watch;

import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The library walks a tree twice when it starts, first to learn what is there, then to register
 * every folder. Here the second walk serves both, which halves the time. Every later walk is an
 * ordinary one.
 */
final class OneWalk implements FileTreeVisitor {

  private record Learning(Callback onDirectory, Callback onFile) {}

  private final FileTreeVisitor tree;
  private final AtomicLong files;
  private @Nullable Learning learning;
  private int walks;

  /**
   * @param files counts the files that the first real walk meets
   */
  OneWalk(FileTreeVisitor tree, AtomicLong files) {
    this.tree = tree;
    this.files = files;
  }

  @Override
  public synchronized void recursiveVisitFiles(Path start, Callback onDirectory, Callback onFile)
      throws IOException {
    walks++;
    if (walks == 1) {
      learning = new Learning(onDirectory, onFile);
      return;
    }
    Learning first = learning;
    learning = null;
    if (first == null) {
      tree.recursiveVisitFiles(start, onDirectory, onFile);
      return;
    }
    tree.recursiveVisitFiles(
        start,
        folder -> {
          first.onDirectory().call(folder);
          onDirectory.call(folder);
        },
        file -> {
          files.incrementAndGet();
          first.onFile().call(file);
          onFile.call(file);
        });
  }
}
