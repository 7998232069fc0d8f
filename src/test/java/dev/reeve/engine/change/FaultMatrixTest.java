package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each call on the disk that an execution of three files makes fails once in turn; afterwards the
 * workspace is exactly as before or exactly as after, or a person is asked and every byte is kept.
 */
class FaultMatrixTest {
  @TempDir(factory = MemoryFolder.class)
  Path root;

  private Bench bench;
  private final Map<ExecutionStatus, Integer> seen = new EnumMap<>(ExecutionStatus.class);

  @BeforeEach
  void open() {
    bench = new Bench(root);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void fresh(String folder) {
    bench.write(folder + "/a.md", "a of " + folder);
    bench.write(folder + "/b.md", "b of " + folder);
  }

  private FileChange[] changes(String folder) {
    return new FileChange[] {
      FileChange.update(folder + "/a.md", "a of " + folder, "A"),
      FileChange.delete(folder + "/b.md", Sha256.of("b of " + folder)),
      FileChange.create(folder + "/new/c.md", "C")
    };
  }

  private TreeMap<String, String> picture(String folder) {
    return bench.picture(root.resolve(folder));
  }

  private boolean isAfter(String folder) {
    return Files.exists(root.resolve(folder + "/a.md"))
        && bench.read(folder + "/a.md").equals("A")
        && !Files.exists(root.resolve(folder + "/b.md"))
        && Files.exists(root.resolve(folder + "/new/c.md"))
        && bench.read(folder + "/new/c.md").equals("C");
  }

  @Test
  void eachCallFailsOnceInTurn() {
    matrix(false);
    assertTrue(seen.containsKey(ExecutionStatus.COMPLETED), seen.toString());
    assertTrue(seen.containsKey(ExecutionStatus.FAILED), seen.toString());
    assertTrue(seen.containsKey(ExecutionStatus.ROLLED_BACK), seen.toString());
  }

  @Test
  void eachCallFailsOnceInTurnWhileTheExecutionIsRolledBack() {
    bench.failAt("before_commit", 0, new IOException("injected"));
    matrix(true);
    assertTrue(seen.containsKey(ExecutionStatus.ROLLED_BACK), seen.toString());
  }

  private void matrix(boolean rollsBack) {
    for (int failing = 1; ; failing++) {
      String folder = "w" + failing;
      fresh(folder);
      TreeMap<String, String> before = picture(folder);
      Governance.Judged judged = bench.judged(changes(folder));
      AtomicInteger calls = new AtomicInteger();
      int fails = failing;
      bench.files.fail(
          (operation, path) -> {
            if (!operation.equals("tryLock")
                && !path.toString().contains("sessions")
                && calls.incrementAndGet() == fails) {
              throw new IOException("injected at " + operation + " " + path);
            }
          });
      ExecutionStatus status = status(judged);
      bench.files.heal();
      Checkpoints seam = bench.checkpoints;
      bench.checkpoints = Checkpoints.NONE;
      bench.recovery.run();
      check(folder, failing, status, before);
      bench.checkpoints = seam;
      if (calls.get() < failing) {
        break;
      }
      assertTrue(failing < 400, "it never ends");
    }
    assertInstanceOf(TrailCheck.Whole.class, bench.trail.verify());
    assertEquals(rollsBack ? 0 : seen.get(ExecutionStatus.COMPLETED), completed());
  }

  private int completed() {
    return seen.getOrDefault(ExecutionStatus.COMPLETED, 0);
  }

  private ExecutionStatus status(Governance.Judged judged) {
    try {
      return bench.execute(judged).outcome().status();
    } catch (EngineException nothingOnRecord) {
      return ExecutionStatus.FAILED;
    }
  }

  private void check(
      String folder, int failing, ExecutionStatus status, TreeMap<String, String> before) {
    seen.merge(status, 1, Integer::sum);
    String what = "call " + failing + " ended " + status;
    switch (status) {
      case COMPLETED -> assertTrue(isAfter(folder), what);
      case FAILED, ROLLED_BACK -> assertEquals(before, picture(folder), what);
      case NEEDS_ATTENTION -> {
        for (String old : List.of("a of " + folder, "b of " + folder)) {
          assertTrue(isSomewhere(old), what + ": lost " + old);
        }
      }
      default -> throw new AssertionError(what);
    }
  }

  private boolean isSomewhere(String content) {
    try (var files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (Sha256.of(file).equals(Sha256.of(content))) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
