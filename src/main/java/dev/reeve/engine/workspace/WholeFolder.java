package dev.reeve.engine.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a folder consists of, for who removes it as a whole. Links and junctions are parts
 * themselves; what they lead to is none. Source: {@code docs/reference/workspace.md}.
 */
public final class WholeFolder {
  private WholeFolder() {}

  /**
   * All parts, the folder itself last and each other one before the folder that holds it. Blocks.
   *
   * @throws IOException when some folder cannot be listed
   */
  public static List<Path> parts(Path folder) throws IOException {
    List<Path> parts = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes facts) {
            boolean junction = facts.isOther();
            if (junction) {
              parts.add(each);
            }
            return junction ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes facts) {
            parts.add(each);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failed)
              throws IOException {
            parts.add(each);
            return super.postVisitDirectory(each, failed);
          }
        });
    return parts;
  }
}
