package dev.reeve.engine;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.change.TrailCheck;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.registry.ReconcileProgress;
import dev.reeve.engine.registry.ReconcileReport;
import dev.reeve.engine.registry.ReconcileRequest;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.testing.Child;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one workspace, and processes that are killed. */
class EngineProcessesTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  private Workspace workspace() throws Exception {
    Adoption.adopt(Workspace.open(folder, new DiskFileLayer()));
    Files.writeString(
        folder.resolve(".reeve/config.toml"),
        "[watch]\nmax_actions_per_cycle = 1000\nmax_assign_per_scan = 1000\n");
    return Workspace.open(folder, new DiskFileLayer());
  }

  private Process keeper() throws Exception {
    return Child.start(KeeperProcess.class, folder.toString());
  }

  private static void awaitReady(Process process) throws Exception {
    assertEquals("ready", process.inputReader().readLine());
  }

  /** Keeps a workspace until it is killed. */
  static final class KeeperProcess {
    public static void main(String[] args) throws Exception {
      Workspace workspace = Workspace.open(Path.of(args[0]), new DiskFileLayer());
      Engine engine = Engine.open(workspace, Engine.Role.KEEPER, true);
      engine.start();
      System.out.println("ready");
      engine.awaitClose(null);
    }
  }

  @Test
  @DisplayName(
      "CHG-A36 A second process observes, names the keeper, acts, and sees what the keeper does")
  void a36_secondProcessObserves() throws Exception {
    Workspace workspace = workspace();
    Process keeper = keeper();
    awaitReady(keeper);
    try (Engine observer = Engine.open(workspace, Engine.Role.KEEPER_IF_FREE)) {
      assertFalse(observer.keeps());
      String holder = observer.locks().keeper().orElseThrow().holder();
      assertTrue(holder.contains(Long.toString(keeper.pid())), holder);
      EngineException busy =
          assertThrows(
              EngineException.class, () -> Engine.open(workspace, Engine.Role.KEEPER).close());
      assertEquals("WORKSPACE_BUSY", busy.code());

      AtomicInteger told = new AtomicInteger();
      observer.bus().subscribe(event -> told.addAndGet(event instanceof QueueEvent ? 1 : 0));
      observer.start();
      Files.writeString(folder.resolve("seen.txt"), "by the keeper\n");
      await()
          .atMost(LONG)
          .until(
              () -> observer.registry().rows().stream().anyMatch(r -> "seen.txt".equals(r.path())));
      await().atMost(LONG).until(() -> told.get() > 0);
      keeper.destroyForcibly().waitFor();
    }
    try (Engine next = Engine.open(workspace, Engine.Role.KEEPER)) {
      assertTrue(next.keeps());
    }
  }

  @Test
  @DisplayName("Killed three times while it works: nothing is torn, lost or done twice")
  void killedWhileItWorks() throws Exception {
    Workspace workspace = workspace();
    int files = 0;
    for (int round = 0; round < 3; round++) {
      Process keeper = keeper();
      awaitReady(keeper);
      for (int i = 0; i < 30; i++) {
        Files.writeString(folder.resolve("file-" + files + ".txt"), "content " + files++ + "\n");
      }
      int killAt = 5 + round * 12;
      await().atMost(LONG).until(() -> registered() >= killAt);
      keeper.destroyForcibly().waitFor();
    }
    try (Engine engine = Engine.open(workspace, Engine.Role.KEEPER, true)) {
      engine.start();
      assertTrue(engine.awaitIdle(LONG));
      List<RecordRow> rows = engine.registry().rows();
      Set<String> paths = new HashSet<>();
      Set<String> ids = new HashSet<>();
      for (RecordRow row : rows) {
        assertTrue(paths.add(row.path()), "twice: " + row.path());
        assertTrue(ids.add(row.docId()), "twice: " + row.docId());
      }
      assertEquals(files, rows.size());
      assertInstanceOf(TrailCheck.Whole.class, engine.trail().verify());
      assertTrue(engine.registry().validate(true).stream().allMatch(finding -> finding.warning()));
      assertEquals(0L, engine.queue().summary().byState().get(ItemState.DEAD_LETTER));
      ReconcileReport report =
          engine
              .registryActions()
              .reconcile(
                  ReconcileRequest.of(List.of(".")).deeply(), ReconcileProgress.NONE, () -> false);
      assertEquals(List.of(), report.items());
    }
  }

  private long registered() throws Exception {
    Path file = folder.resolve("UNIFIED_SSOT_REGISTRY.json");
    return Files.exists(file)
        ? Files.readString(file).lines().filter(line -> line.contains("\"relative_path\"")).count()
        : 0;
  }
}
