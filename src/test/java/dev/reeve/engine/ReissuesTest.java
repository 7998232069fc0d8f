package dev.reeve.engine;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.change.ExecutionFilter;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Another id for the second of two files that carry one, from the dead letter to its record. */
class ReissuesTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String TEXT = "---\ntitle: \"b\"\ndoc_id: \"%s\"\n---\nSee %s.\n";

  @TempDir Path folder;
  private final FaultyFiles files = new FaultyFiles();
  @AutoClose private Engine engine;

  private void open() throws Exception {
    write("a.md", "# a\n");
    Adoption.adopt(Workspace.open(folder, new DiskFileLayer()));
    engine = Engine.open(Workspace.open(folder, files), Engine.Role.KEEPER, true);
    engine.start();
    assertTrue(engine.awaitIdle(LONG));
  }

  /** The id of a.md, which b.md carries too: its job is a dead letter. */
  private String conflict() throws Exception {
    open();
    String id = id("a.md");
    write("b.md", TEXT.formatted(id, id));
    awaitDead("b.md");
    return id;
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(folder.resolve(path), text);
  }

  private String read(String path) throws IOException {
    return Files.readString(folder.resolve(path));
  }

  private String id(String path) {
    return engine
        .registry()
        .record(path)
        .map(record -> record.path("doc_id").asText())
        .orElse("none");
  }

  private String ledger() throws IOException {
    return read(".reeve/registry/id_ledger.jsonl");
  }

  private List<WorkItem> dead() {
    return engine.queue().list(Set.of(ItemState.DEAD_LETTER), 10);
  }

  private void awaitDead(String path) {
    await().atMost(LONG).until(() -> dead().stream().anyMatch(row -> row.path().equals(path)));
    assertEquals("ID_CONFLICT", dead().getFirst().errorCode());
  }

  private void awaitDone(String path, String id) {
    await().atMost(LONG).until(() -> id(path).equals(id));
    await().atMost(LONG).until(() -> dead().isEmpty());
  }

  private ExecutionRow carryOut(ReissuePlan plan) {
    return engine.reissues().carryOut(plan.path(), plan.planId(), "dana", "");
  }

  private EngineException refused(String path) {
    return assertThrows(EngineException.class, () -> engine.reissues().plan(path));
  }

  @Test
  @DisplayName("The plan names who keeps the id and who gets which, and writes nothing")
  void planned() throws Exception {
    String id = conflict();
    String ledger = ledger();
    ReissuePlan plan = engine.reissues().plan("b.md");
    assertEquals(id, plan.oldId());
    assertEquals(List.of("a.md"), plan.keptBy());
    assertEquals("b.md", plan.to());
    assertEquals(Long.parseLong(id) + 100_000_0L, Long.parseLong(plan.newId()), "the next number");
    assertTrue(plan.diff().contains("+doc_id: \"" + plan.newId() + "\"\n"), plan.diff());
    assertEquals(plan, engine.reissues().plan("b.md"), "the same files give the same plan");

    Proposal seen = engine.reissues().preview("b.md", "dana");
    assertEquals(seen.plan().id(), engine.reissues().preview("b.md", "dana").plan().id());
    assertEquals(plan.planId(), seen.checksum());
    assertEquals(Proposal.Standing.PREVIEW, seen.standing());
    assertEquals(1, seen.needed());
    assertEquals("Give b.md the ID " + plan.newId(), seen.plan().intent());
    assertEquals(
        "a.md keeps %1$s. b.md gets %2$s. Wherever else %1$s is mentioned it stays."
            .formatted(id, plan.newId()),
        seen.plan().rationale());
    assertEquals(ledger, ledger());
    assertEquals(TEXT.formatted(id, id), read("b.md"));
    assertFalse(engine.inbox().list().items().toString().contains("dec_"), "nothing handed in");
  }

  @Test
  @DisplayName("Conflict, another id, tried again, done; what else mentions the old id stays")
  void done() throws Exception {
    String id = conflict();
    ReissuePlan plan = engine.reissues().plan("b.md");
    ExecutionRow row = carryOut(plan);
    assertEquals(ExecutionStatus.COMPLETED, row.status());
    assertEquals("dana", row.operator());
    assertEquals(TEXT.formatted(plan.newId(), id), read("b.md"));
    awaitDone("b.md", plan.newId());
    assertEquals(id, id("a.md"));
    assertEquals("# a\n", read("a.md"));
    assertTrue(engine.registryActions().duplicates(() -> false).isEmpty());
    assertEquals(1, ledger().lines().filter(line -> line.contains(plan.newId())).count());
  }

  @Test
  @DisplayName("Reverted, the file is as before and the conflict is there again; the id is kept")
  void reverted() throws Exception {
    String id = conflict();
    ReissuePlan plan = engine.reissues().plan("b.md");
    assertEquals(plan.planId(), engine.reissues().preview("b.md", "dana").checksum());
    ExecutionRow row = carryOut(plan);
    awaitDone("b.md", plan.newId());
    assertTrue(engine.executions().show(row.id()).revertible());
    ExecutionRow undone = engine.executions().revert(row.id(), "dana");
    assertEquals(ExecutionStatus.COMPLETED, undone.status());
    assertEquals(TEXT.formatted(id, id), read("b.md"));
    awaitDead("b.md");

    String ledger = ledger();
    ReissuePlan again = engine.reissues().plan("b.md");
    assertEquals(plan.newId(), again.newId(), "that of its record, for life");
    assertEquals(again.planId(), engine.reissues().preview("b.md", "dana").checksum());
    ExecutionRow second = carryOut(again);
    assertEquals(ExecutionStatus.COMPLETED, second.status());
    assertNotEquals(row.id(), second.id());
    awaitDone("b.md", plan.newId());
    assertEquals(ledger, ledger(), "nothing is issued twice");
  }

  @Test
  @DisplayName("A file that changed since the plan was seen is refused; nothing is written")
  void changedMeanwhile() throws Exception {
    String id = conflict();
    ReissuePlan plan = engine.reissues().plan("b.md");
    assertEquals(plan.planId(), engine.reissues().preview("b.md", "dana").checksum());
    String ledger = ledger();
    write("b.md", TEXT.formatted(id, id) + "One more line.\n");
    EngineException why = assertThrows(EngineException.class, () -> carryOut(plan));
    assertEquals("PLAN_CHANGED", why.code());
    assertEquals(TEXT.formatted(id, id) + "One more line.\n", read("b.md"));
    assertEquals(ledger, ledger());
    assertEquals(
        0,
        engine.executions().list(ExecutionFilter.newest(50)).rows().stream()
            .filter(row -> row.intent().startsWith("Give b.md"))
            .count());
  }

  @Test
  @DisplayName("Somebody else got the number: the plan that was seen does not run")
  void numberGone() throws Exception {
    conflict();
    ReissuePlan plan = engine.reissues().plan("b.md");
    write("c.md", "# c\n");
    await().atMost(LONG).until(() -> id("c.md").equals(plan.newId()));
    assertEquals("PLAN_CHANGED", assertThrows(EngineException.class, () -> carryOut(plan)).code());
    assertNotEquals(plan.newId(), engine.reissues().plan("b.md").newId());
  }

  @Test
  @DisplayName("A number that a person looks at is given to nobody else meanwhile")
  void numberHeld() throws Exception {
    conflict();
    ReissuePlan plan = engine.reissues().plan("b.md");
    assertEquals(plan.planId(), engine.reissues().preview("b.md", "dana").checksum());
    String ledger = ledger();
    assertFalse(ledger.contains(plan.newId()), "nothing was issued");
    write("c.md", "# c\n");
    await().atMost(LONG).until(() -> !id("c.md").equals("none"));
    assertEquals(Long.parseLong(plan.newId()) + 100_000_0L, Long.parseLong(id("c.md")), "the next");
    assertEquals(ExecutionStatus.COMPLETED, carryOut(plan).status());
    awaitDone("b.md", plan.newId());
  }

  @Test
  @DisplayName("Where the file cannot be written it is as before, and the next try gives that id")
  void notWritten() throws Exception {
    String id = conflict();
    ReissuePlan plan = engine.reissues().plan("b.md");
    files.failOn(
        "writeNew", folder.resolve(".reeve-").toString(), new IOException("the device is busy"));
    ExecutionRow row = carryOut(plan);
    assertNotEquals(ExecutionStatus.COMPLETED, row.status());
    assertEquals(TEXT.formatted(id, id), read("b.md"));
    assertEquals("none", id("b.md"));
    assertEquals(1, dead().size(), "still a dead letter");
    files.heal();
    assertEquals(plan.newId(), engine.reissues().plan("b.md").newId());
    assertEquals(ExecutionStatus.COMPLETED, carryOut(plan).status());
    awaitDone("b.md", plan.newId());
  }

  @Test
  @DisplayName("Where there is no room that is said by its own code, before anything is issued")
  void noRoom() throws Exception {
    String id = conflict();
    ReissuePlan plan = engine.reissues().plan("b.md");
    String ledger = ledger();
    files.usableSpace(1 << 20);
    EngineException why = assertThrows(EngineException.class, () -> carryOut(plan));
    assertEquals("DISK_FULL", why.code());
    assertEquals(ledger, ledger());
    assertEquals(TEXT.formatted(id, id), read("b.md"));
  }

  @Test
  @DisplayName("Whose id it is keeps it, and a file that is in no conflict too")
  void refusals() throws Exception {
    String id = conflict();
    EngineException none = refused("a.md");
    assertEquals("NO_ID_CARRIED", none.code());
    write("a.md", "<!-- doc_id: " + id + " -->\n# a\n");
    EngineException own = refused("a.md");
    assertEquals("ID_IS_ITS_OWN", own.code());
    assertEquals("Give another id to b.md.", own.remedy());
    assertEquals("FILE_NOT_READ", refused("nowhere.md").code());
    assertEquals("PATH_REFUSED", refused("../b.md").code());
    String free = "0299900042260118";
    write("c.md", "<!-- doc_id: " + free + " -->\n");
    assertEquals("ID_NOT_CLAIMED_TWICE", refused("c.md").code());
    write(free + "_d.md", "<!-- doc_id: " + id + " -->\n");
    assertEquals("ID_CONFLICT", refused(free + "_d.md").code());
  }

  @Test
  @DisplayName("Two new files with one id: either can get another, and the other keeps it")
  void twoNewFiles() throws Exception {
    open();
    engine.queue().pause(true);
    String id = "0299900042260118";
    write("x.md", "<!-- doc_id: " + id + " -->\n");
    write("y.md", "<!-- doc_id: " + id + " -->\n# y\n");
    ReissuePlan plan = engine.reissues().plan("y.md");
    assertEquals(List.of("x.md"), plan.keptBy());
    assertEquals(ExecutionStatus.COMPLETED, carryOut(plan).status());
    engine.queue().pause(false);
    await().atMost(LONG).until(() -> id("x.md").equals(id));
    awaitDone("y.md", plan.newId());
  }

  /** Reverted and given again: the same number, as its record keeps it. */
  private void renamedAgain(ReissuePlan plan, ExecutionRow row) throws Exception {
    String ledger = ledger();
    assertEquals(ExecutionStatus.COMPLETED, engine.executions().revert(row.id(), "dana").status());
    assertEquals(plan.newId(), engine.reissues().plan(plan.path()).newId(), "at once");
    await()
        .atMost(LONG)
        .until(
            () ->
                engine
                    .registry()
                    .record(plan.newId())
                    .filter(record -> record.path("status").asText().equals("deleted"))
                    .isPresent());
    await().atMost(LONG).until(() -> dead().size() == 2);
    ReissuePlan again = engine.reissues().plan(plan.path());
    assertEquals(plan, again);
    assertEquals(ExecutionStatus.COMPLETED, carryOut(again).status());
    await().atMost(LONG).until(() -> id(plan.to()).equals(plan.newId()));
    await().atMost(LONG).until(() -> dead().size() == 1);
    assertEquals(ledger, ledger(), "nothing is issued twice");
  }

  @Test
  @DisplayName("An id in the name goes with the name; one in the content as well with both")
  @DisabledOnOs(OS.WINDOWS)
  void inTheName() throws Exception {
    open();
    String id = id("a.md");
    String named = id + "_run.sh";
    write(named, "#!/bin/sh\n# doc_id: " + id + "\n");
    Files.setPosixFilePermissions(
        folder.resolve(named), PosixFilePermissions.fromString("rwxr-x---"));
    write(id + "_note.md", "# note\n");
    await().atMost(LONG).until(() -> dead().size() == 2);

    ReissuePlan name = engine.reissues().plan(id + "_note.md");
    assertEquals(name.newId() + "_note.md", name.to());
    assertEquals("", name.diff());
    ExecutionRow row = carryOut(name);
    assertEquals(ExecutionStatus.COMPLETED, row.status());
    assertEquals("# note\n", read(name.to()));
    await().atMost(LONG).until(() -> id(name.to()).equals(name.newId()));
    renamedAgain(name, row);

    ReissuePlan both = engine.reissues().plan(named);
    assertEquals(ExecutionStatus.COMPLETED, carryOut(both).status());
    assertEquals("#!/bin/sh\n# doc_id: " + both.newId() + "\n", read(both.to()));
    assertEquals(
        "rwxr-x---",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(both.to()))));
    assertFalse(Files.exists(folder.resolve(named)));
    awaitDone(both.to(), both.newId());
    JsonNode record = engine.registry().record(both.newId()).orElseThrow();
    assertEquals(both.to(), record.path("relative_path").asText());
  }
}
