package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionHistoryTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir Path root;
  @AutoClose private ChangeRoom room;

  @BeforeEach
  void open() {
    room = new ChangeRoom(root);
  }

  private static String id(int n) {
    return String.format("exec_%012x", n);
  }

  /** A row without evidence; null leaves it running. */
  private void row(Tx tx, int n, Risk risk, Verdict verdict, @Nullable ExecutionStatus end)
      throws SQLException {
    ExecutionHead head =
        new ExecutionHead(
            id(n),
            ChangeKind.CHANGES,
            "note " + n,
            "plan_000000000001",
            "cs_000000000001",
            "dec_000000000001",
            null,
            null,
            "c" + n,
            "s",
            verdict,
            risk,
            List.of("docs/" + n + ".md"),
            null,
            TriggerKind.MANUAL,
            id(n),
            null,
            null,
            null,
            false,
            true,
            START.plusSeconds(n));
    room.history.insert(tx, head, null);
    if (end != null) {
      ExecutionOutcome outcome = room.outcome(end, 1);
      room.history.finish(tx, head.id(), outcome);
    }
  }

  private ExecutionFilter filter(int limit, int offset, @Nullable String status) {
    return new ExecutionFilter(
        limit, offset, status, null, null, null, null, null, null, null, null);
  }

  private void refused(ExecutionFilter filter) {
    EngineException e = assertThrows(EngineException.class, () -> room.executions().list(filter));
    assertEquals(EngineException.Kind.INVALID, e.kind());
  }

  @Test
  @DisplayName("CHG-A48 pages hold the true total, filters combine, nonsense is refused")
  void a48_list() {
    room.write(
        tx -> {
          for (int n = 1; n <= 45; n++) {
            row(
                tx,
                n,
                n % 3 == 0 ? Risk.HIGH : Risk.LOW,
                n % 5 == 0 ? Verdict.NEED_APPROVAL : Verdict.ALLOW,
                n % 2 == 0 ? ExecutionStatus.COMPLETED : ExecutionStatus.FAILED);
          }
        });
    ExecutionView.Page page = room.executions().list(filter(20, 40, null));
    assertEquals(45, page.total());
    assertEquals(
        List.of(id(5), id(4), id(3), id(2), id(1)),
        page.rows().stream().map(ExecutionRow::id).toList());
    ExecutionView.Page both =
        room.executions()
            .list(
                new ExecutionFilter(
                    100, 0, "completed", null, "high", null, null, null, null, null, null));
    assertEquals(7, both.total());
    ExecutionView.Page all =
        room.executions()
            .list(
                new ExecutionFilter(
                    100,
                    0,
                    "completed",
                    "need_approval",
                    "high",
                    START.plusSeconds(20),
                    START.plusSeconds(30),
                    id(30),
                    "docs",
                    "manual",
                    "note 3"));
    assertEquals(List.of(id(30)), all.rows().stream().map(ExecutionRow::id).toList());
    assertEquals(
        26,
        room.executions()
            .list(
                new ExecutionFilter(
                    1, 0, null, null, null, START.plusSeconds(20), null, null, null, null, null))
            .total());
    refused(filter(-1, 0, null));
    refused(filter(0, 0, null));
    refused(filter(101, 0, null));
    refused(filter(20, -1, null));
    refused(filter(20, 0, "done"));
    refused(new ExecutionFilter(20, 0, null, null, null, null, null, "x' OR 1", null, null, null));
  }

  @Test
  @DisplayName("a path filter finds the file and what lies in the folder, and takes no wildcards")
  void pathAndTextAreTakenLiterally() {
    room.write(
        tx -> {
          row(tx, 1, Risk.LOW, Verdict.ALLOW, null);
          row(tx, 11, Risk.LOW, Verdict.ALLOW, null);
        });
    for (Map.Entry<String, Integer> wanted :
        Map.of("docs", 2, "docs/1.md", 1, "docs/1", 0, "doc", 0, "docs/%", 0).entrySet()) {
      assertEquals(
          wanted.getValue().longValue(),
          room.executions()
              .list(
                  new ExecutionFilter(
                      9, 0, null, null, null, null, null, null, wanted.getKey(), null, null))
              .total(),
          wanted.getKey());
    }
    assertEquals(
        0,
        room.executions()
            .list(new ExecutionFilter(9, 0, null, null, null, null, null, null, null, null, "%"))
            .total());
  }

  @Test
  @DisplayName("CHG-A49 statistics: success rate over what ended, every breakdown there")
  void a49_statistics() {
    room.write(
        tx -> {
          for (int n = 1; n <= 7; n++) {
            row(tx, n, Risk.LOW, Verdict.ALLOW, ExecutionStatus.COMPLETED);
          }
          row(tx, 8, Risk.LOW, Verdict.ALLOW, ExecutionStatus.FAILED);
          row(tx, 9, Risk.HIGH, Verdict.NEED_APPROVAL, ExecutionStatus.FAILED);
          row(tx, 10, Risk.LOW, Verdict.ALLOW, ExecutionStatus.ROLLED_BACK);
          row(tx, 11, Risk.LOW, Verdict.ALLOW, null);
          row(tx, 12, Risk.LOW, Verdict.ALLOW, ExecutionStatus.COMPLETED);
          tx.update("UPDATE executions SET dry_run = 1 WHERE execution_id = ?", id(12));
        });
    Statistics statistics = room.executions().statistics(null);
    assertEquals(70.0, statistics.successRatePercent());
    assertEquals(11, statistics.total());
    assertEquals(
        Map.of("completed", 7L, "failed", 2L, "rolled_back", 1L, "pending", 1L),
        statistics.byStatus());
    assertEquals(Map.of("allow", 10L, "need_approval", 1L), statistics.byVerdict());
    assertEquals(Map.of("low", 10L, "high", 1L), statistics.byRisk());
    assertEquals(2.0, statistics.averageSeconds());
    assertEquals(2.0, statistics.p50Seconds());
    assertEquals(2.0, statistics.p95Seconds());
    assertEquals(2, room.executions().statistics(START.plusSeconds(10)).total(), "since the tenth");
    assertEquals(0.0, room.executions().statistics(START.plusSeconds(60)).successRatePercent());
  }

  @Test
  @DisplayName("CHG-A59 lists and figures over 10,000 rows are quick")
  void a59_tenThousandRows() {
    room.write(
        tx -> {
          for (int n = 1; n <= 10_000; n++) {
            row(
                tx,
                n,
                n % 3 == 0 ? Risk.HIGH : Risk.LOW,
                Verdict.ALLOW,
                n % 2 == 0 ? ExecutionStatus.COMPLETED : ExecutionStatus.FAILED);
          }
        });
    room.executions().list(ExecutionFilter.newest(20)); // both connections warm
    room.executions().statistics(null);
    ExecutionFilter combined =
        new ExecutionFilter(
            20, 1000, "completed", null, "high", START, null, null, "docs", null, "note");
    Map<String, Runnable> queries =
        Map.of(
            "newest", () -> room.executions().list(ExecutionFilter.newest(100)),
            "last page", () -> room.executions().list(filter(20, 9980, null)),
            "combined", () -> assertTrue(room.executions().list(combined).total() > 1000),
            "statistics", () -> room.executions().statistics(null));
    queries.forEach(
        (name, query) -> {
          long start = System.nanoTime();
          query.run();
          long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
          assertTrue(millis < 2000, name + " took " + millis + " ms"); // ten times the promise
        });
  }

  @Test
  @DisplayName("every change of a row or step is published after its commit, as a snapshot")
  void publishesAfterCommit() {
    assertThrows(
        IllegalStateException.class,
        () ->
            room.write(
                tx -> {
                  row(tx, 1, Risk.LOW, Verdict.ALLOW, null);
                  throw new IllegalStateException();
                }));
    assertEquals(List.of(), room.events);
    room.write(
        tx -> {
          row(tx, 1, Risk.LOW, Verdict.ALLOW, null);
          room.history.setStatus(tx, id(1), ExecutionStatus.VALIDATING);
          room.history.startStep(tx, id(1), 1, "validate", START);
          room.history.endStep(
              tx, id(1), 1, StepRecord.Status.FAILED, START, 0.5, "PATH_VIOLATION", "no");
        });
    assertEquals(4, room.events.size());
    ExecutionEvent.Changed changed = (ExecutionEvent.Changed) room.events.get(1);
    assertEquals(ExecutionStatus.VALIDATING, changed.row().status());
    assertEquals(
        new ExecutionEvent.StepChanged(
            id(1), new ExecutionDetail.Step(1, "validate", "failed", 0.5, "PATH_VIOLATION", "no")),
        room.events.get(3));
  }

  @Test
  @DisplayName("what the executor asks for: unfinished, running with, dependencies, dirty paths")
  void whatTheExecutorAsksFor() {
    room.write(
        tx -> {
          row(tx, 1, Risk.LOW, Verdict.ALLOW, null);
          row(tx, 2, Risk.LOW, Verdict.ALLOW, ExecutionStatus.NEEDS_ATTENTION);
          room.history.setOwner(tx, id(1), "session-9");
        });
    ExecutionRecord open = room.store.read(OpenExecutions::unfinished).getFirst();
    assertEquals(id(1), open.head().id());
    assertEquals("session-9", open.ownerSession());
    assertNull(open.outcome());
    assertEquals(
        List.of(open),
        room.store.read(tx -> OpenExecutions.runningWith(tx, "plan_000000000001", "c1")));
    assertEquals(
        java.util.Set.of("plan_000000000001"),
        room.store.read(tx -> OpenExecutions.unmetDependencies(tx, List.of("plan_000000000001"))));
    assertEquals(java.util.Set.of("docs/2.md"), room.store.read(OpenExecutions::dirtyPaths));
    room.write(tx -> room.history.setResolved(tx, id(2), START));
    assertEquals(java.util.Set.of(), room.store.read(OpenExecutions::dirtyPaths));
  }

  @Test
  @DisplayName("an execution is shown with its evidence and computed differences")
  void show() throws Exception {
    Submission submission =
        room.submission(Risk.LOW, FileChange.update("docs/a.md", "one\ntwo\n", "one\n2\nthree\n"));
    String before = room.keep("one\ntwo\n");
    ExecutionResult done = room.execute(submission, ExecutionStatus.COMPLETED, null);
    String id = done.head().id();
    ExecutionDetail detail = room.executions().show(id);
    ExecutionDetail.FileEffect file = detail.files().getFirst();
    assertEquals(before, file.beforeHash());
    assertEquals(2, file.linesAdded());
    assertEquals(1, file.linesRemoved());
    assertTrue(file.diff().contains("-two\n+2\n+three\n"), file.diff());
    assertEquals(
        List.of(new ExecutionDetail.Step(1, "validate", "completed", 2.0, null, null)),
        detail.steps());
    assertEquals(List.of("A change of kind 'changes' needs a person's approval"), detail.reasons());
    assertEquals(ExecutionDetail.Integrity.OK, detail.integrity());
    assertTrue(detail.revertible());
    Files.writeString(root.resolve("docs/a.md"), "somebody's edit");
    ExecutionDetail edited = room.executions().show(id);
    assertFalse(edited.revertible());
    assertEquals("docs/a.md was changed since.", edited.notRevertible());
    EngineException unknown =
        assertThrows(EngineException.class, () -> room.executions().show(id(7)));
    assertEquals(EngineException.Kind.NOT_FOUND, unknown.kind());
  }

  @Test
  @DisplayName("a tool batch is shown from its row, its trail lines and the vault")
  void showSmall() throws Exception {
    String before = room.keep("{\n  \"a\": 1\n}\n");
    String after = room.keep("{\n  \"a\": 2\n}\n");
    Files.writeString(root.resolve("r.json"), "{\n  \"a\": 2\n}\n");
    room.write(
        tx -> {
          row(tx, 1, Risk.LOW, Verdict.ALLOW, null);
          room.history.setFiles(
              tx,
              id(1),
              List.of(
                  new FileOutcome(
                      "r.json", FileChange.Operation.UPDATE, before, after, null, null)));
          room.history.finish(tx, id(1), room.outcome(ExecutionStatus.COMPLETED, 1));
        });
    ObjectNode line = Json.mapper().createObjectNode().put("execution_id", id(1));
    room.trail.add(line);
    ExecutionDetail detail = room.executions().show(id(1));
    assertEquals(ExecutionDetail.Integrity.SMALL, detail.integrity());
    assertEquals(List.of(line.toString()), detail.trail());
    assertTrue(detail.files().getFirst().diff().contains("+  \"a\": 2"));
    assertTrue(detail.revertible());
    room.vault.remove(before);
    assertFalse(room.executions().show(id(1)).revertible());
  }

  @Test
  @DisplayName("pinned executions are listed oldest first until they are unpinned")
  void pinned() {
    String first = room.execute(ExecutionStatus.COMPLETED, "docs/a.md", "x").head().id();
    room.execute(ExecutionStatus.COMPLETED, "docs/b.md", "x");
    String third = room.execute(ExecutionStatus.COMPLETED, "docs/c.md", "x").head().id();
    assertEquals(List.of(), room.executions().pinned());
    room.executions().pin(third, true);
    room.executions().pin(first, true);
    assertEquals(
        List.of(first, third), room.executions().pinned().stream().map(ExecutionRow::id).toList());
    Path mark = room.artifacts.folder(first).resolve("pinned");
    assertTrue(Files.exists(mark));
    room.executions().pin(first, false);
    assertEquals(
        List.of(third), room.executions().pinned().stream().map(ExecutionRow::id).toList());
    assertFalse(Files.exists(mark));
  }

  @Test
  @DisplayName("what keeps no folder cannot be pinned and has no plan to show")
  void nothingToPin() {
    room.write(tx -> row(tx, 1, Risk.LOW, Verdict.ALLOW, ExecutionStatus.COMPLETED));
    EngineException no =
        assertThrows(EngineException.class, () -> room.executions().pin(id(1), true));
    assertEquals("NOTHING_TO_PIN", no.code());
    assertEquals(id(1) + " was not pinned: it keeps no folder of evidence.", no.getMessage());
    assertEquals(List.of(), room.executions().pinned());
    room.executions().pin(id(1), false); // unpinning what is not pinned is no error
    EngineException none =
        assertThrows(EngineException.class, () -> room.executions().planId(id(1)));
    assertEquals(EngineException.Kind.NOT_FOUND, none.kind());
    assertTrue(none.getMessage().startsWith(id(1) + " has no plan"), none.getMessage());
    ExecutionResult whole = room.execute(ExecutionStatus.COMPLETED, "docs/a.md", "x");
    assertEquals(whole.head().planId(), room.executions().planId(whole.head().id()));
  }

  @Test
  @DisplayName("the marks on a row are read as they were set")
  void marks() {
    room.write(
        tx -> {
          row(tx, 1, Risk.LOW, Verdict.ALLOW, ExecutionStatus.COMPLETED);
          row(tx, 2, Risk.LOW, Verdict.ALLOW, ExecutionStatus.COMPLETED);
          room.history.setFinalizePending(tx, id(2), true);
          room.history.setFinalizePending(tx, id(1), true);
          room.history.addCacheHit(tx, id(1));
          room.history.addCacheHit(tx, id(1));
          room.history.setManifest(tx, id(1), new ManifestLink(1, "", "a"));
          room.history.setManifest(tx, id(2), new ManifestLink(2, "a", "b"));
          room.history.setPruned(tx, id(1), START);
        });
    assertEquals(
        List.of(id(1), id(2)),
        room.store.read(OpenExecutions::finalizePending).stream()
            .map(record -> record.head().id())
            .toList());
    ExecutionRecord first = room.store.read(tx -> room.history.find(tx, id(1))).orElseThrow();
    assertEquals(2, first.cacheHits());
    assertEquals(START, first.prunedAt());
    assertEquals(
        java.util.Optional.of(new ManifestLink(2, "a", "b")),
        room.store.read(room.history::lastManifest));
    room.write(tx -> room.history.setFinalizePending(tx, id(1), false));
    assertEquals(1, room.store.read(OpenExecutions::finalizePending).size());
  }

  @Test
  @DisplayName("what needs attention is listed oldest first until a person settled it")
  void unsettled() {
    room.write(
        tx -> {
          row(tx, 2, Risk.LOW, Verdict.ALLOW, ExecutionStatus.NEEDS_ATTENTION);
          row(tx, 1, Risk.LOW, Verdict.ALLOW, ExecutionStatus.NEEDS_ATTENTION);
          row(tx, 3, Risk.LOW, Verdict.ALLOW, ExecutionStatus.FAILED);
        });
    assertEquals(
        List.of(id(1), id(2)),
        room.executions().unsettled().stream().map(ExecutionRow::id).toList());
    room.write(tx -> room.history.setResolved(tx, id(1), START));
    assertEquals(
        List.of(id(2)), room.executions().unsettled().stream().map(ExecutionRow::id).toList());
  }

  @Test
  @DisplayName(
      "a row of an older program is read; one with an unknown word is not taken for another")
  void olderRows() {
    room.write(tx -> row(tx, 1, Risk.LOW, Verdict.ALLOW, ExecutionStatus.COMPLETED));
    room.write(tx -> tx.update("UPDATE executions SET trigger_kind = 'agent'"));
    assertEquals(
        TriggerKind.AUTOMATION,
        room.store.read(tx -> room.history.find(tx, id(1))).orElseThrow().head().triggerKind());
    for (String column : List.of("trigger_kind", "risk_level", "verdict", "kind", "status")) {
      room.write(tx -> tx.update("UPDATE executions SET " + column + " = 'odd'"));
      IllegalStateException e =
          assertThrows(
              IllegalStateException.class,
              () -> room.store.read(tx -> room.history.find(tx, id(1))));
      assertEquals("A row of the database holds an unknown " + column, e.getMessage());
    }
  }
}
