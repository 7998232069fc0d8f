package dev.reeve.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the sample workspace looks as if people had made it. */
final class SampleFilesTest {
  @TempDir Path folder;

  @Test
  void noTwoFilesAreTheSame() throws IOException {
    SampleWorkspace.create(folder);
    Map<String, List<String>> byContent;
    try (Stream<Path> files = Files.walk(folder)) {
      byContent =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !folder.relativize(file).startsWith(".reeve"))
              .collect(
                  Collectors.groupingBy(
                      SampleFilesTest::content,
                      Collectors.mapping(
                          file -> folder.relativize(file).toString(), Collectors.toList())));
    }
    assertEquals(List.of(), byContent.values().stream().filter(alike -> alike.size() > 1).toList());
  }

  private static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
