package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.MemoryFolder;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be undone, why the rest cannot, and who is on record for it. */
class UndoTest {
  @TempDir(factory = MemoryFolder.class)
  Path root;

  @AutoClose private Bench bench;

  @BeforeEach
  void fill() {
    bench = new Bench(root);
    bench.write("a.md", "a");
  }

  private @Nullable String why(ExecutionResult of) {
    return bench.undo.notRevertible(bench.record(of.head().id()));
  }

  private ExecutionResult update() {
    return bench.execute(FileChange.update("a.md", "a", "A"));
  }

  private void assertRefused(ExecutionResult of, String because) {
    EngineException no =
        assertThrows(EngineException.class, () -> bench.undo.revert(of.head().id(), "ann"));
    assertEquals("NOT_REVERTIBLE", no.code());
    assertEquals(of.head().id() + " was not undone: " + because, no.getMessage());
    assertEquals(because, why(of));
  }

  @Test
  @DisplayName("neither a dry run nor what was rolled back changed a file to undo")
  void nothingToUndo() {
    Governance.Judged judged = bench.judged(FileChange.update("a.md", "a", "A"));
    assertRefused(
        bench.executor.execute(
            judged.submission(), judged.decision(), ExecutionOptions.of("ann").asDryRun()),
        "it changed no file.");
    bench.failAt("before_commit", 0, new IOException("injected"));
    assertRefused(update(), "it changed no file.");
  }

  @Test
  @DisplayName("what needs attention is settled, not undone; what stands in part is undone")
  void whatStands() {
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("before_verify")) {
            bench.write("a.md", "by hand");
            throw new IOException("injected");
          }
        };
    assertRefused(update(), "it does not stand.");
    bench.checkpoints = Checkpoints.NONE;
    bench.write("b.md", "b");
    bench.write("c.md", "changed");
    Governance.Judged judged =
        bench.judged(
            FileChange.delete("b.md", Sha256.of("b")), FileChange.delete("c.md", Sha256.of("c")));
    ExecutionResult part =
        bench.executor.execute(
            judged.submission(), judged.decision(), ExecutionOptions.of("ann").asItemised());
    assertEquals(ExecutionStatus.FAILED, part.outcome().status());
    assertEquals(
        "1 operations done, 1 not: c.md was changed since: expected "
            + Sha256.of("c")
            + ", found "
            + Sha256.of("changed"),
        part.outcome().errorMessage());
    assertNull(why(part));
  }

  @Test
  @DisplayName("a former content that is gone is named; what was made or moved needs none")
  void gone() throws IOException {
    ExecutionResult done = update();
    assertNull(why(done));
    Files.delete(bench.vault.blob(Sha256.of("a")));
    assertRefused(done, "the former content of a.md is not in the vault.");
    bench.write("m.md", "m");
    assertNull(
        why(
            bench.execute(
                FileChange.create("n.md", "n"),
                FileChange.move("m.md", "o/m.md", Sha256.of("m")))));
    Files.delete(bench.artifacts.folder(done.head().id()).resolve(BackupIndex.NAME));
    assertTrue(String.valueOf(why(done)).startsWith("its evidence cannot be read: "), why(done));
  }

  @Test
  @DisplayName("the undo says what it undoes, and its approval carries the reason that was given")
  void onRecord() {
    ExecutionResult first = update();
    ExecutionResult undone = bench.undo.revert(first.head().id(), "ann", "too early");
    assertEquals("a", bench.read("a.md"));
    String intent = "Undo " + first.head().id() + ": Change files";
    assertEquals(intent, undone.head().intent());
    assertEquals("ann", undone.head().approvedBy());
    List<Approval> words = bench.governance.words(undone.head().decisionId());
    assertEquals(List.of("too early"), words.stream().map(Approval::notes).toList());
    assertEquals(undone.head().id(), words.getFirst().usedByExecutionId());

    ExecutionResult again = bench.undo.revert(undone.head().id(), "ann");
    assertEquals("A", bench.read("a.md"));
    assertEquals(
        "Undo " + undone.head().id() + ": " + intent,
        bench.governance.words(again.head().decisionId()).getFirst().notes(),
        "without a reason the intent is one");
    assertEquals(first.head().correlationId(), again.head().correlationId(), "one family");
  }

  @Test
  @DisplayName("what a person is just confirming waits for nobody, at no moment of the undo")
  void atHand() {
    ExecutionResult first = update();
    List<Integer> waiting = new ArrayList<>();
    try (var listening =
        bench.bus.subscribe(event -> waiting.add(bench.governance.waiting().size()))) {
      bench.undo.revert(first.head().id(), "ann");
    }
    assertFalse(waiting.isEmpty());
    assertEquals(
        0, waiting.stream().mapToInt(each -> each).max().orElseThrow(), waiting.toString());
    bench.governance.submit(bench.undo.inverse(update().head().id(), "ann"), "ann");
    assertEquals(1, bench.governance.waiting().size(), "what is only handed in does");
  }

  private List<String> listed(String status) {
    ExecutionFilter filter =
        new ExecutionFilter(10, 0, status, null, null, null, null, null, null, null, null);
    return bench.store.read(tx -> HistoryQueries.list(tx, filter)).rows().stream()
        .map(ExecutionRow::id)
        .toList();
  }

  private ExecutionRow row(ExecutionResult of) {
    return bench.store.read(tx -> Reversals.row(tx, bench.record(of.head().id())));
  }

  @Test
  @DisplayName("what was undone says by what and by whom, until that undo is undone itself")
  void reverted() {
    ExecutionResult first = update();
    String id = first.head().id();
    assertNull(row(first).reverts());
    ExecutionResult undone = bench.undo.revert(id, "ann");
    assertEquals(id, row(undone).reverts());
    Reversal reversal = new Reversal(undone.head().id(), row(undone).endedAt(), "ann");
    assertEquals(reversal, row(first).revertedBy());
    assertEquals("reverted", row(first).statusWord());
    assertEquals(List.of(id), listed("reverted"));
    assertEquals(List.of(undone.head().id()), listed("completed"));

    ExecutionResult again = bench.undo.revert(undone.head().id(), "bea");
    assertNull(row(first).revertedBy(), "it stands again");
    assertEquals("bea", row(undone).revertedBy().by());
    assertEquals(List.of(undone.head().id()), listed("reverted"));

    ExecutionResult last = bench.undo.revert(id, "ann");
    assertEquals(last.head().id(), row(first).revertedBy().executionId());
    assertNull(row(again).revertedBy());
  }

  @Test
  @DisplayName("an undo that failed took nothing back, and still says what it was to undo")
  void notReverted() {
    ExecutionResult first = update();
    bench.write("a.md", "edited since");
    ExecutionResult failed = bench.undo.revert(first.head().id(), "ann");
    assertEquals(first.head().id(), row(failed).reverts());
    assertNull(row(first).revertedBy());
  }

  @Test
  @DisplayName(
      "a small execution is undone from its row: put back, or removed where it made the file")
  void small() {
    SingleFileRequest request =
        Bench.request(ChangeKind.HEADER, "a.md", "a", "A", SingleFileRequest.Evidence.plain());
    bench.single.commit(request);
    ExecutionResult undone = bench.undo.revert(request.executionId(), "ann");
    assertEquals(ExecutionStatus.COMPLETED, undone.outcome().status(), undone.toString());
    assertEquals("a", bench.read("a.md"));
    SingleFileRequest made =
        Bench.request(ChangeKind.HEADER, "n.md", null, "n", SingleFileRequest.Evidence.plain());
    bench.single.commit(made);
    bench.undo.revert(made.executionId(), "ann");
    assertFalse(Files.exists(root.resolve("n.md")));
  }

  @Test
  @DisplayName("an unknown execution is said to be unknown")
  void unknown() {
    EngineException no =
        assertThrows(EngineException.class, () -> bench.undo.revert("exec_0000000000ff", "ann"));
    assertEquals("NOT_FOUND", no.code());
    assertEquals("There is no execution exec_0000000000ff", no.getMessage());
  }
}
