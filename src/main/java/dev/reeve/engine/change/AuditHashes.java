package dev.reeve.engine.change;

import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of texts that guided whoever proposed a change, kept with the decision. They do not
 * influence it. Source: {@code docs/reference/changes.md}.
 *
 * @param guidanceSource hash over the guidance folder, {@code unknown} when not computed
 * @param projection hash over the summary files, null when there are none
 */
public record AuditHashes(String guidanceSource, @Nullable String projection) {
  /** None computed. */
  public static final AuditHashes UNKNOWN = new AuditHashes("unknown", null);

  /**
   * Computes both; links and what is no regular file are skipped.
   *
   * @throws IOException when something that is there cannot be read
   */
  public static AuditHashes of(Path guidanceFolder, List<Path> summaries) throws IOException {
    SortedMap<String, Path> guidance = new TreeMap<>();
    try (Stream<Path> files = Files.walk(guidanceFolder)) {
      for (Path file : files.filter(AuditHashes::regular).toList()) {
        guidance.put(guidanceFolder.relativize(file).toString().replace('\\', '/'), file);
      }
    }
    SortedMap<String, Path> summary = new TreeMap<>();
    for (Path file : summaries) {
      if (regular(file)) {
        summary.put(String.valueOf(file.getFileName()), file);
      }
    }
    return new AuditHashes(hash(guidance), summary.isEmpty() ? null : hash(summary));
  }

  private static boolean regular(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static String hash(SortedMap<String, Path> files) throws IOException {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (var file : files.entrySet()) {
      hashes.put(file.getKey(), Sha256.of(file.getValue()));
    }
    return Sha256.of(
        hashes.entrySet().stream()
            .map(entry -> entry.getKey() + ":" + entry.getValue())
            .collect(Collectors.joining("\n")));
  }
}
