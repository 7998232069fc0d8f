package dev.reeve.engine.links;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The documents of a public repository; tests of them are left out where it is not at hand. */
public final class RealTree {
  private RealTree() {}

  /** Where the repository lies together with what is known of its links. */
  public static Path data() {
    String home = System.getenv("REEVE_REALDATA");
    assumeTrue(home != null, "REEVE_REALDATA is not set: the folder that holds doclinks-autopack");
    return Path.of(home, "doclinks-autopack");
  }

  /**
   * Makes the repository anew in a folder.
   *
   * @param lines of each file that is no document: of those there is nothing but the name
   */
  public static void rebuild(Path folder, int lines) throws IOException {
    Path data = data();
    for (String path : Files.readAllLines(data.resolve("paths.txt"))) {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Path given = data.resolve("tree").resolve(path);
      if (Files.isRegularFile(given)) {
        Files.copy(given, file);
      } else {
        Files.writeString(file, "\n".repeat(lines));
      }
    }
    Files.deleteIfExists(folder.resolve(".gitignore"));
  }

  /** Every document by its path, read as Latin-1, so that every byte is a character. */
  public static Map<String, String> documents(Path folder) throws IOException {
    Map<String, String> out = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(path -> path.toString().endsWith(".md")).toList()) {
        if (!file.startsWith(folder.resolve(".reeve"))) {
          String path = folder.relativize(file).toString();
          out.put(path, Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return out;
  }
}
