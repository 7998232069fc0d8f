package dev.reeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.change.Risk;
import dev.reeve.engine.change.Settlement;
import dev.reeve.engine.change.TestPlans;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.Triage;
import dev.reeve.engine.links.triage.TriageResult;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.ReconcileProgress;
import dev.reeve.engine.registry.ReconcileReport;
import dev.reeve.engine.testing.Cared;
import dev.reeve.engine.testing.Child;
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
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Reeve itself changes in files is on record as if a person had: nothing is left to find. */
class FollowUpTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final FaultyFiles files = new FaultyFiles();
  @AutoClose private Engine engine;

  @BeforeEach
  void open() throws Exception {
    write("a.md", "one\n");
    write("gone.md", "old\n");
    write("right.md", "here\n");
    write("links.md", "See [it](rihgt.md).\n");
    Cared.adopt(folder);
    engine = Engine.open(Workspace.open(folder, files), Engine.Role.KEEPER, true);
    engine.start();
    settled();
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  private static String hash(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Everything that is on its way has arrived, and disk and registry tell the same. */
  private void settled() throws InterruptedException {
    assertTrue(engine.awaitIdle(LONG));
    ReconcileReport report = engine.registryActions().compare(ReconcileProgress.NONE, () -> false);
    assertEquals(List.of(), report.items().stream().map(DriftItem::toString).toList());
  }

  private JsonNode record(String path) {
    return engine.registry().record(path).orElseThrow();
  }

  private ExecutionRow execute(List<FileChange> changes) {
    return execute(engine, changes);
  }

  private static ExecutionRow execute(Engine engine, List<FileChange> changes) {
    Instant now = Instant.now();
    List<String> paths = List.of("*.md");
    ChangePlan plan = TestPlans.plan("Tidy", paths, "ann", Risk.LOW, "restore", now);
    ChangeSet set = ChangeSet.of(plan.id(), changes, "ann", now);
    String decision = String.valueOf(engine.approvals().handIn(plan, set, "ann").decisionId());
    engine.approvals().approve(decision, "bea", "looks right");
    return engine.approvals().run(decision, "bea");
  }

  @Test
  @DisplayName("A change that was approved is on record, and so is its undoing")
  void changedAndReverted() throws Exception {
    String id = record("gone.md").path("doc_id").asText();
    ExecutionRow row =
        execute(
            List.of(
                FileChange.update("a.md", "one\n", "one\ntwo\n"),
                FileChange.create("b.md", "new\n"),
                FileChange.delete("gone.md", hash("old\n"))));
    assertEquals(ExecutionStatus.COMPLETED, row.status());
    settled();
    assertEquals(hash("one\ntwo\n"), record("a.md").path("sha256").asText());
    assertEquals("active", record("b.md").path("status").asText());

    assertEquals(ExecutionStatus.COMPLETED, engine.executions().revert(row.id(), "bea").status());
    settled();
    assertEquals(hash("one\n"), record("a.md").path("sha256").asText());
    assertEquals("active", record("gone.md").path("status").asText());
    assertEquals(id, record("gone.md").path("doc_id").asText());
  }

  @Test
  @DisplayName("A mended link's document is on record, and so is its undoing")
  void mendedLink() throws Exception {
    Triage triage = engine.links().triage();
    String link =
        triage.scan(new CheckScope(CheckScope.Mode.CUSTOM, List.of(), false)).rows().stream()
            .filter(row -> row.finding().rawTarget().equals("rihgt.md"))
            .map(row -> row.finding().id())
            .findFirst()
            .orElseThrow();
    triage.decide(List.of(link), new Choice.Manual("right.md", "a slip of the pen"), "ann");
    TriageResult result = triage.apply(Set.of(), "ann");
    String mended = Files.readString(folder.resolve("links.md"));
    assertEquals("See [it](right.md).\n", mended);
    settled();
    assertEquals(hash(mended), record("links.md").path("sha256").asText());
    engine.executions().revert(String.valueOf(result.executionId()), "ann");
    settled();
    assertEquals(hash("See [it](rihgt.md).\n"), record("links.md").path("sha256").asText());
  }

  @Test
  @DisplayName("What could not be put back is on record as it is, and again once it was put back")
  void leftHalfDone() throws Exception {
    breakAfter("a.md");
    ExecutionRow row = execute(List.of(FileChange.update("a.md", "one\n", "two\n")));
    assertEquals(ExecutionStatus.NEEDS_ATTENTION, row.status());
    assertThrows(
        EngineException.class,
        () -> engine.executions().settle(row.id(), Settlement.RESTORE, "ann"));
    files.heal();
    retryNow(); // while nothing in the folder could be read, its job failed too
    assertEquals("two\n", Files.readString(folder.resolve("a.md")));
    settled();
    assertEquals(hash("two\n"), record("a.md").path("sha256").asText());
    engine.executions().settle(row.id(), Settlement.RESTORE, "ann");
    settled();
    assertEquals(hash("one\n"), record("a.md").path("sha256").asText());
  }

  private void retryNow() throws InterruptedException {
    assertTrue(engine.awaitIdle(LONG));
    engine
        .queue()
        .retryNow(
            engine.queue().list(Set.of(ItemState.RETRY_WAIT), 100).stream()
                .map(WorkItem::id)
                .toList());
  }

  /** Fails every write beside a file from the moment on that this one has its new content. */
  private void breakAfter(String name) {
    AtomicBoolean broken = new AtomicBoolean();
    files.inject(
        new FaultyFiles.Injection() {
          @Override
          public void before(FaultyFiles.Call call) throws IOException {
            if (broken.get() && call.path().getParent().equals(folder)) {
              throw new IOException("Input/output error");
            }
          }

          @Override
          public void after(FaultyFiles.Call call) {
            broken.compareAndSet(false, call.path().endsWith(name));
          }
        });
  }

  @Test
  @DisplayName("What is accepted as it was left is on record so")
  void acceptedAsLeft() throws Exception {
    breakAfter("a.md");
    ExecutionRow row = execute(List.of(FileChange.update("a.md", "one\n", "two\n")));
    files.heal();
    engine.executions().settle(row.id(), Settlement.ACCEPT, "ann");
    settled();
    assertEquals(hash("two\n"), record("a.md").path("sha256").asText());
  }

  /** Changes a file, and stops for ever before the next one gets its new bytes. */
  static final class Stopping {
    public static void main(String[] args) throws Exception {
      FaultyFiles files = new FaultyFiles();
      files.inject(
          call -> {
            if (Set.of("moveReplace", "exchange", "moveNew").contains(call.operation())
                && call.path().endsWith("right.md")) {
              System.out.println("second");
              new Semaphore(0).acquireUninterruptibly();
            }
          });
      Workspace workspace = Workspace.open(Path.of(args[0]), files);
      try (Engine engine = Engine.open(workspace, Engine.Role.VISITOR)) {
        execute(
            engine,
            List.of(
                FileChange.update("a.md", "one\n", "two\n"),
                FileChange.update("right.md", "here\n", "there\n")));
      } finally {
        System.exit(1); // it was to be killed
      }
    }
  }

  @Test
  @DisplayName("What recovery puts back after a crash is looked at again")
  void recovered() throws Exception {
    Process stopping = Child.start(Stopping.class, folder.toString());
    assertEquals("second", stopping.inputReader().readLine());
    stopping.destroyForcibly().waitFor();
    assertEquals("two\n", Files.readString(folder.resolve("a.md")));
    Instant killed = Instant.now();
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    try (Engine visitor = Engine.open(workspace, Engine.Role.VISITOR)) {
      assertEquals("one\n", Files.readString(folder.resolve("a.md")));
      for (String path : List.of("a.md", "right.md")) {
        assertTrue(
            visitor.queue().list(Set.of(), 100).stream()
                .anyMatch(job -> job.path().equals(path) && !job.lastSeen().isBefore(killed)),
            path);
      }
    }
    settled();
    assertEquals(hash("one\n"), record("a.md").path("sha256").asText());
  }
}
