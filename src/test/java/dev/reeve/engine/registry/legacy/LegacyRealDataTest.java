package dev.reeve.engine.registry.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reeve.engine.registry.DocId;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.registry.RecordHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registries of the earlier program as they are; the folder above them is in REEVE_REALDATA. */
class LegacyRealDataTest {
  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void find() {
    String root = System.getenv("REEVE_REALDATA");
    assumeTrue(root != null, "Skipped: REEVE_REALDATA names no folder with real registries.");
    data = Path.of(root, "registry");
    assumeTrue(Files.isDirectory(data), "Skipped: " + data + " is not there.");
  }

  @Test
  @DisplayName("REG-A47 id-registry-duplicates.json: 199 paths, 120 surplus ids, 12 calendar ids")
  void a47_duplicatesAreReportedAsSuperseded() {
    try (ImportBed bed = new ImportBed(folder)) {
      List<Path> source = List.of(data.resolve("id-registry-duplicates.json"));

      ImportReport report = bed.legacy.preview(source, false);

      assertTrue(report.accepted(), String.valueOf(report.write()));
      assertEquals(199, report.activePaths());
      assertEquals(120, report.counts().get("duplicate_path"));
      assertEquals(2, report.counts().get("superseded"));
      assertEquals(12, report.counts().get("timestamp_id"));
      assertEquals(0, report.leftOut());
      assertFalse(Files.exists(bed.bed.file()));

      bed.legacy.run(source, false);

      Map<String, Long> byStatus =
          bed.bed
              .current()
              .heads()
              .collect(
                  Collectors.groupingBy(
                      head -> String.valueOf(head.status()), Collectors.counting()));
      assertEquals(Map.of("active", 199L, "deprecated", 122L), byStatus);
      bed.bed
          .current()
          .counters()
          .get("file_doc_id")
          .fieldNames()
          .forEachRemaining(key -> assertTrue(key.startsWith("260118:"), key));
      assertSound(bed);
    }
  }

  @Test
  @DisplayName(
      "REG-A48 id-registry-real.json, then an md in the root: above every id of its stream")
  void a48_anIdIsIssuedAboveAllThatWereImported() {
    try (ImportBed bed = new ImportBed(folder)) {
      ImportReport report = bed.legacy.run(List.of(data.resolve("id-registry-real.json")), false);

      assertTrue(report.accepted(), String.valueOf(report.write()));
      assertEquals(538, report.activePaths());
      assertEquals(17, report.counts().get("legacy_scope"));
      assertEquals(14, report.counts().get("timestamp_id"));
      assertEquals(491, report.counts().get("path_normalised"));
      assertEquals(4, report.counts().get("damaged_path"));
      int highest =
          bed.bed
              .current()
              .heads()
              .map(RecordHead::docId)
              .filter(Objects::nonNull)
              .filter(id -> id.startsWith("01999") && id.endsWith("260118"))
              .mapToInt(id -> Integer.parseInt(id.substring(5, 10)))
              .max()
              .orElseThrow();

      DocId issued = bed.allocate("brand-new.md");

      assertEquals("%s%05d%s".formatted("01999", highest + 1, "260118"), issued.text());
      assertSound(bed);
    }
  }

  @Test
  @DisplayName("All sources at once, and once more: nothing changes the second time")
  void everythingTwice() {
    try (ImportBed bed = new ImportBed(folder)) {
      List<Path> all =
          List.of(
              data.resolve("unified-ssot-migrated-sample.json"),
              data.resolve("id-registry-real.json"),
              data.resolve("file-registry-v2-sample.json"),
              data.resolve("id-registry-duplicates.json"),
              data.resolve("identity-audit-sample.jsonl"));

      ImportReport first = bed.legacy.run(all, true);

      assertTrue(first.accepted(), String.valueOf(first.write()));
      assertEquals(657, first.counts().get("no_file"), "no file of theirs is here");
      byte[] before = bed.bed.bytes();
      assertSound(bed);

      ImportReport second = bed.legacy.run(all, true);

      assertNull(second.write());
      assertArrayEquals(before, bed.bed.bytes());
    }
  }

  private static void assertSound(ImportBed bed) {
    List<Finding> errors =
        bed.bed.registry.view().validate(true).stream().filter(f -> !f.warning()).toList();
    assertEquals(List.of(), errors);
  }
}
