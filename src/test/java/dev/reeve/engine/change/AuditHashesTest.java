package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditHashesTest {
  @TempDir Path folder;
  private Path guidance;

  @BeforeEach
  void fill() throws IOException {
    guidance = Files.createDirectories(folder.resolve("guidance/sub")).getParent();
    Files.writeString(guidance.resolve("b.md"), "b");
    Files.writeString(guidance.resolve("sub/a.md"), "a");
  }

  @Test
  @DisplayName("the hash is that of sorted lines of name and content hash, as anybody can compute")
  void computable() throws IOException {
    AuditHashes hashes = AuditHashes.of(guidance, List.of());
    String lines = "b.md:" + Sha256.of("b") + "\nsub/a.md:" + Sha256.of("a");
    assertEquals(Sha256.of(lines), hashes.guidanceSource());
    assertNull(hashes.projection());
  }

  @Test
  @DisplayName("a renamed or edited guide shows; a link and a folder do not count")
  void whatCounts() throws IOException {
    String before = AuditHashes.of(guidance, List.of()).guidanceSource();
    Files.createDirectories(guidance.resolve("empty"));
    Files.createSymbolicLink(guidance.resolve("link.md"), guidance.resolve("b.md"));
    assertEquals(before, AuditHashes.of(guidance, List.of()).guidanceSource());
    Files.move(guidance.resolve("b.md"), guidance.resolve("c.md"));
    assertNotEquals(before, AuditHashes.of(guidance, List.of()).guidanceSource());
  }

  @Test
  @DisplayName("summaries are hashed by their names; one that is not there is left out")
  void summaries() throws IOException {
    Path summary = Files.writeString(folder.resolve("SUMMARY.md"), "s");
    Path missing = folder.resolve("NONE.md");
    assertEquals(
        Sha256.of("SUMMARY.md:" + Sha256.of("s")),
        AuditHashes.of(guidance, List.of(missing, summary)).projection());
    assertNull(AuditHashes.of(guidance, List.of(missing)).projection());
    assertThrows(IOException.class, () -> AuditHashes.of(missing, List.of()));
  }
}
