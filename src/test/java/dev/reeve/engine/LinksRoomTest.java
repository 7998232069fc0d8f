package dev.reeve.engine;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.index.LinkSnapshot;
import dev.reeve.engine.links.suggest.EvidenceKind;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksRoomTest {
  private static final Set<EvidenceKind> MOVED =
      Set.of(EvidenceKind.MOVED_BYTES, EvidenceKind.RENAME_RECORDED);

  @TempDir Path temporary;

  @Test
  @DisplayName("LINK-A29 Who pointed to a renamed file is listed with where it lies now")
  void a29_aRenamedFileIsOfferedAtOnce() throws Exception {
    Path root = temporary.toRealPath();
    Files.createDirectories(root.resolve("docs"));
    Files.writeString(root.resolve("docs/guide.md"), "# Guide\n");
    Files.writeString(root.resolve("README.md"), "[guide](docs/guide.md)\n");
    Files.writeString(root.resolve("docs/other.md"), "[guide](guide.md#guide)\n");
    Adoption.adopt(Workspace.open(root, new DiskFileLayer()));
    try (Engine engine =
        Engine.open(Workspace.open(root, new DiskFileLayer()), Engine.Role.KEEPER)) {
      AtomicReference<LinkSnapshot> newest = new AtomicReference<>(LinkSnapshot.NONE);
      engine
          .bus()
          .subscribe(
              event -> {
                if (event instanceof LinksEvent.Changed changed) {
                  newest.set(changed.snapshot());
                }
              });
      engine.start();
      engine.linkIndex();
      assertTrue(engine.awaitIdle(Duration.ofSeconds(60)));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertEquals(List.of(), missing(newest.get())));

      Files.createDirectories(root.resolve("manual"));
      Files.move(root.resolve("docs/guide.md"), root.resolve("manual/guide.md"));

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                List<Finding> broken = missing(newest.get());
                assertEquals(
                    List.of("README.md", "docs/other.md"),
                    broken.stream().map(Finding::sourceFile).toList());
                for (Finding each : broken) {
                  assertFalse(
                      each.suggestions().isEmpty(), "the new name comes after the old left");
                  assertEquals("manual/guide.md", each.suggestions().getFirst().path());
                  assertTrue(each.suggestions().getFirst().score() >= 0.95);
                  assertTrue(
                      each.suggestions().getFirst().evidence().stream()
                          .anyMatch(evidence -> MOVED.contains(evidence.kind())));
                }
              });

      Files.writeString(root.resolve("README.md"), "[guide](manual/guide.md)\n");
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertEquals(
                      List.of("docs/other.md"),
                      missing(newest.get()).stream().map(Finding::sourceFile).toList()));
    }
  }

  /** But for the nav documents that this workspace does not have. */
  private static List<Finding> missing(LinkSnapshot snapshot) {
    assertTrue(snapshot.complete());
    return snapshot.findings().stream().filter(each -> !each.rawTarget().isEmpty()).toList();
  }
}
