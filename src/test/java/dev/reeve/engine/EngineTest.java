package dev.reeve.engine;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionFilter;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.TrailCheck;
import dev.reeve.engine.lock.LockEvent;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a change on disk to its record, its execution and its undoing, through the real file system.
 */
class EngineTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;

  private Workspace adopted() {
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    Adoption.adopt(workspace);
    return Workspace.open(folder, new DiskFileLayer());
  }

  private Engine live() {
    return Engine.open(adopted(), Engine.Role.KEEPER, true);
  }

  private static Optional<RecordRow> at(Engine engine, String path) {
    return engine.registry().rows().stream()
        .filter(row -> path.equals(row.path()) && row.status().equals("active"))
        .findFirst();
  }

  @Test
  @DisplayName(
      "A file that appears gets an id and a record; a change, a move and a removal follow it")
  void aChangeOnDiskBecomesARecord() throws Exception {
    try (Engine engine = live()) {
      engine.start();
      assertTrue(engine.awaitIdle(LONG));

      Files.createDirectories(folder.resolve("docs"));
      Files.writeString(folder.resolve("docs/a.md"), "# A\n");
      await().atMost(LONG).until(() -> at(engine, "docs/a.md").isPresent());
      RecordRow added = at(engine, "docs/a.md").orElseThrow();
      assertEquals(Sha256.of("# A\n"), added.sha256());

      Files.writeString(folder.resolve("docs/a.md"), "# A, again\n");
      await()
          .atMost(LONG)
          .until(
              () ->
                  Sha256.of("# A, again\n").equals(at(engine, "docs/a.md").orElseThrow().sha256()));

      Files.move(folder.resolve("docs/a.md"), folder.resolve("docs/b.md"));
      await().atMost(LONG).until(() -> at(engine, "docs/b.md").isPresent());
      assertEquals(added.docId(), at(engine, "docs/b.md").orElseThrow().docId());

      Files.delete(folder.resolve("docs/b.md"));
      await().atMost(LONG).until(() -> at(engine, "docs/b.md").isEmpty());
      assertInstanceOf(TrailCheck.Whole.class, engine.trail().verify());
      assertEquals(
          List.of(), engine.registry().validate(true).stream().filter(f -> !f.warning()).toList());
    }
  }

  @Test
  @DisplayName("A file that gets its id as a prefix of its name is described under the new name")
  void aRenamedFileIsDescribed() throws Exception {
    adopted();
    Files.writeString(folder.resolve(".reeve/config.toml"), "[registry]\ncarrier = \"PREFIX\"\n");
    try (Engine engine = live()) {
      engine.start();
      Files.writeString(folder.resolve("one.py"), "print(1)\n");
      await().atMost(LONG).until(() -> !engine.registry().rows().isEmpty());
      assertTrue(engine.awaitIdle(LONG));
      RecordRow row = engine.registry().rows().getFirst();
      assertEquals(row.docId() + "_one.py", row.path());
      assertEquals(
          "ok",
          engine.registry().record(row.docId()).orElseThrow().path("src_parse_status").asText());
    }
  }

  @Test
  @DisplayName(
      "What the registry's rules would refuse to take back is told before anybody says yes")
  void anUndoThatWouldBeRefusedIsToldBeforehand() throws Exception {
    try (Engine engine = live()) {
      engine.start();
      Files.writeString(folder.resolve("one.txt"), "1\n");
      await().atMost(LONG).until(() -> at(engine, "one.txt").isPresent());
      assertTrue(engine.awaitIdle(LONG));
      String patch =
          "{\"registry_hash\": \"%s\", \"reason\": \"old\", \"operations\": [{\"op\": \"update\","
              + " \"path\": \"records/%s/status\", \"value\": \"deprecated\"}]}";
      WriteResult written =
          engine
              .registryActions()
              .apply(
                  patch
                      .formatted(
                          engine.registry().summary().hash(),
                          at(engine, "one.txt").orElseThrow().key())
                      .getBytes(StandardCharsets.UTF_8));
      assertTrue(written.success(), written.message());
      Proposal seen = engine.executions().previewRevert(written.executionId(), "tester");
      assertTrue(seen.items().getFirst().path().startsWith("one.txt (REC-"));
      assertTrue(
          String.valueOf(seen.problem()).contains("is no transition this source may make"),
          seen.problem());
      ExecutionDetail told = engine.executions().show(String.valueOf(written.executionId()));
      assertFalse(told.revertible(), "the same rule is asked before anybody tries");
      assertTrue(
          String.valueOf(told.notRevertible()).contains("is no transition this source may make"),
          told.notRevertible());
    }
  }

  @Test
  @DisplayName("Every registry write is an execution; reverting it takes it back")
  void aRegistryWriteCanBeReverted() throws Exception {
    try (Engine engine = live()) {
      engine.start();
      Files.writeString(folder.resolve("one.txt"), "1\n");
      await().atMost(LONG).until(() -> at(engine, "one.txt").isPresent());
      assertTrue(engine.awaitIdle(LONG));
      Files.writeString(folder.resolve("one.txt"), "2\n");
      await()
          .atMost(LONG)
          .until(() -> Sha256.of("2\n").equals(at(engine, "one.txt").orElseThrow().sha256()));

      assertTrue(engine.awaitIdle(LONG)); // the description of a content is a write of its own
      ExecutionRow newest =
          engine.executions().list(ExecutionFilter.newest(9)).rows().stream()
              .filter(row -> row.intent().startsWith("update"))
              .findFirst()
              .orElseThrow();
      assertEquals("registry", newest.kind());
      Proposal seen = engine.executions().previewRevert(newest.id(), "tester");
      assertEquals(
          "one.txt (" + at(engine, "one.txt").orElseThrow().key() + ")",
          seen.items().getFirst().path());
      assertNull(seen.problem());
      ExecutionDetail told = engine.executions().show(newest.id());
      assertTrue(told.revertible(), told.notRevertible());
      String diff = told.files().getFirst().diff();
      assertTrue(diff.contains("@@ one.txt (REC-"), diff);
      assertTrue(diff.contains("\n-sha256: \"" + Sha256.of("1\n")), diff);
      assertTrue(diff.contains("\n+sha256: \"" + Sha256.of("2\n")), diff);
      ExecutionRow reverted = engine.executions().revert(newest.id(), "tester");

      assertEquals(ExecutionStatus.COMPLETED, reverted.status());
      assertEquals(Sha256.of("1\n"), at(engine, "one.txt").orElseThrow().sha256());
      assertThrows(EngineException.class, () -> engine.executions().revert(newest.id(), "tester"));
      assertFalse(engine.executions().show(newest.id()).revertible());
    }
  }

  @Test
  @DisplayName("REG-A53 Observe mode lists its plans and changes nothing but .reeve")
  void a53_observeModeChangesNothing() throws Exception {
    for (int i = 0; i < 10; i++) {
      Files.writeString(folder.resolve("file-" + i + ".txt"), "content " + i + "\n");
    }
    Workspace workspace = adopted();
    Map<String, String> before = tree();
    try (Engine engine = Engine.open(workspace, Engine.Role.KEEPER)) {
      engine.start();
      assertTrue(engine.awaitIdle(LONG));
      assertFalse(engine.live());
      assertEquals(0, engine.registry().summary().records());
      assertEquals(0, engine.executions().list(ExecutionFilter.newest(1)).total());
    }
    assertEquals(before, tree());
    assertFalse(Files.exists(workspace.own("registry", "id_ledger.jsonl")));
  }

  @Test
  @DisplayName("Header and prefix mode: the file carries its id and is not worked on again")
  void filesCarryTheirIds() throws Exception {
    Files.writeString(
        adopted().own("config.toml"),
        "[engine]\nmode = \"live\"\n[registry]\ncarrier = \"HEADER_AND_PREFIX\"\n");
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    try (Engine engine = Engine.open(workspace, Engine.Role.KEEPER)) {
      engine.start();
      Files.writeString(folder.resolve("note.md"), "# Note\n");
      await().atMost(LONG).until(() -> engine.registry().summary().activeFiles() == 1);
      assertTrue(engine.awaitIdle(LONG));
      RecordRow row = engine.registry().rows().getFirst();
      assertEquals(row.docId() + "_note.md", row.path());
      assertEquals(
          "<!-- doc_id: " + row.docId() + " -->\n# Note\n",
          Files.readString(folder.resolve(String.valueOf(row.path()))));
      assertFalse(Files.exists(folder.resolve("note.md")));
      assertEquals(1, engine.registry().rows().size());
      List<String> kinds =
          engine.executions().list(ExecutionFilter.newest(10)).rows().stream()
              .map(ExecutionRow::kind)
              .distinct()
              .sorted()
              .toList();
      assertEquals(List.of("header", "registry"), kinds);
    }
  }

  @Test
  @DisplayName(
      "A keeper whose lease went to another stops watching; what changes then is not its work")
  void aReplacedKeeperStops() throws Exception {
    try (Engine engine = live()) {
      engine.start();
      Files.writeString(folder.resolve("before.txt"), "before\n");
      await().atMost(LONG).until(() -> at(engine, "before.txt").isPresent());
      assertTrue(watching());

      engine.bus().publish(new LockEvent.LeaseLost("keeper"));

      await().atMost(LONG).until(() -> !watching());
      Files.writeString(folder.resolve("after.txt"), "after\n");
      assertTrue(
          engine.queue().list(Set.of(), 100).stream().noneMatch(i -> i.path().equals("after.txt")));
    }
  }

  private static boolean watching() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("watch intake"));
  }

  @Test
  @DisplayName("A folder that is not adopted is not opened")
  void notAdopted() {
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    EngineException refused =
        assertThrows(EngineException.class, () -> Engine.open(workspace, Engine.Role.VISITOR));
    assertEquals("NOT_ADOPTED", refused.code());
    assertFalse(Files.exists(workspace.own()));
  }

  @Test
  @DisplayName(
      "What changed while nobody watched is found at the next start, and a second start finds"
          + " nothing")
  void aStartCatchesUp() throws Exception {
    Files.writeString(folder.resolve("early.txt"), "early\n");
    try (Engine engine = live()) {
      engine.start();
      assertTrue(engine.awaitIdle(LONG));
      assertTrue(at(engine, "early.txt").isPresent());
    }
    Files.writeString(folder.resolve("early.txt"), "later\n");
    try (Engine engine = live()) {
      engine.start();
      assertTrue(engine.awaitIdle(LONG));
      assertEquals(Sha256.of("later\n"), at(engine, "early.txt").orElseThrow().sha256());
    }
    String hash = Sha256.of(folder.resolve("UNIFIED_SSOT_REGISTRY.json"));
    try (Engine engine = live()) {
      engine.start();
      assertTrue(engine.awaitIdle(LONG));
    }
    assertEquals(hash, Sha256.of(folder.resolve("UNIFIED_SSOT_REGISTRY.json")));
  }

  private Map<String, String> tree() throws IOException {
    Map<String, String> out = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(path).toString();
        if (!name.startsWith(".reeve")) {
          out.put(name, Sha256.of(path) + " " + Files.getLastModifiedTime(path));
        }
      }
    }
    return out;
  }

  @Test
  @DisplayName("A disk that fails for a while leaves work waiting, under codes that pass")
  void aFailingDiskIsTriedAgain() throws Exception {
    FaultyFiles files = new FaultyFiles();
    adopted();
    Files.writeString(folder.resolve(".reeve/config.toml"), "registry.carrier = \"HEADER\"\n");
    Workspace workspace = Workspace.open(folder, files);
    try (Engine engine = Engine.open(workspace, Engine.Role.KEEPER, true)) {
      engine.start();
      assertTrue(engine.awaitIdle(LONG));
      for (String file : List.of("docs/a.md", "b.txt")) { // the first carries its id, b cannot
        Path place = folder.resolve(file);
        Files.createDirectories(place.getParent());
        String temporary = place.resolveSibling(".reeve-").toString();
        files.failOn("writeNew", temporary, new IOException("the device is busy"));
        Files.writeString(place, "text of " + file);
        await().atMost(LONG).until(() -> waiting(engine, file).isPresent());
        assertEquals(
            file.endsWith(".md") ? "TEMP_IO_ERROR" : "WRITE_FAILED",
            waiting(engine, file).orElseThrow().errorCode());
        files.heal();
        engine.queue().retryNow(List.of(waiting(engine, file).orElseThrow().id()));
        await().atMost(LONG).until(() -> at(engine, file).isPresent());
      }
    }
  }

  private static Optional<WorkItem> waiting(Engine engine, String path) {
    return engine.queue().list(Set.of(ItemState.RETRY_WAIT), 10).stream()
        .filter(item -> item.path().equals(path))
        .findFirst();
  }
}
