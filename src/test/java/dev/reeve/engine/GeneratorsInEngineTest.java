package dev.reeve.engine;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.change.ExecutionFilter;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.registry.DriftKind;
import dev.reeve.engine.registry.ReconcileProgress;
import dev.reeve.engine.registry.ReconcileReport;
import dev.reeve.engine.registry.ReconcileRequest;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.registry.generate.BuildResult;
import dev.reeve.engine.registry.generate.GeneratorRow;
import dev.reeve.engine.registry.generate.GeneratorRow.State;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stage S8 in a running engine, through the real file system. */
class GeneratorsInEngineTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  private Engine live() {
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    Adoption.adopt(workspace);
    return Engine.open(Workspace.open(folder, new DiskFileLayer()), Engine.Role.KEEPER, true);
  }

  private static void addIndex(Engine engine) throws Exception {
    assertTrue(engine.awaitIdle(LONG)); // the patch names the registry's hash
    WriteResult result =
        engine
            .registryActions()
            .apply(
                """
                {"registry_hash": "%s", "operations": [{"op": "add", "path": "records", "value":
                  {"record_kind": "generator", "generator_name": "Files",
                   "generator_version": "1.0.0", "output_kind": "index",
                   "output_path": "docs/INDEX.md", "sort_rule_id": "path",
                   "declared_dependencies": ["relative_path", "size_bytes"]}}]}
                """
                    .formatted(engine.registry().summary().hash())
                    .getBytes(StandardCharsets.UTF_8));
    assertTrue(result.success(), result.message());
  }

  private static GeneratorRow row(Engine engine) {
    return engine.generators().generators().getFirst();
  }

  private String index() throws Exception {
    Path file = folder.resolve("docs/INDEX.md");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private static long builds(Engine engine) {
    return engine.executions().list(ExecutionFilter.newest(100)).rows().stream()
        .filter(row -> row.kind().equals("generated"))
        .count();
  }

  @Test
  @DisplayName(
      "S8: a batch makes an index stale once; it is built, is no record, and comes to rest")
  void aBatchRebuildsOnce() throws Exception {
    try (Engine engine = live()) {
      engine.start();
      Files.writeString(folder.resolve("one.txt"), "1\n");
      await().atMost(LONG).until(() -> engine.registry().rows().size() == 1);
      addIndex(engine);
      await().atMost(LONG).until(() -> index().contains("one.txt"));

      for (int i = 0; i < 40; i++) {
        Files.writeString(folder.resolve("many-" + i + ".txt"), i + "\n");
      }
      await().atMost(LONG).until(() -> index().contains("many-9.txt") && row(engine).rows() == 41);
      await().atMost(LONG).until(() -> row(engine).state() == State.CURRENT);
      assertTrue(engine.awaitIdle(LONG));

      assertTrue(builds(engine) < 15, "builds: " + builds(engine));
      assertFalse(index().contains("INDEX.md"));
      assertTrue(
          engine.registry().rows().stream().noneMatch(r -> "docs/INDEX.md".equals(r.path())));
      long before = builds(engine);
      ReconcileReport report =
          engine
              .registryActions()
              .reconcile(ReconcileRequest.of(List.of(".")), ReconcileProgress.NONE, () -> false);
      assertEquals(List.of(), report.items());
      assertTrue(engine.awaitIdle(LONG));
      assertEquals(before, builds(engine));
    }
  }

  @Test
  @DisplayName("An edited output stays until somebody runs the generator; undoing brings it back")
  void anEditIsKeptAndComesBack() throws Exception {
    try (Engine engine = live()) {
      engine.start();
      Files.writeString(folder.resolve("one.txt"), "1\n");
      await().atMost(LONG).until(() -> engine.registry().rows().size() == 1);
      addIndex(engine);
      await().atMost(LONG).until(() -> index().contains("one.txt"));
      assertTrue(engine.awaitIdle(LONG));

      String mine = index() + "\nmine\n";
      Files.writeString(folder.resolve("docs/INDEX.md"), mine);
      Files.writeString(folder.resolve("two.txt"), "2\n");
      await().atMost(LONG).until(() -> row(engine).rows() == 2);
      assertTrue(engine.awaitIdle(LONG));
      assertEquals(mine, index());
      assertEquals(State.EDITED, row(engine).state());

      ReconcileReport report =
          engine
              .registryActions()
              .reconcile(ReconcileRequest.of(List.of(".")), ReconcileProgress.NONE, () -> false);
      assertEquals(DriftKind.STALE_GENERATOR, report.items().getFirst().kind());
      assertEquals(0, report.repairsQueued());

      BuildResult built = engine.registryActions().generate(List.of(), true).getFirst();
      assertEquals(List.of("docs/INDEX.md"), built.kept());
      assertTrue(index().contains("two.txt"));
      ExecutionRow undone =
          engine.executions().revert(built.executionIds().getFirst(), Engine.account());
      assertEquals("revert", undone.kind());
      assertEquals(mine, index());
      assertTrue(engine.awaitIdle(LONG));
      assertEquals(mine, index());
    }
  }
}
