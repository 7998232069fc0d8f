package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real, migrated registry with all its dirt; the folder that holds it is in REEVE_REALDATA. */
class RegistryRealDataTest {
  @TempDir Path folder;
  private Path sample;

  @BeforeEach
  void find() {
    String data = System.getenv("REEVE_REALDATA");
    assumeTrue(data != null, "Skipped: REEVE_REALDATA names no folder with real registries.");
    sample = Path.of(data, "registry/unified-ssot-migrated-sample.json");
    assumeTrue(Files.exists(sample), "Skipped: " + sample + " is not there.");
  }

  @Test
  void aRealRegistryIsReadWithoutLossAndHealsWhereItIsTouched() throws IOException {
    try (RegistryBed bed = new RegistryBed(folder)) {
      Files.copy(sample, bed.file());
      RegistryDocument before = bed.current();
      assertEquals("2.0.0", before.version());
      assertTrue(before.size() > 100);
      assertTrue(
          bed.registry.view().validate(true).stream()
              .noneMatch(f -> f.column() != null && f.column().equals("notes")));
      RecordHead dirty =
          before
              .heads()
              .filter(h -> String.valueOf(h.path()).contains("\\"))
              .findFirst()
              .orElseThrow();

      WriteResult result = bed.set(PatchSource.USER, dirty.recordId(), "notes", "\"seen\"");

      assertTrue(result.changed(), result.toString());
      assertTrue(result.normalizationApplied());
      RegistryDocument after = bed.current();
      ObjectNode healed = after.record(dirty.ordinal());
      assertEquals(
          RegistryPath.normalise(String.valueOf(dirty.path())),
          healed.get("relative_path").asText());
      assertEquals(
          RegistryPath.name(healed.get("relative_path").asText()), healed.get("filename").asText());
      assertTrue(healed.get("created_utc").asText().endsWith("Z"));
      for (RecordHead head : before.heads().toList()) {
        if (head.ordinal() != dirty.ordinal()) {
          assertTrue(before.sameBytes(head.ordinal(), after, head.ordinal()), head.key());
        }
      }
      assertEquals(
          List.of(dirty.key()),
          List.copyOf(RegistryDifference.between(before, after).changed().keySet()));
    }
  }
}
