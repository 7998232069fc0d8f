package dev.reeve.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reeve.engine.change.TrailFilter;
import dev.reeve.engine.change.TrailLine;
import dev.reeve.engine.registry.Operation;
import dev.reeve.engine.registry.Patch;
import dev.reeve.engine.registry.PatchSource;
import dev.reeve.engine.registry.RegistryDocument;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.testing.Child;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.FaultyFiles.Call;
import dev.reeve.engine.testing.MemoryFolder;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A patch is handed in again after its writer was killed between the replacement and the result.
 */
class ResubmittedPatchTest {
  @TempDir(factory = MemoryFolder.class)
  Path folder;

  @BeforeEach
  void seed() throws Exception {
    try (FaultBed bed = bed(folder)) {
      RegistryDocument now = bed.registry.writer().current();
      assertTrue(
          bed.registry
              .writer()
              .write(Patch.complex(now, PatchSource.SCANNER, List.of(add(1), add(2))))
              .success());
    }
  }

  private static FaultBed bed(Path folder) {
    return new FaultBed(folder, "REGISTRY_ONLY");
  }

  private static Operation add(int number) throws Exception {
    return Operation.add(
        "records",
        Json.parse(
            """
            {"record_kind": "entity", "entity_kind": "file", "doc_id": "209990000%d260118",
             "relative_path": "seed/%d.txt", "sha256": "%064x", "size_bytes": 12}
            """
                .formatted(number, number, number)));
  }

  private static Patch note(String base, int record, String id, String text) {
    return new Patch(
        id,
        base,
        new Patch.Simple("REC-00000" + record, Map.of("notes", TextNode.valueOf(text))),
        PatchSource.USER,
        "",
        null,
        null);
  }

  /** Writes patches made for a state, and dies right before or after the replacement. */
  static final class Victim {
    public static void main(String[] args) {
      FaultBed bed = bed(Path.of(args[0]));
      boolean after = args[2].equals("after");
      bed.files.inject(
          new FaultyFiles.Injection() {
            @Override
            public void before(Call call) {
              halt(call, !after);
            }

            @Override
            public void after(Call call) {
              halt(call, after);
            }

            private void halt(Call call, boolean now) {
              boolean replaces = call.operation().equals("exchange");
              if (now && replaces && call.path().endsWith("UNIFIED_SSOT_REGISTRY.json")) {
                Runtime.getRuntime().halt(9);
              }
            }
          });
      bed.registry
          .writer()
          .writeAll(List.of(note(args[1], 1, "P-1", "one"), note(args[1], 2, "P-2", "two")));
    }
  }

  private String killed(String when) throws Exception {
    String base = Sha256.of(registry());
    Process victim = Child.start(Victim.class, folder.toString(), base, when);
    assertEquals(9, victim.waitFor());
    return base;
  }

  private Path registry() {
    return folder.resolve("UNIFIED_SSOT_REGISTRY.json");
  }

  private static List<TrailLine> committed(FaultBed bed) {
    return bed.trail.list(new TrailFilter("committed", null, null, null, null, null), 99);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  @DisplayName("Each patch gets the result of the write that stands, and nothing is written again")
  void itGetsTheResultOfTheWriteThatStands(int record) throws Exception {
    String base = killed("after");
    byte[] standing = Files.readAllBytes(registry());
    assertNotEquals(base, Sha256.of(standing));
    try (FaultBed bed = bed(folder)) {
      Patch again = note(base, record, "P-" + record, record == 1 ? "one" : "two");
      WriteResult result = bed.registry.writer().write(again);
      assertEquals(WriteResult.WRITTEN, result.code(), result.message());
      TrailLine line = committed(bed).getLast();
      assertTrue(line.json().path("reconstructed").asBoolean());
      assertEquals(line.text("execution_id"), result.executionId());
      assertEquals(line.text("backup"), result.backupPath());
      assertEquals(Sha256.of(standing), result.newRegistryHash());
      assertEquals(1, result.recordsAffected());
      assertEquals(result, bed.registry.writer().write(again)); // remembered from now on
      assertArrayEquals(standing, Files.readAllBytes(registry()));
      assertEquals(2, committed(bed).size());
      assertEquals(2, bed.registry.counters().succeeded()); // the seed, and this one once
    }
  }

  @Test
  @DisplayName("Another patch under the same id is refused")
  void anotherPatchUnderItsIdIsRefused() throws Exception {
    String base = killed("after");
    try (FaultBed bed = bed(folder)) {
      assertEquals(
          "PATCH_MALFORMED",
          bed.registry.writer().write(note(base, 1, "P-1", "something else")).code());
      assertEquals(
          "CAS_PRECONDITION_FAILED", bed.registry.writer().write(note(base, 1, "P-3", "x")).code());
    }
  }

  @Test
  @DisplayName("Killed before the replacement it is simply written")
  void killedBeforeTheReplacementItIsWritten() throws Exception {
    String base = killed("before");
    assertEquals(base, Sha256.of(registry()));
    try (FaultBed bed = bed(folder)) {
      WriteResult result = bed.registry.writer().write(note(base, 1, "P-1", "one"));
      assertEquals(WriteResult.WRITTEN, result.code(), result.message());
      assertNotEquals(base, Sha256.of(registry()));
      assertEquals("The registry was written.", result.message());
    }
  }
}
