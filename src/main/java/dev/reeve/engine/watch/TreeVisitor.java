package dev.reeve.engine.watch;

import dev.reeve.engine.workspace.IgnoreRules;
import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which folders are watched: all below a root that are not ignored. Links and junctions are not
 * followed. A folder that vanishes or cannot be listed is left out; the rescan reports it.
 */
record TreeVisitor(Path workspace, IgnoreRules ignore) implements FileTreeVisitor {
  private static final Logger LOG = LoggerFactory.getLogger(TreeVisitor.class);

  @Override
  public void recursiveVisitFiles(Path start, Callback onDirectory, Callback onFile)
      throws IOException {
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isOther() || isIgnored(path)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            onDirectory.call(path);
            return FileVisitResult.CONTINUE;
          }

          private boolean isIgnored(Path path) {
            return path.equals(start)
                ? ignore.ignored(relative(path), true)
                : ignore.ignoredItself(relative(path), true);
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              onFile.call(path);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException failure)
              throws IOException {
            if (path.equals(start)) {
              throw failure;
            }
            LOG.debug("{} is not watched", path, failure);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path path, IOException failure) {
            return FileVisitResult.CONTINUE; // what was listed until it failed is watched
          }
        });
  }

  /** The path as ignore rules take it. */
  String relative(Path path) {
    return workspace.relativize(path).toString().replace('\\', '/');
  }
}
