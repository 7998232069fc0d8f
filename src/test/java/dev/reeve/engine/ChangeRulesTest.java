package dev.reeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionEvent;
import dev.reeve.engine.change.ExecutionResult;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.change.Reversal;
import dev.reeve.engine.change.TrailFilter;
import dev.reeve.engine.change.TrailLine;
import dev.reeve.engine.queue.FailureCodes;
import dev.reeve.engine.registry.CarrierWriter;
import dev.reeve.engine.registry.Operation;
import dev.reeve.engine.registry.Patch;
import dev.reeve.engine.registry.PatchSource;
import dev.reeve.engine.registry.RegistryDocument;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.testing.MemoryFolder;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What holds for changes where two rooms meet. */
class ChangeRulesTest {
  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private static WriteResult seed(FaultBed bed) throws IOException {
    RegistryDocument now = bed.registry.writer().current();
    return bed.registry
        .writer()
        .write(
            Patch.complex(
                now,
                PatchSource.SCANNER,
                List.of(
                    Operation.add(
                        "records",
                        Json.parse(
                            """
                            {"record_kind": "entity", "entity_kind": "file",
                             "doc_id": "2099900101260118", "relative_path": "a.txt",
                             "sha256": "%064x", "size_bytes": 12}
                            """
                                .formatted(1))))));
  }

  private static WriteResult note(FaultBed bed, String text) {
    return bed.registry
        .writer()
        .write(
            Patch.simple(
                bed.registry.writer().current(),
                PatchSource.MANUAL,
                "REC-000001",
                Map.of("notes", TextNode.valueOf(text))));
  }

  @Test
  @DisplayName(
      "A rename that the gate leaves to a person is a dead letter at once, not tried again")
  void whatNeedsAPersonIsNotTriedAgain() {
    try (FaultBed bed = new FaultBed(folder, "HEADER")) {
      bed.write("a.py", "a");
      CarrierWriter writer =
          new CarrierChanges(bed.changes, new WriteLeases(bed.locks.paths()), bed.clock);
      EngineException refused =
          assertThrows(
              EngineException.class,
              () ->
                  writer.rename(
                      FaultBed.path("a.py"),
                      FaultBed.path("2099900001260118_a.py"),
                      Sha256.of("a")));
      assertEquals("APPROVAL_REQUIRED", refused.code());
      assertTrue(FailureCodes.hopeless(refused.code()));
      assertTrue(FailureCodes.hopeless("DECISION_DENIED"));
    }
  }

  @Test
  @DisplayName("Undoing a registry write has a line of its own on the trail: what, and by whom")
  void theTrailSaysWhoUndidWhat() throws IOException {
    try (FaultBed bed = new FaultBed(folder, "REGISTRY_ONLY")) {
      seed(bed);
      String execution = note(bed, "wrong").executionId();
      bed.executions.revert(execution, "ann");
      List<TrailLine> undone =
          bed.trail.list(TrailFilter.all(), 100).stream()
              .filter(line -> line.type().equals("undo"))
              .toList();
      assertEquals(1, undone.size());
      assertEquals("ann", undone.getFirst().actor());
      assertEquals(execution, undone.getFirst().json().path("undoes_execution_id").asText());
      assertEquals(
          List.of("undo_intent", "intent", "committed", "undo"),
          bed.trail.list(TrailFilter.all(), 4).stream().map(TrailLine::type).toList());
    }
  }

  @Test
  @DisplayName("An undo of a registry write is on record as who asked for it, and what it undid")
  void anUndoIsOnTheAccountOfWhoAskedForIt() throws IOException {
    try (FaultBed bed = new FaultBed(folder, "REGISTRY_ONLY")) {
      seed(bed);
      String execution = note(bed, "wrong").executionId();
      List<ExecutionRow> told = new ArrayList<>();
      ExecutionRow undone;
      try (var listening =
          bed.bus.subscribe(
              event -> {
                if (event instanceof ExecutionEvent.Changed changed) {
                  told.add(changed.row());
                }
              })) {
        undone = bed.executions.revert(execution, "ann");
      }
      assertEquals("ann", undone.operator());
      assertEquals(execution, undone.reverts());
      List<String> actors =
          bed.trail.list(TrailFilter.ofExecution(undone.id()), 10).stream()
              .map(TrailLine::actor)
              .distinct()
              .toList();
      assertEquals(List.of("ann"), actors);
      ExecutionDetail was = bed.executions.show(execution);
      Reversal by = was.row().revertedBy();
      assertEquals(new Reversal(undone.id(), undone.endedAt(), "ann"), by);
      assertFalse(was.revertible());
      assertEquals("It was reverted by " + undone.id() + " already.", was.notRevertible());
      assertEquals(
          by,
          told.stream().filter(row -> row.id().equals(execution)).toList().getLast().revertedBy(),
          "who lists it is told when the undo ends");
    }
  }

  @Test
  @DisplayName("What an undo undid stands on its row, whatever its intent says")
  void whatWasUndoneIsNoMatterOfWords() throws IOException {
    try (FaultBed bed = new FaultBed(folder, "REGISTRY_ONLY")) {
      seed(bed);
      String execution = note(bed, "wrong").executionId();
      ExecutionRow undone = bed.executions.revert(execution, "ann");
      bed.store.write(
          tx -> {
            tx.update(
                "UPDATE executions SET intent = ? WHERE execution_id = ?",
                "Took it back",
                undone.id());
            return true;
          });
      ExecutionRow row = bed.executions.show(undone.id()).row();
      assertEquals(execution, row.parentId());
      assertEquals(execution, row.reverts());
      assertEquals(
          new Reversal(undone.id(), undone.endedAt(), "ann"),
          bed.executions.show(execution).row().revertedBy());
    }
  }

  @Test
  @DisplayName("An undo of before, on record as the engine's own, names who asked in its intent")
  void anUndoOfBeforeIsReadFromItsIntent() throws IOException {
    try (FaultBed bed = new FaultBed(folder, "REGISTRY_ONLY")) {
      seed(bed);
      String execution = note(bed, "wrong").executionId();
      ExecutionRow undone = bed.executions.revert(execution, "ann");
      bed.store.write(
          tx -> {
            tx.update(
                "UPDATE executions SET operator = NULL, parent_execution_id = NULL, intent = ?"
                    + " WHERE execution_id = ?",
                "undo " + execution + " for Ann Lee: note",
                undone.id());
            return true;
          });
      assertEquals("Ann Lee", bed.executions.show(undone.id()).row().operator());
      assertEquals(execution, bed.executions.show(undone.id()).row().reverts());
      assertEquals(
          new Reversal(undone.id(), undone.endedAt(), "Ann Lee"),
          bed.executions.show(execution).row().revertedBy());
    }
  }

  @Test
  @DisplayName("A refused undo of a registry write leaves no line that claims it")
  void aRefusedUndoIsNotClaimed() throws IOException {
    try (FaultBed bed = new FaultBed(folder, "REGISTRY_ONLY")) {
      seed(bed);
      String execution = note(bed, "wrong").executionId();
      note(bed, "newer");
      EngineException refused =
          assertThrows(EngineException.class, () -> bed.executions.revert(execution, "ann"));
      assertEquals("REVERT_STALE", refused.code());
      List<TrailLine> last = bed.trail.list(TrailFilter.all(), 2);
      assertEquals(
          List.of("undo_intent", "undo_failed"), last.stream().map(TrailLine::type).toList());
      assertEquals("REVERT_STALE", last.getLast().text("error_code"));
      assertEquals(execution, last.getLast().text("undoes_execution_id"));
    }
  }

  @Test
  @DisplayName("Evidence is thinned out at every moment of an execution, and its undo still works")
  void retentionBesideARunningExecution() throws Exception {
    try (FaultBed bed = new FaultBed(folder, "REGISTRY_ONLY")) {
      for (int moment = 1; ; moment++) {
        bed.write("a.md", "the same content each time");
        bed.write("b.md", "of another");
        bed.execute(bed.approved(FileChange.delete("b.md", Sha256.of("of another"))));
        bed.execute(
            bed.approved(FileChange.update("a.md", "the same content each time", "B" + moment)));
        bed.write("a.md", "the same content each time");
        bed.clock.advance(Duration.ofDays(3)); // both may go now, and the content they share
        FaultBed.Approved approved =
            bed.approved(FileChange.update("a.md", "the same content each time", "C" + moment));
        AtomicReference<CompletableFuture<?>> thinning = new AtomicReference<>();
        int at = moment;
        int[] calls = {0};
        bed.files.inject(
            call -> {
              if (thinning.get() == null && ++calls[0] == at) {
                thinning.set(thinOut(bed));
              }
            });
        ExecutionResult result = bed.execute(approved);
        bed.heal();
        if (thinning.get() == null) {
          assertTrue(moment > 50, "moments: " + moment);
          return;
        }
        thinning.get().get(30, TimeUnit.SECONDS);
        assertTrue(result.outcome().success(), result.toString());
        assertTrue(
            bed.changes.undo().revert(result.head().id(), "ann").outcome().success(),
            "moment " + moment);
        assertEquals("the same content each time", bed.read("a.md"), "moment " + moment);
      }
    }
  }

  /** Waits for its end unless it waits for what the execution holds just now. */
  private static CompletableFuture<?> thinOut(FaultBed bed) {
    CompletableFuture<?> run =
        CompletableFuture.runAsync(
            () -> {
              try {
                bed.changes.retention().run();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            },
            work -> Thread.ofVirtual().start(work));
    try {
      run.get(100, TimeUnit.MILLISECONDS);
    } catch (TimeoutException waits) {
      return run;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return run;
  }

  @Test
  @DisplayName("REG-D7 read_only takes the right to write the registry away, and no other right")
  @DisabledOnOs(OS.WINDOWS)
  void d7_theRegistryIsReadOnlyBetweenWrites() throws IOException {
    try (FaultBed bed = new FaultBed(folder, "REGISTRY_ONLY", true)) {
      seed(bed);
      Path file = bed.root.resolve("UNIFIED_SSOT_REGISTRY.json");
      assertTrue(!mode(file).contains("w"), mode(file));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwx--x"));
      assertTrue(note(bed, "one").success());
      assertEquals("r-xr-x--x", mode(file));
      foreignWritesAreFound(bed, file);
    }
  }

  @Test
  @DisplayName("REG-D7 without it the mode stays; somebody else's write is found all the same")
  @DisabledOnOs(OS.WINDOWS)
  void d7_withoutItTheModeStays() throws IOException {
    try (FaultBed bed = new FaultBed(folder, "REGISTRY_ONLY", false)) {
      seed(bed);
      Path file = bed.root.resolve("UNIFIED_SSOT_REGISTRY.json");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
      assertTrue(note(bed, "one").success());
      assertEquals("rw-rw-r--", mode(file));
      foreignWritesAreFound(bed, file);
    }
  }

  private static void foreignWritesAreFound(FaultBed bed, Path file) throws IOException {
    String text = Files.readString(file);
    Files.delete(file); // as an editor or a checkout does it
    Files.writeString(file, text.replace("\"one\"", "\"two\""));
    assertEquals("FOREIGN_WRITE", note(bed, "three").code());
    assertTrue(Files.readString(file).contains("\"two\""));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
