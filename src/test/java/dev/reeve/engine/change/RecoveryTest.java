package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.MemoryFolder;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Really killed processes. */
class RecoveryTest {
  @TempDir(factory = MemoryFolder.class)
  Path root;

  @AutoClose private Bench bench;

  @BeforeEach
  void fill() throws IOException {
    bench = new Bench(root);
    bench.write("a.md", "a");
    bench.write("b.md", "b");
    bench.write("c.md", "c");
    bench.write("run.sh", "#!");
    Files.setLastModifiedTime(
        root.resolve("a.md"), FileTime.from(Instant.parse("2021-01-01T01:01:01.000000001Z")));
  }

  private static FileChange[] changes() {
    return new FileChange[] {
      FileChange.update("a.md", "a", "A"),
      FileChange.create("new/n.md", "N"),
      FileChange.delete("b.md", Sha256.of("b")),
      FileChange.move("c.md", "moved/c.md", Sha256.of("c"))
    };
  }

  /** Executes the changes and dies at a point. */
  static final class Victim {
    public static void main(String[] args) {
      Bench bench = new Bench(Path.of(args[0]));
      bench.haltAt(args[1], Integer.parseInt(args[2]));
      bench.execute(changes());
    }
  }

  /** Executes the changes, is made to fail before the commit, and dies while it puts files back. */
  static final class VictimOfRollback {
    public static void main(String[] args) {
      Bench bench = new Bench(Path.of(args[0]));
      int[] restores = {0};
      bench.checkpoints =
          (name, id, index) -> {
            if (name.equals("before_commit")) {
              throw new IOException("injected");
            }
            if (name.equals("before_restore") && ++restores[0] == Integer.parseInt(args[1])) {
              Runtime.getRuntime().halt(9);
            }
          };
      bench.execute(changes());
    }
  }

  private ExecutionRecord recovered() {
    ExecutionRecord left = bench.store.read(tx -> OpenExecutions.unfinished(tx)).getFirst();
    assertEquals(List.of(left.head().id()), bench.recovery.run());
    assertEquals(List.of(), bench.recovery.run());
    assertEquals(List.of(), bench.manifests.audit());
    assertInstanceOf(TrailCheck.Whole.class, bench.trail.verify());
    assertTrue(
        bench.picture().keySet().stream().noneMatch(name -> name.endsWith(".tmp")),
        bench.picture().toString());
    return bench.record(left.head().id());
  }

  private ExecutionRecord killed(String point, int index) throws Exception {
    Process victim = Children.start(Victim.class, root.toString(), point, Integer.toString(index));
    assertEquals(9, Children.await(victim));
    return recovered();
  }

  private static String code(ExecutionRecord record) {
    ExecutionOutcome outcome = record.outcome();
    return outcome == null ? "" : String.valueOf(outcome.errorCode());
  }

  @ParameterizedTest(name = "CHG-A27 killed at {0} {1}: rolled back")
  @CsvSource({"after_swap,1", "after_swap,4", "before_commit,0"})
  void a27_killedBetweenFiles(String point, int index) throws Exception {
    TreeMap<String, String> before = bench.picture();
    ExecutionRecord record = killed(point, index);
    assertEquals(before, bench.picture());
    assertEquals(ExecutionStatus.ROLLED_BACK, record.status());
    assertEquals("CRASH_RECOVERED", code(record));
    long[] waited = new long[1];
    long since = System.nanoTime();
    bench.checkpoints =
        (name, id, at) -> {
          if (name.equals("after_lock")) {
            waited[0] = System.nanoTime() - since;
          }
        };
    assertEquals(ExecutionStatus.COMPLETED, bench.execute(changes()).outcome().status());
    assertTrue(waited[0] > 0 && waited[0] < Duration.ofSeconds(2).toNanos(), waited[0] + " ns");
  }

  @Test
  @DisplayName("CHG-A28 killed after the commit mark: completed, evidence whole, files stay")
  void a28_killedAfterTheCommit() throws Exception {
    ExecutionRecord record = killed("after_commit", 0);
    assertEquals(ExecutionStatus.COMPLETED, record.status());
    assertNull(record.outcome() == null ? "" : record.outcome().errorCode());
    assertEquals("A", bench.read("a.md"));
    assertEquals("N", bench.read("new/n.md"));
    assertEquals("c", bench.read("moved/c.md"));
    assertFalse(Files.exists(root.resolve("b.md")));
    Path folder = bench.artifacts.folder(record.head().id());
    for (String piece : Artifacts.FOUR_PIECES) {
      assertTrue(Files.exists(folder.resolve(piece)), piece);
    }
    assertEquals(8, bench.store.read(tx -> bench.history.steps(tx, record.head().id())).size());
    assertEquals(4, record.outcome() == null ? 0 : record.outcome().filesChanged());
  }

  @ParameterizedTest(name = "CHG-A29 killed at {0}: failed, nothing changed")
  @CsvSource({"after_lock", "after_backup", "after_stage", "before_swap"})
  void a29_killedBeforeTheFirstSwap(String point) throws Exception {
    TreeMap<String, String> before = bench.picture();
    ExecutionRecord record = killed(point, point.equals("before_swap") ? 1 : 0);
    assertEquals(before, bench.picture());
    assertEquals(ExecutionStatus.FAILED, record.status());
    assertEquals("CRASH_RECOVERED", code(record));
  }

  @ParameterizedTest(name = "killed at restore {0}: recovery finishes the rollback")
  @CsvSource({"1", "3", "4"})
  void killedWhileRollingBack(String restore) throws Exception {
    TreeMap<String, String> before = bench.picture();
    assertEquals(
        9, Children.await(Children.start(VictimOfRollback.class, root.toString(), restore)));
    ExecutionRecord record = recovered();
    assertEquals(before, bench.picture());
    assertEquals(ExecutionStatus.ROLLED_BACK, record.status());
  }

  @Test
  void whoGetsTheLocksOfADeadOneRecoversFirst() throws Exception {
    Process victim = Children.start(Victim.class, root.toString(), "after_swap", "1");
    assertEquals(9, Children.await(victim));
    assertEquals("A", bench.read("a.md"));
    ExecutionResult mine = bench.execute(FileChange.update("a.md", "a", "mine"));
    assertEquals(ExecutionStatus.COMPLETED, mine.outcome().status(), mine.outcome().toString());
    assertEquals("mine", bench.read("a.md"));
  }

  /** Holds an execution on a.md until it is killed. */
  static final class Holder {
    public static void main(String[] args) {
      Bench bench = new Bench(Path.of(args[0]));
      bench.checkpoints =
          (name, id, index) -> {
            if (name.equals("before_swap")) {
              bench.write("held", id);
              while (!Files.exists(Path.of(args[0], "go"))) {
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
              }
            }
          };
      bench.execute(FileChange.update("a.md", "a", "A"));
      bench.close();
    }
  }

  @Test
  @DisplayName("CHG-A36 beside another process: free paths run, locked ones wait and time out")
  void a36_besideAnotherProcess() throws Exception {
    bench.close();
    bench =
        new Bench(
            root,
            dev.reeve.engine.workspace.EngineClock.system(),
            new ExecutionLimits(Bench.sec(300), Bench.sec(60), Bench.sec(1)));
    Process holder = Children.start(Holder.class, root.toString());
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> Files.exists(root.resolve("held")));
      assertEquals(List.of(), bench.recovery.run());
      assertEquals(
          ExecutionStatus.COMPLETED,
          bench.execute(FileChange.update("b.md", "b", "B")).outcome().status());
      ExecutionResult busy = bench.execute(FileChange.update("a.md", "a", "mine"));
      assertEquals("LOCK_TIMEOUT", busy.outcome().errorCode());
      assertEquals("lock", busy.outcome().errorStep());
      assertTrue(
          String.valueOf(busy.outcome().errorMessage()).contains("change:apply"),
          busy.outcome().errorMessage());
      assertEquals("a", bench.read("a.md"));
    } finally {
      bench.write("go", "");
    }
    assertEquals(0, Children.await(holder));
    assertEquals("A", bench.read("a.md"));
  }
}
