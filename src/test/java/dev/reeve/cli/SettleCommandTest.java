package dev.reeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.Adoption;
import dev.reeve.engine.Engine;
import dev.reeve.engine.Insides;
import dev.reeve.engine.change.ExecutionResult;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code reeve executions settle}, after a rollback met an edit. */
class SettleCommandTest {
  @TempDir Path folder;
  private String execution = "";

  @BeforeEach
  void leaveOneUnsettled() throws Exception {
    FaultyFiles files = new FaultyFiles();
    Adoption.adopt(Workspace.open(folder, files));
    Path a = Files.createDirectories(folder.resolve("docs")).resolve("a.md");
    Files.writeString(a, "a");
    Files.writeString(folder.resolve("docs/b.md"), "b");
    files.inject(
        call -> {
          if (call.operation().equals("exchange") && call.path().endsWith("b.md")) {
            Files.writeString(a, "by hand");
            throw new IOException("Input/output error");
          }
        });
    try (Engine engine = Engine.open(Workspace.open(folder, files), Engine.Role.VISITOR, true)) {
      ExecutionResult result =
          Insides.carryOut(
              engine,
              FileChange.update("docs/a.md", "a", "A"),
              FileChange.update("docs/b.md", "b", "B"));
      assertEquals(ExecutionStatus.NEEDS_ATTENTION, result.outcome().status());
      execution = result.head().id();
    }
    assertEquals("by hand", Files.readString(a));
  }

  private int here(String... args) {
    CommandLine line =
        ReeveCommand.with((workspace, sample, headless) -> 0, TourCommandTest.NO_TOUR);
    line.setOut(new PrintWriter(new StringWriter()));
    line.setErr(new PrintWriter(new StringWriter()));
    return line.execute(
        Stream.concat(Stream.of(args), Stream.of("--workspace", folder.toString()))
            .toArray(String[]::new));
  }

  private int settle(String... answer) {
    return here(
        Stream.concat(Stream.of("executions", "settle", execution), Stream.of(answer))
            .toArray(String[]::new));
  }

  @Test
  @DisplayName("What was put back by hand is checked; then the paths are open again")
  void restoredByHand() throws Exception {
    assertEquals(Exit.PROBLEMS, here("inbox"));
    assertTrue(settle("--restored") != Exit.DONE);
    assertEquals(Exit.PROBLEMS, here("inbox"), "it is not settled by saying so");
    Files.writeString(folder.resolve("docs/a.md"), "a");
    assertEquals(Exit.DONE, settle("--restored"));
    assertEquals(Exit.DONE, here("inbox"));
  }

  @Test
  @DisplayName("What is there can be taken as it is, once")
  void accepted() throws Exception {
    assertEquals(Exit.USAGE, settle());
    assertEquals(Exit.USAGE, settle("--accept", "--restore"));
    assertEquals(Exit.DONE, settle("--accept"));
    assertEquals("by hand", Files.readString(folder.resolve("docs/a.md")));
    assertEquals(Exit.DONE, here("inbox"));
    assertTrue(settle("--accept") != Exit.DONE);
  }

  @Test
  @DisplayName("CHG-A55 a rebuilt history knows what was settled, and how")
  void a55_rebuilt() throws Exception {
    assertEquals(Exit.DONE, settle("--accept"));
    for (String name : new String[] {"reeve.db", "reeve.db-wal", "reeve.db-shm"}) {
      Files.deleteIfExists(folder.resolve(".reeve/state").resolve(name));
    }
    assertEquals(Exit.DONE, here("executions", "rebuild"));
    assertEquals(Exit.DONE, here("inbox"));
    assertTrue(settle("--accept") != Exit.DONE, "it is settled");
    try (Engine engine =
        Engine.open(Workspace.open(folder, new FaultyFiles()), Engine.Role.VISITOR)) {
      assertEquals(
          ExecutionStatus.NEEDS_ATTENTION, engine.executions().show(execution).row().status());
    }
  }
}
