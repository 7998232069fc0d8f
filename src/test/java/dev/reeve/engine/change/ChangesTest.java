package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.MemoryFolder;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The room as the engine and the other rooms have it. */
class ChangesTest {
  @TempDir(factory = MemoryFolder.class)
  Path root;

  private final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");
  @AutoClose private Bench bench;
  private Changes changes;

  @BeforeEach
  void open() throws IOException {
    open("[keep]\nexecutions = 1\ndays = 1\n");
  }

  private void open(String config) throws IOException {
    Files.createDirectories(root.resolve(".reeve/state"));
    Files.writeString(root.resolve(".reeve/config.toml"), config);
    bench = new Bench(root, clock, ExecutionLimits.DEFAULT);
    changes =
        new Changes(
            bench.workspace,
            bench.store,
            clock,
            bench.bus,
            bench.trail,
            bench.tools.locks(),
            bench.owners,
            (path, hash) -> {});
  }

  private Governance.Judged judged(FileChange... files) {
    return changes.governance().submit(Bench.submission(Risk.LOW, files), "tester");
  }

  private ExecutionResult carriedOut(FileChange... files) {
    Governance.Judged judged = judged(files);
    Approval word = changes.approvals().approve(judged.decision().id(), "ann", "fine");
    ExecutionResult result =
        changes
            .executor()
            .execute(
                judged.submission(),
                judged.decision(),
                ExecutionOptions.of("tester").approvedBy(word.id()));
    assertEquals(ExecutionStatus.COMPLETED, result.outcome().status(), result.toString());
    return result;
  }

  private String small(String before, String after) {
    SingleFileRequest request =
        Bench.request(ChangeKind.HEADER, "a.md", before, after, SingleFileRequest.Evidence.plain());
    changes.singleFile().commit(request);
    return request.executionId();
  }

  /** The former content of each, as the vault has it. */
  private List<String> kept(String... executions) {
    return Stream.of(executions)
        .map(id -> changes.history().show(id).files().getFirst().beforeHash())
        .map(hash -> bench.vault.read(Objects.requireNonNull(hash)))
        .map(
            bytes ->
                bytes == null ? "-" : new String(bytes, java.nio.charset.StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  @DisplayName("a small execution keeps its former content while it is young or the newest")
  void smallExecutionsLetTheirContentsGo() throws Exception {
    bench.write("a.md", "one");
    String first = small("one", "two");
    clock.advance(Duration.ofSeconds(1)); // at the same moment neither is the newer
    String second = small("two", "three");
    changes.retention().run();
    assertEquals(List.of("one", "two"), kept(first, second), "both are young");
    clock.advance(Duration.ofDays(3));
    changes.retention().run();
    assertEquals(List.of("-", "two"), kept(first, second), "the second is the newest");
    assertEquals(
        "The vault no longer keeps what was in a.md.",
        changes.history().show(first).notRevertible());
    assertTrue(changes.history().show(second).revertible());
    small("three", "four");
    changes.retention().run();
    assertEquals(List.of("-", "-"), kept(first, second));
  }

  @Test
  @DisplayName("evidence that is removed lets the contents go that only it needed")
  void retentionSweepsTheVault() throws Exception {
    bench.write("a.md", "one");
    String old = carriedOut(FileChange.update("a.md", "one", "two")).head().id();
    clock.advance(Duration.ofDays(3));
    carriedOut(FileChange.update("a.md", "two", "three"));
    assertEquals(List.of(old), changes.retention().run());
    assertFalse(bench.vault.has(Sha256.of("one")));
    assertTrue(bench.vault.has(Sha256.of("two")));
    assertEquals(clock.now(), changes.clock().now());
  }

  @Test
  @DisplayName("a lost database: rows and words are made anew, and what was open is ended")
  void rebuilt() throws Exception {
    ExecutionResult done = carriedOut(FileChange.create("a.md", "a"));
    ExecutionResult open = carriedOut(FileChange.create("b.md", "b"));
    final List<Approval> words = changes.governance().words(done.head().decisionId());
    final String trailEnd = bench.trail.list(TrailFilter.all(), 1).getFirst().hash();
    Path folder = bench.artifacts.folder(open.head().id());
    bench.close();
    Files.delete(folder.resolve("execution.json"));
    Files.delete(folder.resolve("manifest.json"));
    for (String name : List.of("reeve.db", "reeve.db-wal", "reeve.db-shm")) {
      Files.deleteIfExists(root.resolve(".reeve/state").resolve(name));
    }
    open();
    HistoryRebuild.Report report = changes.rebuildHistory();
    assertEquals(new HistoryRebuild.Report(2, List.of(open.head().id()), List.of()), report);
    assertEquals(words, changes.governance().words(done.head().decisionId()));
    assertEquals(done.head().id(), words.getFirst().usedByExecutionId());
    assertEquals(ExecutionStatus.COMPLETED, bench.record(open.head().id()).status());
    assertEquals("b", bench.read("b.md"));
    assertEquals(
        trailEnd,
        bench.trail.list(TrailFilter.all(), 1).getFirst().hash(),
        "the trail had its end already");
    assertEquals(0, changes.rebuildHistory().added());
  }

  @Test
  @DisplayName("what undoing would do is shown file by file and changes nothing")
  void undoPreview() {
    bench.write("m.md", "m");
    bench.write("a.md", "a\n");
    Governance.Judged judged =
        bench.judged(
            FileChange.update("a.md", "a\n", "b\n"),
            FileChange.move("m.md", "n.md", Sha256.of("m")));
    String id = bench.execute(judged).head().id();
    Proposal preview = changes.undoPreview(id, "ann");
    assertEquals(Proposal.Standing.PREVIEW, preview.standing());
    Proposal.Item move = preview.items().getFirst();
    assertEquals(
        List.of("move", "n.md", "m.md", ""),
        List.of(move.operation(), move.path(), String.valueOf(move.to()), move.diff()));
    Proposal.Item update = preview.items().getLast();
    assertTrue(update.diff().endsWith("-b\n+a\n"), update.diff());
    assertEquals("b\n", bench.read("a.md"));
    assertEquals(
        List.of(id),
        changes.history().list(ExecutionFilter.newest(9)).rows().stream()
            .map(ExecutionRow::id)
            .toList());
  }

  @Test
  @DisplayName("where no evidence is kept, what replaces or deletes is shown as final")
  void nothingKept() throws Exception {
    bench.close();
    open("[keep]\nexecutions = 0\ndays = 0\n");
    bench.write("a.md", "a");
    bench.write("d.md", "d");
    Proposal seen =
        changes
            .proposals()
            .show(
                judged(
                        FileChange.create("n.md", "n"),
                        FileChange.update("a.md", "a", "A"),
                        FileChange.delete("d.md", Sha256.of("d")))
                    .decision()
                    .id(),
                "ann");
    assertEquals(
        List.of("a.md", "d.md"), seen.permanent().stream().map(Proposal.Item::path).toList());
    assertEquals(seen.policyNow(), changes.proposals().policyHash());
  }
}
