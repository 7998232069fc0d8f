package dev.reeve.engine.crash;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What lies in a workspace, read past the engine. */
final class Disk {
  static final String REGISTRY = "UNIFIED_SSOT_REGISTRY.json";

  private Disk() {}

  /** The user's files and their texts, by path. */
  static TreeMap<String, String> files(Path root) throws IOException {
    TreeMap<String, String> out = new TreeMap<>();
    for (Path file : all(root)) {
      String path = root.relativize(file).toString().replace('\\', '/');
      if (!path.startsWith(".reeve/") && !path.equals(REGISTRY) && !isTemporary(file)) {
        out.put(path, Files.readString(file));
      }
    }
    return out;
  }

  /** What Reeve should have removed when it was done with it. */
  static List<String> temporaries(Path root) throws IOException {
    return all(root).stream()
        .filter(Disk::isTemporary)
        .map(file -> root.relativize(file).toString())
        .toList();
  }

  private static boolean isTemporary(Path file) {
    return file.getFileName().toString().endsWith(".tmp");
  }

  private static List<Path> all(Path root) throws IOException {
    List<Path> out = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes found) {
            out.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return out;
  }
}
