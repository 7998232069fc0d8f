package dev.reeve.bench;

import dev.reeve.engine.Adoption;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the benches share: throwaway folders, workspaces, figures. */
final class Bench {
  /** Live, and nothing waits for a person however large it is. */
  private static final String LIVE =
      """
      [engine]
      mode = "live"

      [watch]
      max_actions_per_cycle = 1000000
      max_assign_per_scan = 1000000
      """;

  private Bench() {}

  static Path folder(String name) throws IOException {
    return Files.createTempDirectory("reeve-" + name + "-").toRealPath();
  }

  /** Takes a folder into care, in live mode. */
  static Workspace live(Path root) throws IOException {
    Files.createDirectories(root);
    Adoption.adopt(open(root));
    Files.writeString(root.resolve(".reeve/config.toml"), LIVE);
    return open(root);
  }

  static Workspace open(Path root) {
    return Workspace.open(root, new DiskFileLayer());
  }

  static double median(List<Double> values) {
    return percentile(values, 50);
  }

  /** The smallest value that so many of 100 do not exceed. */
  static double percentile(List<Double> values, int ofHundred) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * ofHundred / 100));
  }

  static double seconds(long nanos) {
    return nanos / 1e9;
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
