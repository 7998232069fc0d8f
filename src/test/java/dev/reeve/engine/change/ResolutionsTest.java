package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.MemoryFolder;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of an execution that needs attention, and what answering it leaves. */
class ResolutionsTest {
  @TempDir(factory = MemoryFolder.class)
  Path root;

  @AutoClose private Bench bench;
  private String id;

  /** b.md is back, a.md has somebody's edit. */
  @BeforeEach
  void needsAttention() {
    bench = new Bench(root);
    bench.write("a.md", "a");
    bench.write("b.md", "b");
    bench.checkpoints =
        (name, execution, index) -> {
          if (name.equals("before_verify")) {
            bench.write("a.md", "by hand");
            throw new IOException("injected");
          }
        };
    id =
        bench
            .execute(FileChange.update("a.md", "a", "A"), FileChange.update("b.md", "b", "B"))
            .head()
            .id();
    bench.checkpoints = Checkpoints.NONE;
  }

  private EngineException refused(Runnable answer) {
    return assertThrows(EngineException.class, answer::run);
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(bench.artifacts.folder(id).resolve("resolution.log")).stream()
        .map(line -> line.replaceFirst("^\\[[^]]*] ", ""))
        .toList();
  }

  private Unsettled.File only() {
    Unsettled now = bench.resolutions.look(id);
    assertEquals(id, now.executionId());
    assertEquals(1, now.files().size(), "b.md is as before and is not asked about");
    return now.files().getFirst();
  }

  @Test
  @DisplayName("each file shows as what it is now, and whether putting back would write it")
  void look() throws IOException {
    String before = Sha256.of("a");
    assertEquals(
        new Unsettled.File("a.md", Unsettled.State.CHANGED, before, Sha256.of("by hand")), only());
    assertEquals(List.of(only()), bench.resolutions.look(id).inTheWay());
    assertEquals(List.of(), bench.resolutions.look(id).written());

    bench.write("a.md", "A");
    assertEquals(Unsettled.State.AS_AFTER, only().state());
    assertEquals(List.of(only()), bench.resolutions.look(id).written());
    assertEquals(List.of(), bench.resolutions.look(id).inTheWay());

    bench.write("a.md", "a");
    assertEquals(Unsettled.State.AS_BEFORE, only().state());
    assertEquals(List.of(), bench.resolutions.look(id).written());
    assertEquals(List.of(), bench.resolutions.look(id).inTheWay());

    Files.delete(root.resolve("a.md"));
    assertEquals(new Unsettled.File("a.md", Unsettled.State.CHANGED, before, null), only());
    Files.createDirectory(root.resolve("a.md"));
    assertEquals(new Unsettled.File("a.md", Unsettled.State.UNREADABLE, before, null), only());
    assertEquals(List.of(only()), bench.resolutions.look(id).inTheWay());
  }

  @Test
  @DisplayName(
      "putting back says in its log what it did, and leaves an edit until it is out of the way")
  void restore() throws IOException {
    EngineException left = refused(() -> bench.resolutions.settle(id, Settlement.RESTORE, "ann"));
    assertEquals("ROLLBACK_CONFLICT", left.code());
    assertEquals("Somebody else changed what was to be put back: a.md", left.getMessage());
    assertEquals("What could be put back is put back.", left.safe());
    assertEquals("Put the rest back by hand, or accept it as it is.", left.remedy());
    assertEquals("by hand", bench.read("a.md"));
    assertNull(bench.record(id).resolvedAt());

    bench.write("a.md", "A");
    bench.resolutions.settle(id, Settlement.RESTORE, "ann");
    assertEquals("a", bench.read("a.md"));
    assertEquals(
        List.of(
            "about to put back a.md",
            "left alone, somebody else changed it: a.md",
            "about to put back a.md",
            "put back a.md",
            "retry_restore by ann"),
        log());
    assertRestored("retry_restore");
  }

  @Test
  @DisplayName("what a person says to have put back is looked at; then it counts as rolled back")
  void byHand() throws IOException {
    EngineException no = refused(() -> bench.resolutions.settle(id, Settlement.RESTORED, "ann"));
    assertEquals("ROLLBACK_FAILED", no.code());
    assertEquals("a.md is not as before the execution", no.getMessage());
    bench.write("a.md", "a");
    bench.resolutions.settle(id, Settlement.RESTORED, "ann");
    assertEquals(List.of("restored_by_hand by ann"), log());
    assertRestored("restored_by_hand");
  }

  private void assertRestored(String how) {
    ExecutionRecord record = bench.record(id);
    ExecutionOutcome outcome = Objects.requireNonNull(record.outcome());
    assertEquals(ExecutionStatus.ROLLED_BACK, record.status());
    assertTrue(outcome.rolledBack());
    assertEquals(0, outcome.filesChanged());
    assertEquals("ROLLBACK_CONFLICT", outcome.errorCode(), "why it needed attention stays");
    assertAnswered(how);
  }

  private void assertAnswered(String how) {
    TrailLine line = bench.trail.list(TrailFilter.ofExecution(id), 99).getLast();
    assertEquals("attention_resolved", line.type());
    assertEquals("ann", line.actor());
    assertEquals(how, line.text("resolution"));
    assertTrue(bench.record(id).resolvedAt() != null);
    assertEquals(List.of(), bench.store.read(OpenExecutions::unsettled));
    EngineException again = refused(() -> bench.resolutions.look(id));
    assertEquals("NOT_NEEDED", again.code());
  }

  @Test
  @DisplayName("accepted, the files stay, the execution is not called rolled back")
  void accept() throws IOException {
    bench.resolutions.settle(id, Settlement.ACCEPT, "ann");
    assertEquals("by hand", bench.read("a.md"));
    assertEquals(ExecutionStatus.NEEDS_ATTENTION, bench.record(id).status());
    assertEquals(1, Objects.requireNonNull(bench.record(id).outcome()).filesChanged());
    assertEquals(List.of("accept_current by ann"), log());
    assertAnswered("accept_current");
  }

  @Test
  @DisplayName("what is unknown, no id, or in order is not answered")
  void nothingToAnswer() {
    assertEquals(
        "NOT_FOUND",
        refused(() -> bench.resolutions.acceptCurrent("exec_0000000000ff", "ann")).code());
    assertEquals("INVALID_ID", refused(() -> bench.resolutions.look("exec_x")).code());
    String fine = bench.execute(FileChange.create("c.md", "c")).head().id();
    EngineException no = refused(() -> bench.resolutions.restoredByHand(fine, "ann"));
    assertEquals("NOT_NEEDED", no.code());
    assertEquals(fine + " was not resolved: it needs no attention.", no.getMessage());
  }
}
