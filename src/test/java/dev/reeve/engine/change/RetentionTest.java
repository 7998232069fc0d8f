package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  @TempDir Path root;
  private ChangeRoom room;
  private final AtomicInteger collected = new AtomicInteger();

  @BeforeEach
  void open() {
    room = new ChangeRoom(root);
  }

  @AfterEach
  void close() {
    room.close();
  }

  private Retention retention() {
    return new Retention(
        room.workspace,
        room.store,
        room.history,
        room.artifacts,
        room.clock,
        collected::incrementAndGet);
  }

  /** A finished execution with a folder, ended at the given time. */
  private String finished(Instant ended, ExecutionStatus status) throws IOException {
    Submission submission = room.submission(Risk.LOW, FileChange.create("docs/a.md", "x"));
    GovernanceDecision decision =
        room.gate.judge(submission, PolicySnapshot.NONE, AuditHashes.UNKNOWN);
    ExecutionHead head =
        ExecutionHead.of(
            Ids.next(Ids.EXECUTION),
            submission,
            decision,
            TriggerKind.MANUAL,
            null,
            false,
            ended.minusSeconds(2));
    ExecutionOutcome likeThis = room.outcome(status, 1);
    ExecutionOutcome outcome =
        new ExecutionOutcome(
            status, likeThis.message(), 1, null, null, 2, ended, false, null, null, null, 0);
    room.write(
        tx -> {
          room.history.insert(tx, head, null);
          room.history.finish(tx, head.id(), outcome);
        });
    Path folder = room.artifacts.folder(head.id());
    Files.createDirectories(folder.resolve("steps"));
    Files.writeString(folder.resolve("steps/01_validate.log"), "x");
    return head.id();
  }

  @Test
  @DisplayName(
      "CHG-A50 only what is both old and not among the newest goes, and never a pinned one")
  void a50_retention() throws Exception {
    Instant now = room.clock.now();
    List<String> byRank = new ArrayList<>();
    for (int rank = 1; rank <= 130; rank++) {
      Duration age = rank <= 90 ? Duration.ofMinutes(rank) : Duration.ofDays(7).plusMinutes(rank);
      byRank.add(finished(now.minus(age), ExecutionStatus.COMPLETED));
    }
    String pinned = byRank.get(114);
    room.executions().pin(pinned, true);
    Set<String> expected = new HashSet<>(byRank.subList(100, 130));
    expected.remove(pinned);
    List<String> removed = retention().run();
    assertEquals(29, removed.size());
    assertEquals(expected, new HashSet<>(removed));
    for (String id : byRank) {
      ExecutionRecord row = room.reader().record(id);
      assertEquals(!expected.contains(id), Files.exists(room.artifacts.folder(id)), id);
      assertEquals(expected.contains(id), row.prunedAt() != null, id);
    }
    assertEquals(
        ExecutionDetail.Integrity.PRUNED, room.reader().info(removed.getFirst()).integrity());
    assertEquals(1, collected.get());
    assertEquals(List.of(), retention().run(), "again there is nothing to do");
    assertEquals(2, collected.get(), "contents of small executions grow old without a folder");
  }

  @Test
  @DisplayName("what needs attention, runs, or waits for an approval stays")
  void staysWhatIsStillNeeded() throws Exception {
    room.close();
    room = new ChangeRoom(root, "[keep]\nexecutions = 0\n");
    Instant old = room.clock.now().minus(Duration.ofDays(30));
    finished(old, ExecutionStatus.NEEDS_ATTENTION);
    String repaired = finished(old, ExecutionStatus.FAILED);
    String repair = finished(old, ExecutionStatus.FAILED);
    room.write(
        tx ->
            tx.update(
                "UPDATE executions SET status = 'applying', ended_at = NULL,"
                    + " repair_for_execution_id = ? WHERE execution_id = ?",
                repaired,
                repair));
    ExecutionResult waiting = room.execute(ExecutionStatus.FAILED, "docs/w.md", "x");
    room.write(
        tx ->
            tx.update(
                "UPDATE executions SET ended_at = '2026-01-01T00:00:00.000Z'"
                    + " WHERE execution_id = ?",
                waiting.head().id()));
    assertEquals(List.of(), retention().run());
    room.approvals().reject(waiting.head().decisionId(), "bea", "");
    assertEquals(List.of(waiting.head().id()), retention().run());
  }

  @Test
  @DisplayName("nothing goes by itself where the operator says manual")
  void manual() throws Exception {
    room.close();
    room = new ChangeRoom(root, "[keep]\nexecutions = 0\nstrategy = \"manual\"\n");
    finished(room.clock.now().minus(Duration.ofDays(30)), ExecutionStatus.COMPLETED);
    assertEquals(List.of(), retention().run());
  }

  @Test
  @DisplayName("an interrupted removal is finished by the next run; links are not followed")
  void interrupted() throws Exception {
    String id = finished(room.clock.now(), ExecutionStatus.COMPLETED);
    room.write(tx -> room.history.setPruned(tx, id, room.clock.now()));
    Path precious = Files.writeString(root.resolve("precious.txt"), "keep me");
    Files.createSymbolicLink(room.artifacts.folder(id).resolve("link"), precious.getParent());
    Path left = room.workspace.own(".trash", "exec_0000000000aa", "steps");
    Files.createDirectories(left);
    retention().run();
    assertFalse(Files.exists(room.artifacts.folder(id)));
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(precious));
    assertNotNull(room.reader().record(id).prunedAt());
  }
}
