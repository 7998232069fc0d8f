package dev.reeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.cli.CommandBed.Said;
import dev.reeve.engine.Adoption;
import dev.reeve.engine.Engine;
import dev.reeve.engine.Insides;
import dev.reeve.engine.change.ExecutionResult;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reeve executions pin} and {@code reeve executions rebuild}. */
class EvidenceCommandsTest {
  @TempDir Path folder;

  @BeforeEach
  void adopt() {
    Adoption.adopt(workspace());
  }

  private Workspace workspace() {
    return Workspace.open(folder, new DiskFileLayer());
  }

  private Said here(String... args) {
    return CommandBed.in(folder, args);
  }

  private String execution(String path) {
    try (Engine engine = Engine.open(workspace(), Engine.Role.VISITOR, true)) {
      ExecutionResult result = Insides.carryOut(engine, FileChange.create(path, "new"));
      assertEquals(ExecutionStatus.COMPLETED, result.outcome().status());
      return result.head().id();
    }
  }

  /** After a keeper had worked here, so that there is an event file which the new one knows not. */
  private void loseTheDatabase() throws Exception {
    Engine.open(workspace(), Engine.Role.KEEPER).close();
    for (String name : new String[] {"reeve.db", "reeve.db-wal", "reeve.db-shm"}) {
      Files.deleteIfExists(folder.resolve(".reeve/state").resolve(name));
    }
    assertEquals(Exit.REFUSED, here("executions", "rebuild").exit(), "a person must look first");
    assertEquals(
        Exit.DONE, here("events", "acknowledge", "--reason", "the database was lost").exit());
  }

  @Test
  @DisplayName("CHG-A50 pin keeps the evidence of an execution, --off lets it go, alone it lists")
  void a50_pin() throws Exception {
    String id = execution("a.md");
    assertEquals(0, here("executions", "pin").json().size());
    Said pinned = here("executions", "pin", id);
    assertEquals(Exit.DONE, pinned.exit());
    assertTrue(pinned.json().path("pinned").asBoolean());
    assertEquals(id, here("executions", "pin").json().path(0).path("id").asText());
    assertEquals(Exit.DONE, here("executions", "pin", id, "--off").exit());
    assertEquals(0, here("executions", "pin").json().size());
    assertEquals(Exit.USAGE, here("executions", "pin", "exec_000000000000").exit());
    assertEquals(
        "evidence_unpinned", here("trail", "list", "--tail", "1").json().at("/0/type").asText());
  }

  @Test
  @DisplayName("what was reverted is called so in lists, alone, and in JSON, and so is its undo")
  void reverted() throws Exception {
    String id = execution("a.md");
    String undo = here("executions", "revert", id).json().path("id").asText();
    JsonNode row = here("executions", "list", "--status", "reverted").json().at("/rows/0");
    assertEquals(id, row.path("id").asText());
    assertEquals(undo, row.at("/reverted_by/execution_id").asText());
    assertEquals(Engine.account(), row.at("/reverted_by/by").asText());
    JsonNode standing = here("executions", "list", "--status", "completed").json();
    assertEquals(1, standing.path("total").asInt());
    assertEquals(id, standing.at("/rows/0/reverts").asText());
    String folder = this.folder.toString();
    String list = CommandBed.say("executions", "list", "--workspace", folder).out();
    assertTrue(
        list.lines().anyMatch(line -> line.contains(id) && line.contains("  reverted  ")), list);
    String shown = CommandBed.say("executions", "show", id, "--workspace", folder).out();
    assertTrue(shown.contains("reverted by " + undo + " at "), shown);
    assertTrue(
        shown.contains("cannot be reverted: It was reverted by " + undo + " already."), shown);
    String back = CommandBed.say("executions", "show", undo, "--workspace", folder).out();
    assertTrue(back.contains("reverts " + id), back);
  }

  @Test
  @DisplayName("CHG-A55 rebuild brings a lost history back, with its pins, and can be repeated")
  void a55_rebuild() throws Exception {
    execution("a.md");
    String pinned = execution("b.md");
    here("executions", "pin", pinned);
    JsonNode before = here("executions", "list").json();
    assertEquals(2, before.path("total").asInt());

    loseTheDatabase();
    assertEquals(0, here("executions", "list").json().path("total").asInt());
    Said rebuilt = here("executions", "rebuild");
    assertEquals(Exit.DONE, rebuilt.exit(), rebuilt.json().toString());
    assertEquals(2, rebuilt.json().path("added").asInt());
    assertEquals(before, here("executions", "list").json());
    assertEquals(pinned, here("executions", "pin").json().path(0).path("id").asText());
    assertEquals(0, here("executions", "rebuild").json().path("added").asInt());
    assertEquals(Exit.DONE, here("executions", "show", pinned).exit());
    assertEquals(Exit.DONE, here("trail", "verify").exit());
  }

  @Test
  @DisplayName("what a crash had cut off is ended by the rebuild")
  void endsWhatWasCutOff() throws Exception {
    String id = execution("a.md");
    Path evidence = folder.resolve(".reeve/executions").resolve(id);
    Files.delete(evidence.resolve("execution.json"));
    Files.delete(evidence.resolve("manifest.json"));
    loseTheDatabase();
    Said rebuilt = here("executions", "rebuild");
    assertEquals(Exit.DONE, rebuilt.exit(), rebuilt.json().toString());
    assertEquals(id, rebuilt.json().at("/ended/0").asText());
    assertEquals(
        "completed", here("executions", "list").json().at("/rows/0/status").asText().toLowerCase());
  }

  @Test
  @DisplayName("a damaged piece is named, exit 1; while another process keeps it nothing is done")
  void damagedAndKept() throws Exception {
    String id = execution("a.md");
    loseTheDatabase();
    Files.writeString(folder.resolve(".reeve/executions").resolve(id).resolve("plan.json"), "{");
    try (Engine keeper = Engine.open(workspace(), Engine.Role.KEEPER)) {
      assertTrue(keeper.keeps());
      assertEquals(Exit.LOCK, here("executions", "rebuild").exit());
    }
    Said rebuilt = here("executions", "rebuild");
    assertEquals(Exit.PROBLEMS, rebuilt.exit());
    assertEquals(1, rebuilt.json().path("problems").size());
    assertEquals(1, rebuilt.json().path("added").asInt());
  }
}
