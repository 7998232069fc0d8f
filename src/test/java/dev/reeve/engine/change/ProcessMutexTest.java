package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMutexTest {
  @TempDir Path root;
  private final AtomicLong looks = new AtomicLong();
  private Workspace workspace;
  private Path file;
  private ProcessMutex mutex;

  /** Ten seconds pass between two looks at it. */
  private final EngineClock hasty =
      new EngineClock() {
        @Override
        public Instant now() {
          return Instant.EPOCH;
        }

        @Override
        public long nanos() {
          return Duration.ofSeconds(10).toNanos() * looks.getAndIncrement();
        }
      };

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(root.resolve(".reeve"));
    workspace = Workspace.open(root, new DiskFileLayer());
    file = workspace.own("state", "locks", "trail.lock");
    mutex = new ProcessMutex(workspace.ownFiles(), hasty, file);
  }

  private FileLayer.OsLock somebodyElses() throws IOException {
    return Objects.requireNonNull(workspace.ownFiles().tryLock(file));
  }

  @Test
  @DisplayName("who waits for another process longer than 30 s is told, and nothing is done")
  void givesUp() throws IOException {
    boolean[] ran = {false};
    try (FileLayer.OsLock held = somebodyElses()) {
      EngineException busy =
          assertThrows(EngineException.class, () -> mutex.hold(() -> ran[0] = true));
      assertEquals("LOCK_TIMEOUT", busy.code());
      assertEquals(EngineException.Kind.BUSY, busy.kind());
      assertEquals("Another process has held trail.lock for more than 30 s.", busy.getMessage());
      assertEquals(5, looks.get(), "the start, and looks after 10, 20, 30 and 40 s");
    }
    assertEquals(false, ran[0]);
    assertEquals("done", mutex.hold(() -> "done"), "the one that gave up is in nobody's way");
  }

  @Test
  @DisplayName("it is free again after a section that failed, for others as well")
  void freeAfterAFailure() throws IOException {
    assertThrows(
        IOException.class,
        () ->
            mutex.hold(
                () -> {
                  throw new IOException("injected");
                }));
    somebodyElses().close();
    assertTrue(mutex.hold(() -> workspace.ownFiles().tryLock(file) == null), "held meanwhile");
  }
}
