package dev.reeve.engine.change;

import static dev.reeve.engine.change.Journal.State.DONE;
import static dev.reeve.engine.change.Journal.State.PREPARED;
import static dev.reeve.engine.change.Journal.State.SWAP;
import static dev.reeve.engine.change.Journal.State.UNDO;
import static dev.reeve.engine.change.Journal.State.UNDONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.MemoryFolder;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rollback does, says and leaves on record. */
class RollbackTest {
  @TempDir(factory = MemoryFolder.class)
  Path root;

  @AutoClose private Bench bench;

  @BeforeEach
  void fill() {
    bench = new Bench(root);
    bench.write("a.md", "a");
    bench.write("b.md", "b");
  }

  private ExecutionResult twoUpdates() {
    return bench.execute(FileChange.update("a.md", "a", "A"), FileChange.update("b.md", "b", "B"));
  }

  /** Lines of a step's log without their time. */
  private List<String> log(ExecutionResult result, int number, String step) throws IOException {
    Path log = bench.artifacts.folder(result.head().id()).resolve(StepRecord.logRef(number, step));
    return Files.readAllLines(log).stream()
        .map(line -> line.replaceFirst("^\\[[^]]*] ", ""))
        .toList();
  }

  @Test
  @DisplayName("every act is in the journal, the index marks what is back, the log says it")
  void onRecord() throws IOException {
    bench.failAt("before_commit", 0, new IOException("injected"));
    ExecutionResult result = twoUpdates();
    String id = result.head().id();
    assertEquals(
        List.of(
            new Journal.Entry(PREPARED, 0),
            new Journal.Entry(SWAP, 1),
            new Journal.Entry(DONE, 1),
            new Journal.Entry(SWAP, 2),
            new Journal.Entry(DONE, 2),
            new Journal.Entry(UNDO, 2),
            new Journal.Entry(UNDONE, 2),
            new Journal.Entry(UNDO, 1),
            new Journal.Entry(UNDONE, 1)),
        bench.tools.journal(id).read());
    assertTrue(
        BackupIndex.read(bench.artifacts.folder(id)).entries().stream()
            .allMatch(BackupIndex.Entry::restored));
    assertEquals(
        List.of("start rollback", "put back b.md", "put back a.md", "end rollback: ok"),
        log(result, 98, "rollback"));
    List<String> why = log(result, 99, "error");
    assertEquals(List.of("code APPLY_IO", "step finalize", "message injected"), why.subList(1, 4));
    assertEquals("end finalize: failed APPLY_IO", log(result, 7, "finalize").getLast());
    ExecutionOutcome outcome = bench.record(id).outcome();
    assertEquals(
        List.of(0, true, "finalize", "Execution failed: injected"),
        List.of(
            outcome.filesChanged(), outcome.rolledBack(), outcome.errorStep(), outcome.message()));
    TrailLine end = bench.trail.list(TrailFilter.ofExecution(id), 9).getLast();
    assertEquals("execution_rolled_back", end.type());
    assertEquals("APPLY_IO", end.text("error_code"));
    assertEquals("finalize", end.text("error_step"));
  }

  @Test
  @DisplayName("an edit of somebody's is named, with what went wrong first; the rest is put back")
  void conflict() throws IOException {
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("before_verify")) {
            bench.write("a.md", "by hand");
            throw new IOException("injected");
          }
        };
    ExecutionResult result = twoUpdates();
    assertEquals(
        "Somebody else changed what was to be put back: a.md (after: injected)",
        result.outcome().errorMessage());
    assertEquals(1, result.outcome().filesChanged());
    assertFalse(result.outcome().rolledBack());
    assertEquals(
        List.of("put back b.md", "left alone, somebody else changed it: a.md"),
        log(result, 98, "rollback").subList(1, 3));
    assertEquals(
        List.of(1),
        Journal.toUndo(bench.tools.journal(result.head().id()).read()),
        "what recovery and a person have left to do");
  }

  @Test
  @DisplayName("another file that appeared where one was deleted stays, and is told")
  void appeared() throws IOException {
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("before_verify")) {
            bench.write("a.md", "another");
            throw new IOException("injected");
          }
        };
    ExecutionResult result = bench.execute(FileChange.delete("a.md", Sha256.of("a")));
    assertEquals(ExecutionStatus.NEEDS_ATTENTION, result.outcome().status());
    assertEquals("ROLLBACK_CONFLICT", result.outcome().errorCode());
    assertEquals("another", bench.read("a.md"));
    assertTrue(bench.vault.has(Sha256.of("a")), "and what was deleted is kept");
  }

  @Test
  @DisplayName("a file that cannot be put back is named, and does not stop the others")
  void failure() throws IOException {
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("before_verify")) {
            bench.files.failOn("exchange", "b.md", new IOException("held open"));
            throw new IOException("injected");
          }
        };
    ExecutionResult result = twoUpdates();
    assertEquals("ROLLBACK_FAILED", result.outcome().errorCode());
    assertEquals("Not put back: b.md (after: injected)", result.outcome().errorMessage());
    assertEquals(
        List.of("not put back: b.md: held open", "put back a.md"),
        log(result, 98, "rollback").subList(1, 3));
    assertEquals("a", bench.read("a.md"));
    assertEquals("B", bench.read("b.md"));
  }

  private FileChange change(String operation) {
    return switch (operation) {
      case "create" -> FileChange.create("new.md", "N");
      case "update" -> FileChange.update("b.md", "b", "B");
      case "delete" -> FileChange.delete("b.md", Sha256.of("b"));
      default -> FileChange.move("b.md", "moved/b.md", Sha256.of("b"));
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "update", "delete", "move"})
  @DisplayName("an edit found before the act is the person's and needs no attention: not ours yet")
  void neverSwapped(String operation) {
    FileChange second = change(operation);
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("before_swap") && index == 2) {
            bench.write(second.path(), "by hand");
          }
        };
    ExecutionResult result = bench.execute(FileChange.update("a.md", "a", "A"), second);
    assertEquals(ExecutionStatus.ROLLED_BACK, result.outcome().status(), result.toString());
    assertEquals(
        operation.equals("create") ? "TARGET_EXISTS" : "PRECONDITION_FAILED",
        result.outcome().errorCode());
    assertEquals("a", bench.read("a.md"));
    assertEquals("by hand", bench.read(second.path()));
    assertFalse(Files.exists(root.resolve("moved")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "update", "delete", "move"})
  @DisplayName("a disk that refuses the act itself: everything is as before")
  void refusedByTheDisk(String operation) {
    TreeMap<String, String> before = bench.picture();
    FileChange second = change(operation);
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("before_swap") && index == 2) {
            boolean[] once = {false};
            bench.files.fail(
                (call, path) -> {
                  if (!once[0] && call.matches("moveNew|moveReplace|exchange")) {
                    once[0] = true;
                    throw new IOException("injected");
                  }
                });
          }
        };
    ExecutionResult result = bench.execute(FileChange.update("a.md", "a", "A"), second);
    assertEquals(ExecutionStatus.ROLLED_BACK, result.outcome().status(), result.toString());
    assertEquals("APPLY_IO", result.outcome().errorCode());
    assertEquals("apply", result.outcome().errorStep());
    assertEquals(before, bench.picture());
  }
}
