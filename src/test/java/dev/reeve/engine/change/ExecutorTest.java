package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.testing.MemoryFolder;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorTest {
  @TempDir(factory = MemoryFolder.class)
  Path root;

  @AutoClose private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(root);
  }

  private static void assertFailed(String code, ExecutionStatus status, ExecutionResult result) {
    assertEquals(status, result.outcome().status(), String.valueOf(result.outcome()));
    assertEquals(code, result.outcome().errorCode(), String.valueOf(result.outcome()));
  }

  private static void assertCompleted(ExecutionResult result) {
    assertEquals(
        ExecutionStatus.COMPLETED, result.outcome().status(), String.valueOf(result.outcome()));
  }

  private Path evidence(ExecutionResult result, String name) {
    return bench.artifacts.folder(result.head().id()).resolve(name);
  }

  private List<JsonNode> events(ExecutionResult result) throws IOException {
    List<JsonNode> out = new ArrayList<>();
    for (String line : Files.readAllLines(evidence(result, "events.jsonl"))) {
      out.add(Json.parse(line));
    }
    return out;
  }

  private List<String> types(ExecutionResult result) {
    return bench.trail.list(TrailFilter.ofExecution(result.head().id()), 99).stream()
        .map(TrailLine::type)
        .toList();
  }

  private long folders() throws IOException {
    Path executions = root.resolve(".reeve/executions");
    if (!Files.exists(executions)) {
      return 0;
    }
    try (Stream<Path> found = Files.list(executions)) {
      return found.count();
    }
  }

  @Test
  void everyOperationIsAppliedWithItsEvidence() throws IOException {
    bench.write("a.md", "old a");
    bench.write("b.md", "old b");
    bench.write("c.md", "old c");
    ExecutionResult result =
        bench.execute(
            FileChange.create("deep/er/new.md", "new"),
            FileChange.update("a.md", "old a", "new a"),
            FileChange.delete("b.md", Sha256.of("old b")),
            FileChange.move("c.md", "moved/c.md", Sha256.of("old c")));

    assertCompleted(result);
    assertEquals("new", bench.read("deep/er/new.md"));
    assertEquals("new a", bench.read("a.md"));
    assertFalse(Files.exists(root.resolve("b.md")));
    assertEquals("old c", bench.read("moved/c.md"));
    assertFalse(Files.exists(root.resolve("c.md")));
    assertEquals(4, result.outcome().filesChanged());
    assertEquals(
        List.of(
            "completed",
            "completed",
            "completed",
            "completed",
            "completed",
            "skipped",
            "skipped",
            "completed"),
        result.steps().stream().map(step -> step.status().code()).toList());
    assertArrayEquals(Bench.bytes("old b"), bench.vault.get(Sha256.of("old b")));
    Map<String, Integer> open = new TreeMap<>();
    long seq = 0;
    for (JsonNode event : events(result)) {
      assertEquals(++seq, event.path("seq").asLong());
      String name = event.path("step_name").asText();
      switch (event.path("event").asText()) {
        case "step_start" -> open.merge(name, 1, Integer::sum);
        case "step_end" -> open.merge(name, -1, Integer::sum);
        default -> {}
      }
    }
    assertEquals(8, open.size());
    assertTrue(open.values().stream().allMatch(count -> count == 0), open.toString());
    assertEquals(
        List.of(
            "execution_intent",
            "file_changed",
            "file_changed",
            "file_changed",
            "file_changed",
            "execution_completed"),
        types(result));
    assertInstanceOf(TrailCheck.Whole.class, bench.trail.verify());
    assertEquals(List.of(), bench.manifests.audit());
    assertFalse(bench.record(result.head().id()).finalizePending());
    assertTrue(bench.ownWrites.contains("a.md " + Sha256.of("new a")), bench.ownWrites.toString());
    assertTrue(bench.ownWrites.contains("b.md null"));
    assertTrue(bench.picture().keySet().stream().noneMatch(name -> name.endsWith(".tmp")));
  }

  @Test
  void afterEachFileItIsToldHowFarTheFilesAre() {
    bench.write("b.md", "old b");
    List<ExecutionProgress> told = new CopyOnWriteArrayList<>();
    bench.bus.subscribe(
        event -> {
          if (event instanceof ExecutionEvent.Progressed(String id, ExecutionProgress now)) {
            told.add(now);
          }
        });
    bench.execute(FileChange.create("a.md", "four"), FileChange.delete("b.md", Sha256.of("old b")));
    org.awaitility.Awaitility.await().until(() -> told.size() == 2);
    ExecutionProgress first = told.getFirst();
    assertEquals("a.md", first.path());
    assertEquals(
        List.of(1, 0, 2, 4L, 4L),
        List.of(first.done(), first.failed(), first.of(), first.bytes(), first.bytesOf()));
    assertEquals(2, told.getLast().done());
    assertEquals(4L, told.getLast().bytes());
  }

  @Test
  @DisplayName("CHG-A03 the same pair within the hour answers from its record")
  void a03_theSamePairAgainIsCached() throws IOException {
    Governance.Judged judged = bench.judged(FileChange.create("docs/a.md", "Hello\n"));
    ExecutionResult first = bench.execute(judged);
    assertCompleted(first);
    long folders = folders();
    ExecutionResult again = bench.execute(judged);
    assertTrue(again.cached());
    assertTrue(again.outcome().message().startsWith("[CACHED] "));
    assertEquals(first.head().id(), again.head().id());
    assertEquals(0, again.outcome().durationSeconds());
    assertEquals(folders, folders());
    assertEquals(1, bench.record(first.head().id()).cacheHits());
  }

  @Test
  @DisplayName("CHG-A04 a result whose file is gone does not answer; the file is created again")
  void a04_aGoneFileIsCreatedAgain() throws IOException {
    Governance.Judged judged = bench.judged(FileChange.create("docs/a.md", "Hello\n"));
    ExecutionResult first = bench.execute(judged);
    Files.delete(root.resolve("docs/a.md"));
    ExecutionResult again = bench.execute(judged);
    assertFalse(again.cached());
    assertCompleted(again);
    assertNotEquals(first.head().id(), again.head().id());
    assertEquals("Hello\n", bench.read("docs/a.md"));
  }

  @Test
  @DisplayName("CHG-A05 a denied decision is refused even where a result is stored")
  void a05_aDeniedDecisionHasNoCachedAnswer() throws IOException {
    Governance.Judged judged = bench.judged(FileChange.create("docs/a.md", "Hello\n"));
    assertCompleted(bench.execute(judged));
    assertTrue(bench.execute(judged).cached());
    GovernanceDecision denial = bench.denied(judged.decision());
    Governance.Judged denied = new Governance.Judged(judged.submission(), denial);
    assertEquals(Verdict.DENY, denied.decision().verdict());
    ExecutionResult refused = bench.execute(denied);
    assertFailed("DECISION_DENIED", ExecutionStatus.FAILED, refused);
    assertFalse(refused.cached());
  }

  @Test
  @DisplayName("CHG-A06 a dry run writes nothing and does not answer for the real run")
  void a06_aDryRunDoesNotPoisonTheRealOne() {
    bench.write("a.md", "old");
    Governance.Judged judged =
        bench.judged(FileChange.update("a.md", "old", "new"), FileChange.create("b/c.md", "c"));
    TreeMap<String, String> before = bench.picture();
    ExecutionResult dry =
        bench.executor.execute(
            judged.submission(), judged.decision(), ExecutionOptions.of("tester").asDryRun());
    assertCompleted(dry);
    assertTrue(dry.head().dryRun());
    assertEquals(before, bench.picture());
    ExecutionResult real = bench.execute(judged);
    assertFalse(real.cached());
    assertCompleted(real);
    assertEquals("new", bench.read("a.md"));
  }

  @Test
  @DisplayName("CHG-A10 a link to an outside folder is refused; the outside stays")
  void a10_aLinkToTheOutside(@TempDir Path outside) throws IOException {
    Files.createSymbolicLink(root.resolve("link"), outside);
    Governance.Judged judged = bench.judged(FileChange.create("link/x", "x"));
    assertEquals(Verdict.DENY, judged.decision().verdict());
    bench.execute(judged);
    try (Stream<Path> found = Files.list(outside)) {
      assertEquals(0, found.count());
    }
  }

  @Test
  @DisplayName("CHG-A10 CHG-A11 links that appear after the decision are refused at the act")
  void a11_linksThatAppearLater(@TempDir Path outside) throws IOException {
    bench.write("real/f.md", "old");
    bench.write("f2.md", "old");
    Governance.Judged through = bench.judged(FileChange.update("dir/f.md", "old", "new"));
    Governance.Judged file = bench.judged(FileChange.update("link.md", "old", "new"));
    Governance.Judged out = bench.judged(FileChange.create("out/x", "x"));
    Files.createSymbolicLink(root.resolve("dir"), Path.of("real"));
    Files.createSymbolicLink(root.resolve("link.md"), Path.of("f2.md"));
    Files.createSymbolicLink(root.resolve("out"), outside);
    for (Governance.Judged judged : List.of(through, file, out)) {
      ExecutionResult result = bench.execute(judged);
      assertFailed("PATH_VIOLATION", ExecutionStatus.FAILED, result);
      assertTrue(String.valueOf(result.outcome().errorMessage()).contains("symlink_path"));
    }
    assertEquals("old", bench.read("real/f.md"));
    assertEquals("old", bench.read("f2.md"));
    assertTrue(Files.isSymbolicLink(root.resolve("link.md")));
    try (Stream<Path> found = Files.list(outside)) {
      assertEquals(0, found.count());
    }
  }

  @Test
  @DisplayName("CHG-A14 content altered after the checksum was computed")
  void a14_alteredContent() throws IOException {
    Governance.Judged judged = bench.judged(FileChange.create("docs/a.md", "Hello\n"));
    ChangeSet set = judged.submission().changeSet();
    ChangeSet altered =
        new ChangeSet(
            set.id(),
            set.planId(),
            List.of(FileChange.create("docs/a.md", "Evil\n")),
            set.checksum(),
            set.generatedBy(),
            set.generatedAt(),
            null,
            Map.of());
    ExecutionResult result =
        bench.executor.execute(
            new Submission(judged.submission().plan(), altered, ChangeKind.CHANGES),
            judged.decision(),
            ExecutionOptions.of("tester"));
    assertFailed("CHECKSUM_MISMATCH", ExecutionStatus.FAILED, result);
    assertEquals("checksum", result.outcome().errorStep());
    assertFalse(Files.exists(root.resolve("docs")));
    assertFalse(Files.exists(evidence(result, "backups/index.json")));
    assertTrue(
        events(result).stream()
            .anyMatch(
                event ->
                    event.path("event").asText().equals("step_end")
                        && event.path("step_name").asText().equals("checksum")
                        && event.path("status").asText().equals("failed")));
  }

  @Test
  @DisplayName("CHG-A15 a decision for set A does not run set B")
  void a15_anotherSetsDecision() {
    Governance.Judged a = bench.judged(FileChange.create("a.md", "a"));
    Governance.Judged b = bench.judged(FileChange.create("b.md", "b"));
    ExecutionResult result =
        bench.executor.execute(b.submission(), a.decision(), ExecutionOptions.of("tester"));
    assertFailed("DECISION_MISMATCH", ExecutionStatus.FAILED, result);
    assertFalse(Files.exists(root.resolve("b.md")));
  }

  @Test
  @DisplayName("CHG-A16 policy edited between decision and execution")
  void a16_editedPolicy() {
    Governance.Judged judged = bench.judged(FileChange.create("a.md", "a"));
    bench.write(".reeve/policy.yaml", "executor: {}\n");
    assertFailed("DECISION_STALE", ExecutionStatus.FAILED, bench.execute(judged));
  }

  @Test
  @DisplayName("CHG-A21 an approval is used once and is good for its cached result only")
  void a21_anApprovalIsUsedOnce() throws IOException {
    Governance.Judged judged =
        bench.governance.submit(
            Bench.submission(Risk.MEDIUM, FileChange.create("docs/a.md", "Hello\n")), "ann");
    ExecutionOptions plain = ExecutionOptions.of("ann");
    assertFailed(
        "APPROVAL_REQUIRED",
        ExecutionStatus.FAILED,
        bench.executor.execute(judged.submission(), judged.decision(), plain));
    Approval approval = bench.approvals.approve(judged.decision().id(), "bob", "fine");
    ExecutionOptions approved = plain.approvedBy(approval.id());
    ExecutionResult first =
        bench.executor.execute(judged.submission(), judged.decision(), approved);
    assertCompleted(first);
    assertEquals("bob", first.head().approvedBy());
    assertEquals(
        first.head().id(),
        bench
            .store
            .read(tx -> new GovernanceDao().approval(tx, approval.id()))
            .orElseThrow()
            .usedByExecutionId());
    ExecutionResult again =
        bench.executor.execute(judged.submission(), judged.decision(), approved);
    assertTrue(again.cached());
    assertEquals(first.head().id(), again.head().id());
    Files.delete(root.resolve("docs/a.md"));
    assertFailed(
        "APPROVAL_INVALID",
        ExecutionStatus.FAILED,
        bench.executor.execute(judged.submission(), judged.decision(), approved));
    assertFalse(Files.exists(root.resolve("docs/a.md")));
  }

  @Test
  @DisplayName("CHG-A22 one byte more, and the approval no longer fits")
  void a22_oneByteMore() {
    Governance.Judged judged =
        bench.governance.submit(
            Bench.submission(Risk.MEDIUM, FileChange.create("docs/a.md", "Hello\n")), "ann");
    Approval approval = bench.approvals.approve(judged.decision().id(), "bob", "fine");
    ChangePlan plan = judged.submission().plan();
    ChangeSet more =
        ChangeSet.of(
            plan.id(),
            List.of(FileChange.create("docs/a.md", "Hello!\n")),
            "ann",
            plan.createdAt());
    Governance.Judged resubmitted =
        bench.governance.submit(new Submission(plan, more, ChangeKind.CHANGES), "ann");
    ExecutionOptions approved = ExecutionOptions.of("ann").approvedBy(approval.id());
    assertFailed(
        "APPROVAL_INVALID",
        ExecutionStatus.FAILED,
        bench.executor.execute(resubmitted.submission(), resubmitted.decision(), approved));
    assertFailed(
        "DECISION_MISMATCH",
        ExecutionStatus.FAILED,
        bench.executor.execute(resubmitted.submission(), judged.decision(), approved));
    assertFailed(
        "APPROVAL_INVALID",
        ExecutionStatus.FAILED,
        bench.executor.execute(judged.submission(), judged.decision(), approved));
    assertFalse(Files.exists(root.resolve("docs/a.md")));
  }

  @Test
  @DisplayName("CHG-A25 the third target is missing: refused before anything is touched")
  void a25_missingTarget() {
    bench.write("a.md", "a");
    bench.write("b.md", "b");
    TreeMap<String, String> before = bench.picture();
    ExecutionResult result =
        bench.execute(
            FileChange.update("a.md", "a", "A"),
            FileChange.update("b.md", "b", "B"),
            FileChange.update("c.md", "c", "C"));
    assertFailed("TARGET_MISSING", ExecutionStatus.FAILED, result);
    assertFalse(result.outcome().rolledBack());
    assertEquals("backup", result.outcome().errorStep());
    assertEquals(before, bench.picture());
  }

  @Test
  @DisplayName("CHG-A26 the third fails during the swap: files as before, folders gone")
  void a26_failureDuringTheSwap() throws IOException {
    bench.write("a.md", "a");
    Files.setPosixFilePermissions(
        root.resolve("a.md"), PosixFilePermissions.fromString("rw-r-x---"));
    Files.setLastModifiedTime(
        root.resolve("a.md"), FileTime.from(Instant.parse("2020-02-02T02:02:02.123456789Z")));
    bench.write("c.md", "c");
    TreeMap<String, String> before = bench.picture();
    bench.failAt("before_swap", 3, new IOException("injected"));
    ExecutionResult result =
        bench.execute(
            FileChange.update("a.md", "a", "A"),
            FileChange.create("new/folder/b.md", "B"),
            FileChange.update("c.md", "c", "C"));
    assertFailed("APPLY_IO", ExecutionStatus.ROLLED_BACK, result);
    assertTrue(result.outcome().rolledBack());
    assertEquals(0, result.outcome().filesChanged());
    assertEquals("apply", result.outcome().errorStep());
    assertEquals(before, bench.picture());
    assertEquals(
        List.of(0, 1, 2, 3, 4, 98, 99), result.steps().stream().map(StepRecord::number).toList());
    assertEquals(List.of(), bench.manifests.audit());
  }

  @Test
  void everyOperationIsRolledBack() {
    bench.write("a.md", "a");
    bench.write("b.md", "b");
    bench.write("c.md", "same");
    bench.write("d.md", "same");
    TreeMap<String, String> before = bench.picture();
    bench.failAt("before_commit", 0, new IOException("injected"));
    ExecutionResult result =
        bench.execute(
            FileChange.delete("a.md", Sha256.of("a")),
            FileChange.move("b.md", "x/y/b.md", Sha256.of("b")),
            FileChange.update("c.md", "same", "C"),
            FileChange.update("d.md", "same", "D"),
            FileChange.create("e.md", "E"));
    assertFailed("APPLY_IO", ExecutionStatus.ROLLED_BACK, result);
    assertEquals(before, bench.picture());
  }

  @Test
  @DisplayName("CHG-A30 too little space: refused before any swap, and on record")
  void a30_tooLittleSpace() {
    bench.write("a.md", "a");
    TreeMap<String, String> before = bench.picture();
    bench.files.usableSpace(1 << 20);
    ExecutionResult result = bench.execute(FileChange.update("a.md", "a", "A"));
    assertFailed("DISK_FULL", ExecutionStatus.FAILED, result);
    assertEquals(before, bench.picture());
    assertEquals(ExecutionStatus.FAILED, bench.record(result.head().id()).status());
  }

  @Test
  @DisplayName("CHG-A30 the disk is full from the staging on: the reserve takes the record")
  void a30_theReserveTakesTheRecord() {
    bench.write("a.md", "a");
    TreeMap<String, String> before = bench.picture();
    Path reserve = root.resolve(".reeve/state/reserve");
    bench.reserve.ensure();
    assertTrue(Files.exists(reserve));
    boolean[] full = {false};
    bench.files.fail(
        (operation, path) -> {
          boolean writes = operation.matches("writeNew|copyNew|append");
          if (writes && full[0] && Files.exists(reserve)) {
            throw new IOException("No space left on device");
          }
        });
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("after_backup")) {
            full[0] = true;
          }
        };
    ExecutionResult result = bench.execute(FileChange.update("a.md", "a", "A"));
    assertFailed("DISK_FULL", ExecutionStatus.FAILED, result);
    assertEquals(before, bench.picture());
    assertEquals(ExecutionStatus.FAILED, bench.record(result.head().id()).status());
    assertTrue(Files.exists(evidence(result, "execution.json")));
    assertFalse(Files.exists(reserve), "the record was written without the reserve");
  }

  @Test
  @DisplayName("CHG-A31 the disk fills after the swap and verification fails: restored by rename")
  void a31_rollbackNeedsNoSpace() {
    bench.write("a.md", "a");
    TreeMap<String, String> before = bench.picture();
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("before_verify")) {
            bench.files.fail(
                (operation, path) -> {
                  if (operation.matches("writeNew|copyNew")) {
                    throw new IOException("No space left on device");
                  }
                });
            throw new IOException("verification failed");
          }
        };
    ExecutionResult result = bench.execute(FileChange.update("a.md", "a", "A"));
    assertEquals(ExecutionStatus.ROLLED_BACK, result.outcome().status());
    assertEquals(before, bench.picture());
    bench.files.heal();
    assertEquals(List.of(result.head().id()), bench.recovery.run());
    assertEquals(List.of(), bench.manifests.audit());
  }

  @Test
  @DisplayName("CHG-A32 execution.json cannot be written after the commit: finalize_pending")
  void a32_finalizePending() {
    bench.files.failOn("moveReplace", "execution.json", new IOException("injected"));
    ExecutionResult result = bench.execute(FileChange.create("a.md", "a"));
    assertCompleted(result);
    assertTrue(bench.record(result.head().id()).finalizePending());
    bench.files.heal();
    assertEquals(List.of(result.head().id()), bench.recovery.run());
    assertFalse(bench.record(result.head().id()).finalizePending());
    assertTrue(Files.exists(evidence(result, "execution.json")));
    assertEquals(List.of(), bench.manifests.audit());
    assertEquals("a", bench.read("a.md"));
    assertEquals(1, types(result).stream().filter("execution_completed"::equals).count());
  }

  @Test
  @DisplayName("CHG-A33 two on one path run one after the other; the second finds it changed")
  void a33_onePathIsSequential() throws Exception {
    bench.write("a.md", "old");
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("before_verify")) {
            held.countDown();
            awaitQuietly(go);
          }
        };
    Governance.Judged one = bench.judged(FileChange.update("a.md", "old", "first"));
    Governance.Judged two = bench.judged(FileChange.update("a.md", "old", "second"));
    CompletableFuture<ExecutionResult> first =
        CompletableFuture.supplyAsync(() -> bench.execute(one));
    assertTrue(held.await(10, TimeUnit.SECONDS));
    CompletableFuture<ExecutionResult> second =
        CompletableFuture.supplyAsync(() -> bench.execute(two));
    org.awaitility.Awaitility.await()
        .until(() -> bench.store.read(tx -> OpenExecutions.unfinished(tx)).size() == 2);
    assertFalse(second.isDone());
    go.countDown();
    assertCompleted(first.get());
    assertFailed("PRECONDITION_FAILED", ExecutionStatus.FAILED, second.get());
    assertEquals("first", bench.read("a.md"));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("CHG-A32 the database fails after the commit: completed, its row at the next start")
  void a32_theDatabaseFailsAfterTheCommit() {
    bench.write("a.md", "a");
    EngineException full =
        EngineException.of(EngineException.Kind.UNAVAILABLE, "STORE_FAILED", "full");
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("after_commit")) {
            bench.store.holdWrites(full);
          }
        };
    ExecutionResult result = bench.execute(FileChange.update("a.md", "a", "A"));
    assertEquals(ExecutionStatus.COMPLETED, result.outcome().status());
    bench.store.releaseWrites();
    bench.close();

    bench = new Bench(root);
    assertEquals(List.of(result.head().id()), bench.recovery.run());
    assertEquals(ExecutionStatus.COMPLETED, bench.record(result.head().id()).status());
    assertEquals("A", bench.read("a.md"));
    assertEquals(List.of(), bench.manifests.audit());
  }

  @Test
  @DisplayName("CHG-A34 four on disjoint paths overlap")
  void a34_disjointPathsOverlap() throws Exception {
    CyclicBarrier together = new CyclicBarrier(4);
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("before_verify")) {
            try {
              together.await(30, TimeUnit.SECONDS); // broken unless all four are here at once
            } catch (Exception e) {
              throw new IOException(e);
            }
          }
        };
    List<CompletableFuture<ExecutionResult>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Governance.Judged judged = bench.judged(FileChange.create("f" + i + ".md", "x"));
      all.add(
          CompletableFuture.supplyAsync(
              () -> bench.execute(judged), task -> Thread.ofVirtual().start(task)));
    }
    for (CompletableFuture<ExecutionResult> one : all) {
      assertCompleted(one.get());
    }
  }

  @Test
  @DisplayName(
      "CHG-A35 a file and what would lie below it are serialised; the second fails cleanly")
  void a35_ancestorRule() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("before_swap") && held.getCount() > 0) {
            held.countDown();
            awaitQuietly(go);
          }
        };
    Governance.Judged one = bench.judged(FileChange.create("n", "file"));
    Governance.Judged two = bench.judged(FileChange.create("n/b", "below"));
    CompletableFuture<ExecutionResult> first =
        CompletableFuture.supplyAsync(() -> bench.execute(one));
    assertTrue(held.await(10, TimeUnit.SECONDS));
    CompletableFuture<ExecutionResult> second =
        CompletableFuture.supplyAsync(() -> bench.execute(two));
    org.awaitility.Awaitility.await()
        .until(() -> bench.store.read(tx -> OpenExecutions.unfinished(tx)).size() == 2);
    go.countDown();
    assertCompleted(first.get());
    assertFailed("NOT_A_FILE", ExecutionStatus.FAILED, second.get());
    assertEquals("file", bench.read("n"));
  }

  @Test
  @DisplayName("CHG-A38 line ends are bytes: LF does not match a CRLF file")
  void a38_lineEndsAreBytes() {
    bench.write("crlf.txt", "one\r\ntwo\r\n");
    assertFailed(
        "PRECONDITION_FAILED",
        ExecutionStatus.FAILED,
        bench.execute(FileChange.update("crlf.txt", "one\ntwo\n", "one\nTWO\n")));
    assertCompleted(
        bench.execute(FileChange.update("crlf.txt", "one\r\ntwo\r\n", "one\r\nTWO\r\n")));
    assertEquals("one\r\nTWO\r\n", bench.read("crlf.txt"));
  }

  @Test
  @DisplayName("CHG-A39 mode 755 is kept; a new file follows the umask")
  void a39_modes() throws IOException {
    bench.write("run.sh", "old");
    Path probe = bench.write("probe", "x");
    Files.setPosixFilePermissions(
        root.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertCompleted(
        bench.execute(
            FileChange.update("run.sh", "old", "new"),
            FileChange.create("plain.md", "p"),
            FileChange.create("tool.sh", "t").withMode("755")));
    assertEquals("rwxr-xr-x", mode("run.sh"));
    assertEquals(
        PosixFilePermissions.toString(Files.getPosixFilePermissions(probe)), mode("plain.md"));
    assertEquals("rwxr-xr-x", mode("tool.sh"));
  }

  private String mode(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(path)));
  }

  @Test
  @DisplayName("CHG-A40 binary content is exact, and undo brings the original back")
  void a40_binaryAndUndo() throws IOException {
    byte[] old = {1, 0, 2};
    byte[] next = {0, (byte) 0xff, 3};
    Files.write(root.resolve("b.bin"), old);
    ExecutionResult done = bench.execute(FileChange.update("b.bin", "", "").withBytes(old, next));
    assertCompleted(done);
    assertArrayEquals(next, Files.readAllBytes(root.resolve("b.bin")));
    ExecutionResult undone = bench.undo.revert(done.head().id(), "tester");
    assertCompleted(undone);
    assertArrayEquals(old, Files.readAllBytes(root.resolve("b.bin")));
    assertEquals(done.head().id(), undone.head().parentId());
    assertEquals(TriggerKind.REPAIR, undone.head().triggerKind());
    assertEquals(ChangeKind.REVERT, undone.head().kind());
    TrailLine asked =
        bench.trail.list(TrailFilter.all(), 100).stream()
            .filter(line -> line.type().equals("undo"))
            .findFirst()
            .orElseThrow();
    assertEquals("tester", asked.actor());
    assertEquals(done.head().id(), asked.text("undoes_execution_id"));
    assertEquals(undone.head().decisionId(), asked.text("decision_id"));
    assertEquals(undone.head().id(), asked.text("execution_id"));
  }

  @Test
  @DisplayName("CHG-A40 an undo that fails leaves no line that claims it")
  void a40_aFailedUndoIsNotClaimed() {
    bench.write("a.md", "a");
    ExecutionResult done = bench.execute(FileChange.update("a.md", "a", "A"));
    bench.write("a.md", "edited since");
    ExecutionResult undone = bench.undo.revert(done.head().id(), "tester");
    assertFailed("PRECONDITION_FAILED", ExecutionStatus.FAILED, undone);
    List<TrailLine> lines =
        bench.trail.list(TrailFilter.all(), 100).stream()
            .filter(line -> line.type().startsWith("undo"))
            .toList();
    assertEquals(
        List.of("undo_intent", "undo_failed"), lines.stream().map(TrailLine::type).toList());
    assertEquals("PRECONDITION_FAILED", lines.getLast().text("error_code"));
    assertEquals(done.head().id(), lines.getLast().text("undoes_execution_id"));
  }

  @Test
  void undoOfEveryOperationBringsThePictureBack() {
    bench.write("a.md", "a");
    bench.write("b.md", "b");
    bench.write("c.md", "c");
    Map<String, String> before = hashes();
    ExecutionResult done =
        bench.execute(
            FileChange.delete("a.md", Sha256.of("a")),
            FileChange.move("b.md", "x/b.md", Sha256.of("b")),
            FileChange.update("c.md", "c", "C"),
            FileChange.create("d.md", "D"));
    assertCompleted(done);
    assertCompleted(bench.undo.revert(done.head().id(), "tester"));
    Map<String, String> after = hashes();
    after.remove("x");
    assertEquals(before, after);
  }

  private Map<String, String> hashes() {
    Map<String, String> out = new TreeMap<>();
    bench.picture().forEach((path, state) -> out.put(path, state.split(" ")[0]));
    return out;
  }

  @Test
  void undoStopsWhenSomebodyEditedTheFileSince() {
    bench.write("a.md", "old");
    ExecutionResult done = bench.execute(FileChange.update("a.md", "old", "new"));
    bench.write("a.md", "by hand");
    ExecutionResult undone = bench.undo.revert(done.head().id(), "tester");
    assertFailed("PRECONDITION_FAILED", ExecutionStatus.FAILED, undone);
    assertEquals("by hand", bench.read("a.md"));
    EngineException again =
        assertThrows(EngineException.class, () -> bench.undo.revert(undone.head().id(), "tester"));
    assertEquals("NOT_REVERTIBLE", again.code());
  }

  @Test
  @DisplayName("CHG-A61 two identical requests at the same moment are one execution")
  void a61_identicalRequestsJoin() throws Exception {
    Governance.Judged judged = bench.judged(FileChange.create("a.md", "a"));
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("before_swap")) {
            held.countDown();
            awaitQuietly(go);
          }
        };
    CompletableFuture<ExecutionResult> first =
        CompletableFuture.supplyAsync(() -> bench.execute(judged));
    assertTrue(held.await(10, TimeUnit.SECONDS));
    CompletableFuture<ExecutionResult> second =
        CompletableFuture.supplyAsync(() -> bench.execute(judged));
    go.countDown();
    assertCompleted(first.get());
    assertEquals(first.get().head().id(), second.get().head().id());
    assertEquals(1, folders());
  }

  @Test
  void cancelIsHonouredBetweenFilesAndRefusedAfterTheCommit() {
    bench.write("a.md", "a");
    TreeMap<String, String> before = bench.picture();
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("after_swap") && index == 1) {
            bench.executor.cancel(id);
          }
        };
    ExecutionResult result =
        bench.execute(FileChange.update("a.md", "a", "A"), FileChange.create("b.md", "b"));
    assertFailed("CANCELLED", ExecutionStatus.ROLLED_BACK, result);
    assertEquals(before, bench.picture());

    List<EngineException> refusals = new ArrayList<>();
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("after_commit")) {
            refusals.add(assertThrows(EngineException.class, () -> bench.executor.cancel(id)));
          }
        };
    assertCompleted(bench.execute(FileChange.create("b.md", "b")));
    assertEquals(EngineException.Kind.CONFLICT, refusals.getFirst().kind());
  }

  @Test
  void somebodyElsesContentIsLeftAloneAndNeedsAttention() {
    bench.write("a.md", "a");
    bench.write("b.md", "b");
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("before_verify")) {
            bench.write("a.md", "by hand");
            throw new IOException("injected");
          }
        };
    ExecutionResult result =
        bench.execute(FileChange.update("a.md", "a", "A"), FileChange.update("b.md", "b", "B"));
    assertFailed("ROLLBACK_CONFLICT", ExecutionStatus.NEEDS_ATTENTION, result);
    assertEquals("by hand", bench.read("a.md"));
    assertEquals("b", bench.read("b.md"));
    assertArrayEquals(Bench.bytes("a"), bench.vault.read(Sha256.of("a")));
    bench.checkpoints = Checkpoints.NONE;

    ExecutionResult blocked = bench.execute(FileChange.update("a.md", "by hand", "x"));
    assertFailed("WORKSPACE_BUSY", ExecutionStatus.FAILED, blocked);
    String id = result.head().id();
    assertThrows(EngineException.class, () -> bench.resolutions.retryRestore(id, "ann"));
    assertThrows(EngineException.class, () -> bench.resolutions.restoredByHand(id, "ann"));
    bench.resolutions.acceptCurrent(id, "ann");
    assertCompleted(bench.execute(FileChange.update("a.md", "by hand", "y")));
    assertTrue(types(result).contains("attention_resolved"));
    assertThrows(EngineException.class, () -> bench.resolutions.acceptCurrent(id, "ann"));
    assertEquals(List.of(), bench.manifests.audit());
  }

  @Test
  void aRestoreThatFailsOnceIsRetried() {
    bench.write("a.md", "a");
    bench.write("b.md", "b");
    TreeMap<String, String> before = bench.picture();
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("before_verify")) {
            bench.files.failOn("exchange", "a.md", new IOException("held open"));
            throw new IOException("injected");
          }
        };
    ExecutionResult result =
        bench.execute(FileChange.update("a.md", "a", "A"), FileChange.update("b.md", "b", "B"));
    assertFailed("ROLLBACK_FAILED", ExecutionStatus.NEEDS_ATTENTION, result);
    assertEquals("b", bench.read("b.md"));
    bench.files.heal();
    bench.resolutions.retryRestore(result.head().id(), "ann");
    assertEquals(before, bench.picture());
    assertEquals(ExecutionStatus.ROLLED_BACK, bench.record(result.head().id()).status());
    assertEquals(List.of(), bench.manifests.audit());
  }

  @Test
  void anItemisedExecutionKeepsWhatItDid() {
    bench.write("a.md", "a");
    bench.write("b.md", "changed");
    bench.write("c.md", "c");
    Governance.Judged judged =
        bench.judged(
            FileChange.delete("a.md", Sha256.of("a")),
            FileChange.delete("b.md", Sha256.of("b")),
            FileChange.delete("c.md", Sha256.of("c")));
    ExecutionResult result =
        bench.executor.execute(
            judged.submission(), judged.decision(), ExecutionOptions.of("ann").asItemised());
    assertFailed("PRECONDITION_FAILED", ExecutionStatus.FAILED, result);
    assertEquals(2, result.outcome().filesChanged());
    assertEquals("changed", bench.read("b.md"));
    assertFalse(Files.exists(root.resolve("a.md")));
    assertFalse(Files.exists(root.resolve("c.md")));
    assertCompleted(bench.undo.revert(result.head().id(), "ann"));
    assertEquals("a", bench.read("a.md"));
    assertEquals("c", bench.read("c.md"));
  }

  @Test
  void aSlowStepIsRolledBack() {
    bench.close();
    bench =
        new Bench(
            root,
            dev.reeve.engine.workspace.EngineClock.system(),
            new ExecutionLimits(Bench.sec(300), java.time.Duration.ofMillis(300), Bench.sec(20)));
    bench.write("a.md", "a");
    TreeMap<String, String> before = bench.picture();
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("after_swap") && index == 1) {
            java.util.concurrent.locks.LockSupport.parkNanos(400_000_000);
          }
        };
    ExecutionResult result =
        bench.execute(FileChange.update("a.md", "a", "A"), FileChange.create("b.md", "b"));
    assertFailed("STEP_TIMEOUT", ExecutionStatus.ROLLED_BACK, result);
    assertEquals(before, bench.picture());
    assertNull(result.outcome().verificationPassed());
  }

  @Test
  void aPlanWaitsForThoseItDependsOn() {
    Submission plain = Bench.submission(Risk.LOW, FileChange.create("a.md", "a"));
    ChangePlan p = plain.plan();
    ChangePlan dependent =
        new ChangePlan(
            p.id(),
            p.intent(),
            p.objective(),
            p.rationale(),
            p.affectedPaths(),
            p.riskProposed(),
            p.rollbackPlan(),
            p.verificationPlan(),
            null,
            p.createdBy(),
            null,
            p.createdAt(),
            p.confidenceE4(),
            List.of("plan_000000000001"),
            null,
            null,
            List.of(),
            List.of(),
            null,
            Map.of());
    Governance.Judged judged =
        bench.governance.submit(
            new Submission(dependent, plain.changeSet(), ChangeKind.CHANGES), "ann");
    assertFailed("DEPENDENCY_UNMET", ExecutionStatus.FAILED, bench.execute(judged));
  }

  private ExecutionResult medium(Consumer<Governance.Judged> then, FileChange... changes) {
    Governance.Judged judged =
        bench.governance.submit(Bench.submission(Risk.MEDIUM, changes), "tester");
    Approval approval = bench.approvals.approve(judged.decision().id(), "ann", "fine");
    then.accept(judged);
    return bench.executor.execute(
        judged.submission(),
        judged.decision(),
        ExecutionOptions.of("tester").approvedBy(approval.id()));
  }

  @Test
  @DisplayName(
      "the approval it was done under lies with the evidence; without one there is no such file")
  void theApprovalIsEvidence() throws IOException {
    assertFalse(
        Files.exists(evidence(bench.execute(FileChange.create("a.md", "a")), "approval.json")));
    ExecutionResult approved = medium(judged -> {}, FileChange.create("b.md", "b"));
    assertCompleted(approved);
    JsonNode words = Json.parse(Files.readString(evidence(approved, "approval.json")));
    assertEquals(1, words.size());
    Approval word = Approval.fromJson(words.get(0));
    assertEquals("ann", word.approvedBy());
    assertEquals("fine", word.notes());
    assertEquals(approved.head().id(), word.usedByExecutionId());
  }

  @Test
  @DisplayName("rejected after it was admitted and before the first file: nothing is done")
  void rejectedInTheLastMoment() {
    ExecutionResult result =
        medium(
            judged ->
                bench.checkpoints =
                    (name, id, index) -> {
                      if (name.equals("after_stage")) {
                        bench.approvals.reject(judged.decision().id(), "carl", "no");
                      }
                    },
            FileChange.create("a.md", "a"));
    assertFailed("APPROVAL_INVALID", ExecutionStatus.FAILED, result);
    assertEquals("The approval was used or withdrawn meanwhile", result.outcome().errorMessage());
    assertEquals("apply", result.outcome().errorStep());
    assertFalse(Files.exists(root.resolve("a.md")));
    assertFalse(types(result).contains("execution_intent"));
  }

  @Test
  @DisplayName("locks lost after the look at the files: no file is touched under another's lock")
  void lostLocks() {
    bench.write("a.md", "a");
    bench.checkpoints =
        (name, id, index) -> {
          if (name.equals("after_stage")) {
            bench.store.write(tx -> tx.update("DELETE FROM leases"));
          }
        };
    ExecutionResult result = bench.execute(FileChange.update("a.md", "a", "A"));
    assertFailed("STALE_FENCE", ExecutionStatus.FAILED, result);
    assertEquals("a", bench.read("a.md"));
  }

  @Test
  @DisplayName(
      "what failed right after the commit mark is told on the trail at the next start, once")
  void theTrailIsCompletedOnce() {
    bench.failAt("after_commit", 0, new IOException("injected"));
    ExecutionResult result = bench.execute(FileChange.create("a.md", "a"));
    assertCompleted(result);
    assertEquals(List.of("execution_intent"), types(result));
    assertTrue(bench.record(result.head().id()).finalizePending());
    bench.checkpoints = Checkpoints.NONE;
    assertEquals(List.of(result.head().id()), bench.recovery.run());
    List<String> whole = List.of("execution_intent", "file_changed", "execution_completed");
    assertEquals(whole, types(result));
    assertEquals(List.of(), bench.recovery.run());
    assertEquals(whole, types(result));
    TrailLine end = bench.trail.list(TrailFilter.ofExecution(result.head().id()), 1).getFirst();
    assertEquals(1, end.json().path("files_changed").asInt());
    assertTrue(end.json().path("error_code").isNull());
    assertEquals("Change files", end.text("reason"));
    assertFalse(bench.record(result.head().id()).finalizePending());
  }

  @Test
  @DisplayName("a dry run names the folders it would make, and each file that stands in the way")
  void aDryRunSaysWhatItWouldMake() throws IOException {
    Governance.Judged judged =
        bench.judged(FileChange.create("x/y/a.md", "a"), FileChange.create("b.md", "b"));
    ExecutionOptions dry = ExecutionOptions.of("ann").asDryRun();
    ExecutionResult fine = bench.executor.execute(judged.submission(), judged.decision(), dry);
    List<String> log = Files.readAllLines(evidence(fine, "steps/03_backup.log"));
    assertTrue(log.get(1).endsWith("] x/y/a.md: nothing to keep"), log.toString());
    assertTrue(log.get(3).endsWith("] would make the folder x"), log.toString());
    assertTrue(log.get(4).endsWith("] would make the folder x/y"), log.toString());
    assertTrue(
        Files.readString(evidence(fine, "steps/04_apply.log"))
            .contains("] would create x/y/a.md (1 bytes)\n"));
    assertTrue(
        Files.readString(evidence(fine, "steps/07_finalize.log"))
            .contains("] nothing was changed\n"));
    assertFalse(Files.exists(root.resolve("x")));
    bench.write("x/y/a.md", "there");
    bench.write("b.md", "there");
    ExecutionResult no = bench.executor.execute(judged.submission(), judged.decision(), dry);
    assertFailed("TARGET_EXISTS", ExecutionStatus.FAILED, no);
    assertEquals(
        "2 files are not as expected; the first: Something is already at x/y/a.md",
        no.outcome().errorMessage());
  }

  @Test
  @DisplayName("answers that are older than the hour are forgotten at the next start")
  void answersAreForgotten() {
    bench.close();
    SettableClock clock = new SettableClock("2026-03-01T10:00:00Z");
    bench = new Bench(root, clock, ExecutionLimits.DEFAULT);
    assertCompleted(bench.execute(FileChange.create("a.md", "a")));
    String count = "SELECT count(*) FROM idempotency";
    bench.recovery.run();
    assertEquals(1L, bench.store.<Long>read(tx -> tx.number(count)));
    clock.advance(java.time.Duration.ofMinutes(61));
    bench.recovery.run();
    assertEquals(0L, bench.store.<Long>read(tx -> tx.number(count)));
  }
}
