package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.Engine;
import dev.reeve.engine.Insides;
import dev.reeve.engine.TestEngines;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console and the command line ask of executions, on a real workspace. */
class ExecutionViewTest {
  @TempDir Path folder;
  @AutoClose private Engine engine;

  @BeforeEach
  void open() throws Exception {
    Files.writeString(folder.resolve("a.md"), "one\n");
    engine = TestEngines.adopting(folder, new SettableClock("2026-03-10T10:00:00Z"));
  }

  @Test
  @DisplayName("two executions are set side by side by their ids")
  void compare() {
    String first =
        Insides.carryOut(engine, FileChange.update("a.md", "one\n", "two\n")).head().id();
    String second =
        Insides.carryOut(engine, FileChange.update("a.md", "two\n", "three\n")).head().id();
    ExecutionComparison both = engine.executions().compare(first, second);
    assertEquals(first, both.left().id());
    assertEquals(second, both.right().id());
    ExecutionComparison.Line file = both.lines().getLast();
    assertEquals("a.md", file.what());
    assertEquals("update " + Sha256.of("two\n").substring(0, 12), file.left());
    assertEquals("update " + Sha256.of("three\n").substring(0, 12), file.right());
    assertFalse(file.same());
  }

  @Test
  @DisplayName("undone without a reason, the row is given and its approval says what was undone")
  void revert() throws Exception {
    String done = Insides.carryOut(engine, FileChange.update("a.md", "one\n", "two\n")).head().id();
    Proposal preview = engine.executions().previewRevert(done, "ann");
    assertEquals(Proposal.Standing.PREVIEW, preview.standing());
    assertEquals(Sha256.of("two\n"), preview.items().getFirst().beforeHash());
    assertTrue(preview.items().getFirst().diff().endsWith("-two\n+one\n"));
    assertEquals("two\n", Files.readString(folder.resolve("a.md")), "looking changes nothing");

    ExecutionRow row = engine.executions().revert(done, "ann");
    assertEquals(ExecutionStatus.COMPLETED, row.status());
    assertEquals("one\n", Files.readString(folder.resolve("a.md")));
    String decision = Insides.changes(engine).history().evidence(row.id()).decision().id();
    assertEquals(
        List.of("Undo " + done + ": Change files"),
        Insides.changes(engine).governance().words(decision).stream()
            .map(Approval::notes)
            .toList());
  }
}
